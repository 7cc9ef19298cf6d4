"""The line under the grids: it explains the marks in sight, and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
pytestmark = pytest.mark.turns

QUESTION = "What "  # the question itself stands with its "?"
PADDING = "padding, underlined in the sum"
ZERO = "Rows and columns count from 0."
BEYOND = "Numbers beyond ≤ and ≥ have the same colour."
WINDOW, BESIDE = "a window", "the windows beside it"
TRAIL = "the windows so far"  # of a small map
ROUNDED = "Numbers in the cells are rounded."
SIGNS = ["weight above 0", "below 0"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/window", [QUESTION, *SIGNS, ZERO]),
        ("/window?kernel=box-blur", [QUESTION, SIGNS[0], ROUNDED, ZERO]),
        ("/window?padding=1", [QUESTION, *SIGNS, PADDING, ZERO]),
        ("/padding?padding=1", [*SIGNS, PADDING, "negative", ZERO]),
        ("/padding?image=centre-200", [*SIGNS, TRAIL, ZERO]),
        ("/pooling", [QUESTION, "the cell whose value is taken", WINDOW, ZERO]),
        ("/pooling?pool=avg", [QUESTION, WINDOW, ZERO]),
        ("/pooling?window=3&step=1", [QUESTION, "the cell whose value is taken", BESIDE, ZERO]),
        ("/kernels", [*SIGNS, PADDING, "negative", BEYOND, ZERO]),
        ("/kernels?view=gradient", [*SIGNS, PADDING, "negative", BEYOND, ZERO]),
        # Its cells are too small for a "?".
        ("/pooling?image=digit-7&step=3", ["no window reads it", WINDOW, ZERO]),
        ("/pixels", []),
        ("/pixels?image=nine&scale=1", [ROUNDED]),
    ],
)
def test_the_key_explains_the_marks_in_sight(page: Open, link: str, expected: list[str]) -> None:
    shown = page(link)
    for meaning in expected:
        expect(shown.locator(".linked-view .key")).to_contain_text(meaning)
    kept = {
        PADDING,
        BEYOND,
        WINDOW,
        BESIDE,
        ZERO,
        ROUNDED,
        TRAIL,
        *SIGNS,
        "no window reads it",
        "negative",
    } - {*expected}
    said = shown.locator(".linked-view .key span").all_inner_texts()
    assert not kept & {*said}
    assert (QUESTION in expected) == bool(shown.locator(".linked-view .question").count())


def test_a_question_mark_is_explained_until_it_is_answered(page: Open) -> None:
    shown = page("/window", new=True)
    key = shown.locator(".linked-view .key")
    question = shown.locator(".st-key-predict")
    asked = question.locator(".st-key-question-asked")
    expect(key).to_contain_text(asked.inner_text())
    expect(key).to_be_in_viewport(ratio=1)  # on one screen with the picture
    key.get_by_role("button", name="Answer").press("Enter")
    expect(question.locator("button").first).to_be_focused()  # its first choice
    expect(question).to_be_in_viewport(ratio=0.99)  # parts of pixels apart
    expect(shown.locator(".linked-view .formula")).to_be_in_viewport()  # where the "?" stands
    shown.get_by_role("button", name="Show the answer").click()
    expect(key).not_to_contain_text(asked.inner_text())
    expect(key).to_contain_text(ZERO)


def test_the_bar_stands_still_while_the_window_moves(page: Open) -> None:
    shown = page("/window?image=digit-7", new=True)
    bar = shown.locator(".linked-view .transport button, .linked-view .scrub")
    places = "all => all.map(one => one.getBoundingClientRect().x)"
    shown.locator(".linked-view .stage").press("Home")
    expect(shown.locator(".linked-view .place")).to_have_text("cell 1 of 676")
    first = bar.evaluate_all(places)
    for key in ("End", "Enter", "]"):
        shown.locator(".linked-view .stage").press(key)
    expect(shown.locator(".linked-view .place")).to_have_text("cell 676 of 676")
    expect(shown.locator(".linked-view .pin")).to_have_text("Pinned")
    expect(shown.locator(".linked-view .speed")).to_have_value("4")
    assert bar.evaluate_all(places) == first

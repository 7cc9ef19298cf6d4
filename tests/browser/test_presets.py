"""The figures of the lessons on windows and kernels: each preset's link shows its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.linked_view import WORDS, open_more

Open = Callable[..., Page]
pytestmark = pytest.mark.turns
Figures = Callable[[str], dict[str, str]]

# Lesson, label -> what the page says, and what its formula line holds.
FIGURES = {
    ("window", "10 | 0 edge"): (["= 4 rows and columns"], "row 1, column 1: 10·1 + 10·0"),
    ("window", "turned by 90°"): (["= 4 rows and columns"], "= 30"),
    ("window", "two columns"): (["= 5 columns"], "= 10"),
    ("window", "5×5 → 3×3, high-pass on 200"): (["= 3 rows and columns"], "= 175"),
    ("window", "a handwritten 7"): (["= 26 rows and columns"], "row 12, column 16: "),
    ("kernels", "edges of a photograph"): (["Sobel x"], "row 165, column 259: "),
    ("kernels", "all kernels"): (["all kernels of this lesson"], ""),
    ("kernels", "before and after"): (["Sharpen makes every edge stand out"], ""),
    ("kernels", "blurred ten times"): (["up to ten times"], ""),
    ("kernels", "four edges of a 7"): (["Kernels of the layer"], "Vertical edge, row "),
    ("kernels", "unequal angles"): (["Angles"], ""),
}


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator('[data-testid="stMain"]').inner_text())


def formula(page: Page) -> str:
    status = page.locator(".linked-view [role=status]")
    expect(status).not_to_be_empty()
    return str(status.evaluate(WORDS))


@pytest.mark.parametrize(("lesson", "label"), FIGURES)
def test_every_preset_shows_its_numbers(
    page: Open, figures: Figures, lesson: str, label: str
) -> None:
    links = figures(lesson)
    assert [*links] == [one for of, one in FIGURES if of == lesson]
    shown = page(links[label])
    open_more(shown)
    expected, part = FIGURES[lesson, label]
    for one in expected:
        assert one in words(shown)
    if part:
        assert part in formula(shown)
    expect(shown.locator(".st-key-try-now")).to_have_text(label)
    assert shown.locator('[data-testid="stAlert"]').count() == 0


def rows(page: Page, first: str) -> list[str]:
    """Return the results of the cells of one row, from `first` on, to its end."""
    results = []
    for column in range(4):
        text = formula(page)
        assert f"{first}, column {column}: " in text
        results.append(text.rsplit("= ", 1)[1])
        page.locator(".linked-view .forward").click()
    return results


def test_the_edge_s_rows_are_0_30_30_0(page: Open) -> None:
    shown = page("/window?question=2&cell=2,0", reduced_motion="reduce", new=True)
    assert rows(shown, "row 2") == ["0", "30", "30", "0"]


def test_a_stroke_is_positive_on_one_side_and_negative_on_the_other(page: Open) -> None:
    shown = page("/window?image=digit-7&question=2&cell=12,0", reduced_motion="reduce", new=True)
    signs = []
    for _ in range(26):
        result = formula(shown).rsplit("= ", 1)[1]
        signs.append((result != "0") * (-1 if result.startswith("−") else 1))
        shown.locator(".linked-view .forward").click()
    found = [sign for k, sign in enumerate(signs) if sign and (k == 0 or signs[k - 1] != sign)]
    assert {*zip(found[::2], found[1::2], strict=True)} == {(-1, 1)}  # at every stroke

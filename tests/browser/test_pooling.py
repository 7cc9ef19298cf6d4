"""Lesson 7 in a browser: its figures' numbers, winners, overlap and gaps, the shift test."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.lesson import FRAME, formula, words
from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
Figures = Callable[[str], dict[str, str]]

FIGURES = {
    "4×4 → 2×2": [
        "row 0, column 0: max(3, 7, 1, 2) = 7",
        "4×4 = 16 cells become 2×2 = 4 cells: a quarter",
        "⌊(4 − 2) / 2⌋ + 1 = 2",
    ],
    "26×26 → 13×13": [
        "26×26 = 676 cells become 13×13 = 169 cells: a quarter of them",
        "⌊(26 − 2) / 2⌋ + 1 = 13",
        "sees 8×8 pixels of the image. Without pooling it would see 5×5.",
        "max(0, 48, 0, 154) = 154",
    ],
    "windows overlap": [
        "Windows overlap: neighbours share 2 of 3 columns",
        "its window reads 9 cells, so it adds 1 to the count of each.",
    ],
    "gaps": [
        "Gaps of 1 cell between windows",
        "10 of the 28 columns (2, 5, 8, …) and 10 of the 28 rows (2, 5, 8, …) are never read",
    ],
    "side by side": [
        "152 of 169 pooled cells are 0 (90 %)",
        "of 0, 48, 0, 154: maximum 154, average 50.5, minimum 0, L2 norm 161.31",
    ],
    "shift by 1 pixel": [
        "81 % before pooling and by 52 % after it",
        "before 154, after 0: a change of −154",
    ],
}


def test_all_presets_are_tested(figures: Figures) -> None:
    assert [*figures("pooling")] == [*FIGURES]


@pytest.mark.parametrize("label", FIGURES)
def test_every_preset_shows_its_numbers(page: Open, figures: Figures, label: str) -> None:
    shown = page(figures("pooling")[label])
    expect(shown.locator(":is(.linked-view, .board) [role=status]")).not_to_be_empty()
    for expected in FIGURES[label]:
        assert expected in words(shown)
    expect(shown.locator(".st-key-try-now")).to_have_text(label)
    assert shown.locator('[data-testid="stAlert"]').count() == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pool=avg", "(3 + 7 + 1 + 2) / 4 = 3.25"),
        ("pool=lp", "√(3² + 7² + 1² + 2²) = √63 ≈ 7.94 (rounded to 2 decimals)"),
        (
            "pool=global",
            "(3 + 7 + 0 + 4 + 1 + 2 + 6 + 5 + 8 + 0 + 2 + 9 + 4 + 4 + 1 + 1) / 16 = 57 / 16 ≈ 3.56",
        ),
        (
            "image=edge&of=map&kernel=custom&weights=1/9,0;0,-1/3",
            "max(−20, −20, −20, −20) / 9 = −20 / 9 ≈ −2.22",
        ),
        (
            "image=edge&of=map&kernel=custom&weights=1/9,0;0,-1/3&pool=lp",
            "√((−20)² + (−20)² + (−20)² + (−20)²) / 9 = √1600 / 9 ≈ 4.44",
        ),
    ],
)
def test_formulas(page: Open, query: str, expected: str) -> None:
    shown = page(f"/pooling?question=3&cell=0,0&{query}")
    assert expected in formula(shown)


def test_keys_walk_and_play_from_window_to_window(page: Open) -> None:
    shown = page("/pooling?question=3", reduced_motion="reduce", new=True)
    shown.locator(".linked-view .stage").focus()
    shown.keyboard.press("ArrowRight")
    assert formula(shown) == "row 0, column 1: max(0, 4, 6, 5) = 6"
    shown.keyboard.press("End")
    assert formula(shown) == "row 1, column 1: max(2, 9, 1, 1) = 9"
    shown.keyboard.press("Home")
    assert formula(shown) == "row 0, column 0: max(3, 7, 1, 2) = 7"


def test_a_cell_says_who_reads_it_and_whether_it_is_taken(page: Open) -> None:
    shown = page("/pooling?question=3&window=3&step=1")
    canvas = shown.locator(".linked-view canvas").bounding_box()
    assert canvas
    told = set()
    for x in range(2, 40, 4):
        for y in range(12, 85, 10):
            shown.mouse.move(
                canvas["x"] + x / 100 * canvas["width"], canvas["y"] + y / 100 * canvas["height"]
            )
            told.add(formula(shown))
    said = "\n".join(told)
    part = "it takes part in"
    assert f"column 3: 9; {part} 2 of the 4 windows, and 2 of them take its value." in said
    assert f"column 0: 3; {part} 1 of the 4 windows; that window takes another value." in said


def test_a_dragged_number_moves_the_maximum_and_can_be_taken_back(page: Open) -> None:
    shown = page("/pooling?question=3", new=True)
    canvas = shown.locator(".linked-view canvas").bounding_box()
    assert canvas
    x, y = next(
        (x, y)
        for x in range(int(canvas["x"]), int(canvas["x"]) + 200, 12)
        for y in range(int(canvas["y"]), int(canvas["y"]) + 120, 12)
        if _says(shown, x, y, "pixel at row 0, column 0: 3")
    )
    shown.mouse.down()
    shown.mouse.move(x, y - 48)  # 8 pixels of the screen for each step
    shown.mouse.up()
    expect(shown).to_have_url(re.compile("edits=0%2C0%2C9"))
    shown.mouse.move(0, 0)
    shown.locator(".linked-view .stage").focus()
    shown.keyboard.press("Home")
    assert "max(9, 7, 1, 2) = 9" in formula(shown)
    shown.get_by_role("button", name="Undo").click()
    expect(shown).not_to_have_url(re.compile("edits"))
    chromium.settle(shown)
    assert "max(3, 7, 1, 2) = 7" in formula(shown)


def _says(page: Page, x: int, y: int, words: str) -> bool:
    page.mouse.move(x, y)
    return words in formula(page)


def test_poolings_side_by_side_follow_the_pointer(page: Open) -> None:
    shown = page("/pooling?view=compare")
    said = shown.locator(".board [role=status]")
    expect(said).to_contain_text("of 3, 7, 1, 2: maximum 7, average 3.25, minimum 1")
    canvas = shown.locator(".board canvas").bounding_box()
    assert canvas
    told = set()
    for x in range(4, int(canvas["width"]), 10):
        shown.mouse.move(canvas["x"] + x, canvas["y"] + canvas["height"] * 0.8)
        shown.evaluate(FRAME)
        told.add(said.inner_text())
    # The lower row of the picture: both of its windows, from its own cells.
    assert any("row 1, column 0: of 8, 0, 4, 4: maximum 8, average 4" in one for one in told)
    assert any("row 1, column 1: of 2, 9, 1, 1: maximum 9" in one for one in told)


def test_ties_are_named(page: Open) -> None:
    shown = page("/pooling?image=flat&question=3&cell=0,0")
    assert "4 cells are equal: the first one from the top left is taken" in formula(shown)


def test_the_shift_test_reads_exact_values(page: Open) -> None:
    shown = page("/pooling?image=digit-7&of=relu&view=shift", new=True)
    plot = shown.locator(".curves .plot")
    plot.focus()
    shown.keyboard.press("ArrowRight")
    shown.evaluate(FRAME)
    reading = shown.locator(".curves [role=status]").inner_text()
    assert reading.startswith("shift in pixels 2 · before pooling 144.")
    assert "by 81 % before pooling and by 52 % after it" in words(shown)


@pytest.mark.parametrize(
    "query", ["", "?view=readers", "?view=compare", "?view=shift", "?image=camera&of=map"]
)
def test_picture_formula_and_controls_fit_the_first_screen(page: Open, query: str) -> None:
    shown = page(f"/pooling{query}")
    for selector in (".linked-view", ".board", ".st-key-side"):
        for one in shown.locator(selector).all():
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 800, selector


@pytest.mark.parametrize("query", ["", "?image=camera&view=readers&step=5", "?view=shift"])
def test_nothing_is_wider_than_a_phone_in_the_dark(page: Open, query: str) -> None:
    shown = page(f"/pooling{query}", width=390, height=844, touch=True, color_scheme="dark")
    assert chromium.overflow(shown) == 0


@pytest.mark.parametrize(
    "pixels",
    [
        np.array([[200]], np.uint8),
        np.full((50, 3000), 9, np.uint8),
        np.dstack([np.full((9, 9), 90, np.uint8)] * 4),
    ],
    ids=["1 pixel", "50x3000", "alpha"],
)
def test_own_pictures(page: Open, pixels: np.ndarray) -> None:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    shown = page("/pooling?of=relu&question=3", new=True)
    shown.get_by_text("Your own picture").first.click()
    files = shown.locator('input[type="file"]')
    files.set_input_files({"name": "o.png", "mimeType": "image/png", "buffer": stream.getvalue()})
    expect(shown).to_have_url(re.compile("image=own"))
    chromium.settle(shown)
    expect(shown.locator(".linked-view [role=status]")).to_contain_text("max(")


def test_a_window_moves_through_a_volume_whose_numbers_change(page: Open) -> None:
    shown = page("/pooling?view=volume&question=2", reduced_motion="reduce", new=True)
    stage = shown.locator(".windows .stage")
    said = shown.locator(".windows [role=status]")
    stage.focus()
    stage.press("Home")
    expect(said).to_have_text("pooled slice 0, row 0, column 0: max(3, 7, 1, 2, 0, 4, 9, 5) = 9")
    expect(shown.locator(".windows input.read")).to_have_count(8)
    stage.press("PageDown")
    stage.press("ArrowRight")
    expect(said).to_contain_text("pooled slice 1, row 0, column 1:")
    expect(shown).to_have_url(re.compile("place=5"))
    stage.press("Home")
    stage.press("Enter")
    first = shown.get_by_role("textbox", name="slice 0, row 0, column 0")
    expect(first).to_be_focused()
    first.fill("40")
    first.press("Enter")
    expect(said).to_contain_text("max(40, 7, 1, 2, 0, 4, 9, 5) = 40")
    expect(shown.locator(".windows .out").first).to_have_text("40")
    expect(stage).to_be_focused()
    shown.get_by_role("button", name="Undo").click()
    expect(shown.locator(".windows .out").first).to_have_text("9")
    first.fill("x")
    first.press("Enter")
    expect(said).to_contain_text("This is not a whole number from −99 to 99.")
    shown.locator(".windows .out").last.hover()
    expect(shown.locator(".windows .place")).to_have_text("window 8 of 8")

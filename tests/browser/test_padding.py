"""The lesson on padding in a browser: every preset's link shows the numbers it is named for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cnn_core.kernels import KERNELS
from tests.browser.linked_view import LinkedView
from tools import chromium
from ui.models.convolution import Convolution
from ui.pictures import picture

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
Figures = Callable[[str], dict[str, str]]

FIGURES = {
    "28×28 → 26×26": ["26 = ⌊(28 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1", "2 rows and 2 columns fewer"],
    "stride 2 halves": ["13 = ⌊(28 + 2·0", "The last column and the last row are never read"],
    "3×3 padded to 7×7": ["5 = ⌊(3 + 2·2 − 1·(3 − 1) − 1) / 1⌋ + 1", "2 rows and 2 columns more"],
    "three paddings": [
        "corner pixel: 1 without padding, 4 with “same” and 9 with “full”",
    ],
    "32 layers": ["After 32 layers of this kind a map of 1×1 is left."],
}


def words(page: Page) -> str:
    """Return what the page says, with plain single spaces."""
    return re.sub(r"\s+", " ", page.locator('[data-testid="stMain"]').inner_text())


def chips(page: Page) -> Any:
    return page.locator('[class*="st-key-try-"] a')


def hover(page: Page, x: float, y: float) -> str:
    """Point at a place of the canvas, in shares of it, and return the formula line."""
    canvas = page.locator(".linked-view canvas")
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.wait_for_timeout(150)
    said = page.locator(".linked-view [role=status]").inner_text()
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("label", FIGURES)
def test_every_preset_shows_its_numbers(page: Open, figures: Figures, label: str) -> None:
    shown = page(figures("padding")[label])
    for expected in FIGURES[label]:
        assert expected in words(shown)
    expect(shown.locator(".st-key-try-now")).to_have_text(label)
    assert shown.locator('[data-testid="stAlert"]').count() == 0


def test_all_presets_are_tested(figures: Figures) -> None:
    assert [*figures("padding")] == [*FIGURES]


def test_a_click_on_a_preset_is_enough(page: Open) -> None:
    shown = page("/padding", new=True)
    chips(shown).filter(has_text="32 layers").click()
    expect(shown.get_by_text("a map of 1×1 is left")).to_be_visible()
    assert "layers=32" in shown.url


def test_a_corner_is_in_1_window_and_a_middle_pixel_in_9(page: Open) -> None:
    shown = page("/padding?view=readers&image=edge&cell=0,0")
    view = LinkedView(shown, Convolution(picture("edge"), KERNELS["vertical-edge"].kernel()))
    for place, windows in ((0, 1), (2, 9)):
        said = view.point(view.box("input"), place, place)
        assert f"pixel at row {place}, column {place}: 10;" in said
        assert f"it takes part in {windows} of the 16 windows." in said


def test_a_window_adds_one_to_the_count_of_each_pixel_that_it_reads(page: Open) -> None:
    shown = page("/padding?view=readers&image=centre-200&padding=1&cell=0,0", new=True)
    view = LinkedView(shown, Convolution(picture("centre-200"), KERNELS["vertical-edge"].kernel()))
    said = "row 0, column 0 of the map: its window reads 4 pixels, so it adds 1 to the count of"
    assert said in view.words()
    view.press("ArrowDown")
    assert "row 1, column 0 of the map: its window reads 6 pixels" in view.words()
    expect(view.button("one-sum")).to_be_hidden()


def test_padding_cells_tell_what_they_stand_for(page: Open) -> None:
    padded = Convolution(picture("nine"), KERNELS["vertical-edge"].kernel(), padding=2)
    view = LinkedView(page("/padding?image=nine&padding=2&cell=0,0"), padded)
    said = view.point(view.box("input"), 0, 0)
    assert "padding at row −2, column −2: 0" in said.replace("-", "−")


@pytest.mark.parametrize(
    "query", ["", "?view=readers&image=edge&cell=0,0", "?view=layers", "?view=same"]
)
def test_picture_formula_and_controls_fit_the_first_screen(page: Open, query: str) -> None:
    shown = page(f"/padding{query}")
    picture = ".linked-view, .shrinking, .st-key-same-P"
    for selector in (picture, '[class*="st-key-factors"]', ".st-key-side"):
        box = shown.locator(selector).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize(
    "query",
    ["", "?view=readers", "?view=layers&layers=30", "?view=same&kernel=box-blur&size=4"],
)
def test_nothing_is_wider_than_a_phone(page: Open, query: str) -> None:
    shown = page(f"/padding{query}", width=390, height=844, touch=True, color_scheme="dark")
    assert chromium.overflow(shown) == 0
    for strip in shown.locator(".strip").all():  # cells of one axis stay in one line
        tops = strip.locator("span").evaluate_all("all => all.map(one => one.offsetTop)")
        assert len({*tops}) == 1


def test_arrow_keys_alone_go_through_the_map(page: Open) -> None:
    shown = page("/padding?image=nine&padding=2&cell=0,0", reduced_motion="reduce", new=True)
    shown.locator(".linked-view .stage").focus()
    for _ in range(2):
        shown.keyboard.press("ArrowDown")
    shown.keyboard.press("ArrowRight")
    status = shown.locator(".linked-view [role=status]")
    expect(status).to_contain_text("row 2, column 1")


def test_three_paddings_are_compared_pixel_by_pixel(page: Open) -> None:
    shown = page("/padding?image=centre-200&view=compare", new=True)
    line = shown.locator(".formula")
    expect(line).to_contain_text(re.compile("no padding 1, ?same 4, ?full 9"))
    shown.locator(".stage").press("ArrowRight")
    expect(line).to_contain_text(re.compile("no padding 2, ?same 6, ?full 9"))

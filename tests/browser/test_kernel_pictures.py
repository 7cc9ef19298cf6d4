"""Lesson 3's views of whole pictures: tiles that open, a line that parts before and after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from cnn_core.kernels import KERNELS
from tests.browser.linked_view import expect_setting, setting, show_link
from tests.browser.tabs import Tabs, visits

# The share of the comparison's canvas, from the left, that is drawn as in the picture before.
SAME = """canvas => {
    const { data, width, height } = canvas.getContext("2d").getImageData(
        0, 0, canvas.width, canvas.height)
    let grey = 0
    const row = Math.round(height / 4)
    for (let x = 0; x < width; x++) {
        const [r, g, b] = data.slice(4 * (row * width + x), 4 * (row * width + x) + 3)
        if (Math.max(r, g, b) - Math.min(r, g, b) < 3 && r < 250) grey++
    }
    return grey / width
}"""


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_a_tile_of_the_gallery_opens_its_kernel(visitor: Page, by: str) -> None:
    show_link(visitor, "/kernels?view=gallery&image=coins")
    tiles = visitor.locator(".tiles-view button")
    expect(tiles).to_have_count(len(KERNELS))
    emboss = tiles.filter(has_text="Emboss")
    if by == "click":
        emboss.click()
    else:
        emboss.press("Enter")
    expect_setting(visitor, "kernel", "emboss")
    expect_setting(visitor, "view", None)
    expect(visitor.locator(".linked-view canvas")).to_be_visible()
    visitor.go_back()
    expect(tiles).to_have_count(len(KERNELS))


def test_the_chosen_kernel_is_marked(visitor: Page) -> None:
    show_link(visitor, "/kernels?view=gallery&image=digit-7&kernel=gaussian")
    chosen = visitor.locator(".tiles-view [aria-current=true]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("Gaussian blur")


def test_a_repeated_result_opens_as_often_applied(visitor: Page) -> None:
    show_link(visitor, "/kernels?view=repeats&kernel=gaussian&image=digit-7")
    expect(visitor.locator(".tiles-view .tile")).to_have_count(6)
    tiles = visitor.locator(".tiles-view button")
    expect(tiles).to_have_count(5)  # the image itself is no result
    tiles.filter(has_text="7 times").click()
    expect_setting(visitor, "times", "7")
    assert setting(visitor, "kernel") == "gaussian"


def test_keys_and_pointer_move_the_line_between_before_and_after(visitor: Page) -> None:
    show_link(visitor, "/kernels?view=before&kernel=sobel-x&image=camera")
    line = visitor.locator(".comparison-view input")
    canvas = visitor.locator(".comparison-view canvas")
    expect(line).to_have_value("50")
    line.press("End")
    expect(line).to_have_attribute("aria-valuetext", "before on the left 100 % of the width")
    assert canvas.evaluate(SAME) > 0.97
    line.press("Home")
    expect(line).to_have_attribute("aria-valuetext", "before on the left 0 % of the width")
    assert canvas.evaluate(SAME) < 0.5
    line.press("ArrowRight")
    expect(line).to_have_value("1")
    box = canvas.bounding_box()
    assert box
    visitor.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    expect(line).to_have_value("75")
    visitor.mouse.down()
    visitor.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + box["height"] / 2, steps=4)
    visitor.mouse.up()
    expect(line).to_have_value("25")


@pytest.mark.parametrize("view", ["gallery", "before", "repeats"])
def test_nothing_is_wider_than_a_phone(page, view: str) -> None:
    shown = page(f"/kernels?view={view}", width=390, height=844)
    wide = shown.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert shown.locator(".tiles-view, .comparison-view").bounding_box()["width"] <= 390

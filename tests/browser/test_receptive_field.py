"""The lesson on receptive fields in a browser: its figures, pointing, keys, phone, own pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import visit
from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
STATUS = ".field-view [role=status]"

FIGURES = {
    "three 3×3 layers": [
        "r = 1 + 2·1 + 2·1 + 2·1 = 7",
        "Layer by layer the receptive field is 3, 5, 7",
    ],
    "with pooling": ["r = 1 + 2·1 + 1·1 + 2·2 + 1·2 + 2·4 = 18", "jump = 1·2·2 = 4"],
    "fields overlap": ["lies in 0 to 4 fields of layer 1", "9 at stride 1", "1 at stride 3"],
    "the middle counts most": ["11×11 pixels can change the cell", "field rows 9 to 19"],
    "the visual cortex": ["fields in the cortex, as discs", "no detail falls between"],
    "three ways to shrink": ["26×26 → 13×13", "(5·5·1 + 1)·10 = 260"],
}

VIEWS = {
    "field": "Layer by layer",
    "overlap": "fields of layer 3",
    "measured": "of the influence",
    "cortex": "no detail falls between",
    "ways": "is a rule of thumb",
}


def chips(page: Page) -> Any:
    return page.locator('[class*="st-key-try-"] a')


def point(page: Page, x: float, y: float) -> str:
    """Point at a place of the canvas, in CSS pixels, and return the status line."""
    box = page.locator(".field-view canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.evaluate("() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
    return page.locator(STATUS).inner_text()


def test_every_preset_s_link_shows_its_numbers(page: Open) -> None:
    first = page("/receptive-field")
    links = {one.inner_text().strip(): one.get_attribute("href") for one in chips(first).all()}
    assert [*links] == [*FIGURES]
    for label, link in links.items():
        visit(first, str(link))
        expect(first.locator(".st-key-try-now")).to_have_text(label)
        for expected in FIGURES[label]:
            expect(first.get_by_text(expected).first).to_be_visible()


def test_pointing_answers_without_the_server(page: Open) -> None:
    shown = page("/receptive-field")
    expect(shown.locator(STATUS)).to_contain_text("layer 3, row 11, column 11")
    shown.context.set_offline(True)
    box = shown.locator(".field-view canvas").bounding_box()
    assert box
    said = [point(shown, x, 150) for x in range(60, 280, 40)]
    columns = [re.search(r"column (\d+):", one) for one in said]
    assert len({found[1] for found in columns if found}) == 6
    side = [point(shown, box["width"] * 0.72, box["height"] * part) for part in (0.1, 0.4, 0.7)]
    assert [one[:7] for one in side] == ["layer 3", "layer 2", "layer 1"]


def test_the_cell_one_rests_on_is_in_the_link(page: Open) -> None:
    shown = page("/receptive-field", reduced_motion="reduce", new=True)
    shown.locator(".field-view .stage").focus()
    shown.keyboard.press("PageDown")
    shown.keyboard.press("Home")
    shown.keyboard.press("ArrowDown")
    expect(shown.locator(STATUS)).to_contain_text("layer 2, row 1, column 0: field rows 1 to 5")
    shown.wait_for_url(re.compile("cell=1%2C0"))
    assert "layer=2" in shown.url
    shown.keyboard.press("Enter")
    expect(shown.locator(".field-view .pin")).to_have_text("Pinned")
    shown.keyboard.press("Escape")
    expect(shown.locator(".field-view .pin")).to_have_text("Pin")


def test_a_pixel_tells_who_sees_it(page: Open) -> None:
    shown = page("/receptive-field?view=overlap&stack=c3&image=edge", new=True)
    told = {point(shown, 45 + step, 60 + step) for step in (0, 40, 80, 120)}
    text = "\n".join(told)
    assert "pixel row 0, column 0: 1 row · 1 column = 1 cell of layer 1 see it" in text
    assert "3 rows · 3 columns = 9 cells of layer 1 see it" in text


def test_a_point_is_counted_in_discs_and_windows(page: Open) -> None:
    shown = page("/receptive-field?view=cortex&spot=29,29", new=True)
    said = shown.locator(".discs [role=status]")
    expect(said).to_contain_text("row 2, column 2, lies in 9 windows of stride 1 and in 4 windows")
    shown.locator(".discs .stage").focus()
    for _ in range(5):
        shown.keyboard.press("ArrowRight")
    expect(said).to_contain_text("column 3, lies in 9 windows of stride 1 and in 2 windows")
    shown.wait_for_url(re.compile("spot=29%2C39|spot=29,39"))
    box = shown.locator(".discs svg").first.bounding_box()
    assert box
    counts = set()
    for k in range(40):
        shown.mouse.move(
            box["x"] + box["width"] * (0.1 + 0.02 * k), box["y"] + box["height"] * 0.52
        )
        counts.add(shown.locator(".discs .count b").first.inner_text())
    assert {"3", "4"} <= counts <= {"3", "4", "5", "6", "7"}


def test_picture_and_controls_fit_the_first_screen(page: Open) -> None:
    shown = page("/receptive-field")
    for view, words in VIEWS.items():
        visit(shown, f"/receptive-field?view={view}")
        expect(shown.get_by_text(words).first).to_be_visible()
        picture = ".discs" if view == "cortex" else ".field-view"
        for selector in (picture, ".st-key-side"):
            box = shown.locator(selector).first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 800, view


def test_nothing_is_wider_than_a_phone(page: Open) -> None:
    shown = page("/receptive-field", width=390, height=844, touch=True, color_scheme="dark")
    assert "dark" in str(shown.locator(".field-view").get_attribute("class"))
    for view, words in VIEWS.items():
        visit(shown, f"/receptive-field?view={view}")
        expect(shown.get_by_text(words).first).to_be_visible()
        assert chromium.overflow(shown) == 0, view


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (50, 3000)])
def test_a_picture_of_one_s_own_is_looked_at(
    page: Open, tmp_path: Any, rows: int, columns: int
) -> None:
    from PIL import Image

    file = tmp_path / "own.png"
    Image.new("L", (columns, rows), 90).save(file)
    shown = page("/receptive-field", new=True)
    shown.get_by_role("button", name="Your own picture").click()
    shown.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(file))
    shown.wait_for_url(re.compile("image=own"))
    chromium.settle(shown)
    expect(shown.locator(STATUS)).to_contain_text("layer")
    if rows == 1:
        expect(shown.get_by_text("does not fit on the 1×1 picture")).to_be_visible()

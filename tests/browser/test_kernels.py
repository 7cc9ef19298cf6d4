"""Lesson 3 in a browser: what the gradient says under the pointer, legends, long pictures."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, FloatRect, Page, expect

from cnn_core.analysis import frequency_response
from cnn_core.kernels import KERNELS
from tests.browser.linked_view import (
    LISTEN,
    LinkedView,
    number,
    open_link,
    read_formula,
    show_link,
)
from tests.browser.tabs import PATIENCE, Tabs, visits
from tools import chromium
from ui.models.convolution import Convolution
from ui.pictures import picture

SOBEL = {name: KERNELS[name].kernel() for name in ("sobel-x", "sobel-y")}


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


def opened(page: Page, link: str) -> LinkedView:
    show_link(page, link)
    view = LinkedView(page)
    view.listen()
    return view


def texts(view: LinkedView) -> list[tuple[str, float, float]]:
    """Return what stands on the canvas: text and place."""
    view.words()
    calls = view.page.evaluate("() => [...window.written.values()].flat()")
    return [(str(text), float(x), float(y)) for text, x, y in calls]


def place_under(
    view: LinkedView, title: str, dx: float = 0.0, dy: float = 0.0
) -> tuple[float, float]:
    """Return the place of a grid's first cell, by its title, on the page."""
    x, y = next((x, y) for text, x, y in texts(view) if text == title)
    corner = view.corner()
    return corner["x"] + x + 4 + dx, corner["y"] + y + 12 + dy


def slopes(row: int, column: int, image: str) -> tuple[int, int]:
    shown = picture(image).grey()
    across, down = (
        int(Convolution(shown, kernel, padding=1, mode="replicate").sums[row, column])
        for kernel in SOBEL.values()
    )
    return across, down


def test_magnitude_and_direction_say_the_numbers_they_are_made_of(visitor: Page) -> None:
    view = opened(visitor, "/kernels?view=gradient&image=centre-200&cell=2,2")
    across, down = slopes(2, 2, "centre-200")
    size = math.hypot(across, down)
    expect(view.status).to_have_text(
        f"magnitude, row 2, column 2: √(gx² + gy²) = √({across}² + {down}²) = "
        f"√{across**2 + down**2} ≈ {size:.2f} (rounded to 2 decimals)"
    )
    assert view.press("PageDown") == (
        f"direction, row 2, column 2: atan2(gy, gx) = atan2({down}, {across}) ≈ "
        f"{math.degrees(math.atan2(down, across)):.1f}° It gets brighter to the right. "
        "(0° is right, 90° is down; rounded to 1 decimal)"
    )
    assert read_formula(view.press("PageUp") and view.press("PageUp")).map == "Sobel y"
    # The page answers once the reader rests on another cell, and takes nobody to another map.
    view.press("ArrowRight")
    visitor.wait_for_url(re.compile("cell=2%2C3"))
    chromium.settle(visitor)
    assert view.words().startswith("Sobel y, row 2, column 3: ")
    # The first pixel, by pointing at each of the four maps.
    across, down = slopes(0, 0, "centre-200")
    for title, start in (("magnitude", "magnitude, row 0"), ("direction", "direction, row 0")):
        visitor.mouse.move(*place_under(view, title))
        assert view.words().startswith(f"{start}, column 0: ")
        assert str(across) in view.words()
        assert str(down) in view.words()
    visitor.mouse.move(*place_under(view, "Sobel x · gx"))
    assert read_formula(view.words()).total == across


@pytest.mark.parametrize("image", ["flat", "edge"])
def test_a_flat_place_has_no_direction_and_a_straight_one_is_exact(visitor, image: str) -> None:
    view = opened(visitor, f"/kernels?view=gradient&image={image}&cell=2,2")
    assert re.search(r"= √(\d+) = \d+$", view.words())
    said = view.press("PageDown")
    if image == "flat":
        assert said.endswith("gx and gy are 0: it is flat here, and has no direction.")
    else:
        assert "= 180° It gets brighter to the left." in said


def test_every_kind_of_map_has_its_legend(visitor: Page) -> None:
    layer = [text for text, *_ in texts(opened(visitor, "/kernels?view=layer&image=coins"))]
    assert {"signed maps", "grey maps", "0", "255"} <= {*layer}
    two = [text for text, *_ in texts(opened(visitor, "/kernels?view=two&image=coins"))]
    assert "one range for all maps" in two
    steep = [text for text, *_ in texts(opened(visitor, "/kernels?view=gradient&image=coins"))]
    assert {"gx and gy: one range", "magnitude", "direction", "−180°", "180°"} <= {*steep}


def test_the_numbers_of_a_grid_are_all_written_or_none(visitor: Page) -> None:
    for link, kernel in (
        ("/window?image=ramp&kernel=sobel-y&cell=0,0", SOBEL["sobel-y"]),
        (
            "/window?image=centre-200&kernel=box-blur&padding=3&cell=0,0",
            KERNELS["box-blur"].kernel(),
        ),
        ("/window?image=checkerboard&kernel=sobel-x&cell=0,0", SOBEL["sobel-x"]),
    ):
        show_link(visitor, link)
        padding = 3 if "padding=3" in link else 0
        shown = Convolution(picture(link.split("image=")[1].split("&")[0]), kernel, padding=padding)
        view = LinkedView(visitor, shown)
        view.listen()
        written = view.written("output")
        assert len(written) in (0, shown.size[0] * shown.size[1]), link
        for (row, column), text in written.items():
            if text != "?":  # rounded to as many decimals as all have room for
                assert abs(number(text) - shown.map[row, column]) <= 0.5, text


@pytest.mark.parametrize(("rows", "columns"), [(3000, 50), (50, 3000)])
def test_a_picture_like_a_ribbon_uses_the_room_and_follows_the_cell(
    visitor: Page, rows: int, columns: int
) -> None:
    open_link(visitor, "/kernels")
    values = np.random.default_rng(0).integers(0, 256, (rows, columns), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(values).save(file, "PNG")
    visitor.get_by_role("button", name="Your own picture").click()
    upload: FilePayload = {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}
    visitor.locator("input[type=file]").set_input_files([upload])
    view = LinkedView(visitor)
    expect(view.status).to_contain_text(f"row {rows // 2}, column {columns // 2}: ")
    visitor.evaluate(LISTEN)
    view.redraw()
    part = re.compile(r"(rows|columns) (\d+)–(\d+) of 3000")
    (middle,) = [part.fullmatch(text) for text, *_ in texts(view) if part.fullmatch(text)]
    assert middle
    assert int(middle[2]) < 1500 < int(middle[3])
    assert 90 <= int(middle[3]) - int(middle[2]) <= 110
    view.press("Home")
    view.redraw()
    (start,) = [part.fullmatch(text) for text, *_ in texts(view) if part.fullmatch(text)]
    assert start
    assert start[2] == "0"
    formula = read_formula(view.words())
    assert (formula.cell, formula.values[4]) == ((0, 0), values[0, 0])


def test_pointing_holds_the_home_page_s_picture_and_leaving_lets_it_go_on(page) -> None:
    home = page("/")
    view = LinkedView(home)
    word = home.locator(".linked-view .play .word")
    expect(word).to_have_text("Pause")
    corner = view.corner()
    home.mouse.move(corner["x"] + 60, corner["y"] + 120)
    home.mouse.move(corner["x"] + 62, corner["y"] + 120)
    expect(word).to_have_text("Play")
    here = view.words()
    assert view.words() == here
    assert "takes part in" in here
    home.mouse.move(corner["x"] + 60, corner["y"] - 60)
    expect(word).to_have_text("Pause")
    home.mouse.click(corner["x"] + 60, corner["y"] + 120)
    home.mouse.move(corner["x"] + 60, corner["y"] - 60)
    expect(word).to_have_text("Play")


def test_on_a_phone_the_picture_fills_the_screen_or_at_least_the_window(page) -> None:
    shown = page("/window", width=390, height=844, touch=True)
    button = shown.locator(".linked-view .full")
    if button.is_visible():
        button.click()
        shown.wait_for_function("() => document.fullscreenElement !== null")
        stage = shown.locator(".linked-view .stage").bounding_box()
        assert stage
        assert stage["x"] >= 0
        assert stage["x"] + stage["width"] <= shown.evaluate("() => innerWidth")
        assert stage["width"] > 330
        shown.keyboard.press("f")
    context = shown.context
    context.add_init_script("delete Element.prototype.requestFullscreen")
    phone = context.new_page()
    phone.goto("/window")
    phone.locator(".linked-view .full").click()
    expect(phone.locator("#convscope-projection")).to_be_visible()
    assert phone.evaluate("() => document.fullscreenElement") is None


# ---- frequencies


def wave(page: Page) -> tuple[int, int, float, float, float]:
    """Return what the line under the spectra says: waves down, across, |F|, |H|, what is left."""
    said = page.locator(".board [role=status]").inner_text().replace("−", "-").replace(",", "")
    found = re.search(r"(-?\d+) down (-?\d+) across .*F\| (\S+) · \|H\| (\S+) [=≈] (\S+)$", said)
    assert found, said
    down, across, *rest = found.groups()
    powers = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    before, gain, after = (float(text.replace("·10", "e").translate(powers)) for text in rest)
    return int(down), int(across), before, gain, after


def drawn_anew(page: Page, part: FloatRect, before: set[bytes]) -> bytes:
    """Return a picture of a part of the page, once it is none of those `before`."""
    for _ in range(PATIENCE // 100):
        shown = page.screenshot(clip=part)
        if shown not in before:
            return shown
        page.wait_for_timeout(100)
    raise AssertionError("it looks as it did before")


def test_pointing_at_a_wave_shows_its_product_and_its_stripes(visitor: Page) -> None:
    open_link(visitor, "/kernels?view=frequencies&kernel=gaussian&size=5")
    canvas = visitor.locator(".board canvas")
    box = canvas.bounding_box()
    assert box
    # All of it, and the key, stand on the first screen.
    for part in (".board", ".st-key-side"):
        place = visitor.locator(part).first.bounding_box()
        assert place
        assert place["y"] + place["height"] <= 800, part
    key = visitor.get_by_text("Point at a wave (amber).").bounding_box()
    assert key
    assert key["y"] + key["height"] <= 800
    # Of the second row, the fourth of five: the wave, on which no frame is drawn.
    stripes: FloatRect = {
        "x": box["x"] + 0.64 * box["width"],
        "y": box["y"] + 0.7 * box["height"],
        "width": 0.1 * box["width"],
        "height": 0.2 * box["height"],
    }
    spectrum = {"x": box["x"] + 0.36 * box["width"], "y": box["y"] + 0.22 * box["height"]}
    said = visitor.locator(".board [role=status]")
    seen: set[tuple[int, int]] = set()
    drawn: set[bytes] = set()
    for dx, dy in ((0, 0), (20, 0), (-30, 25), (45, -40)):
        before_it = said.inner_text()
        visitor.mouse.move(spectrum["x"] + dx, spectrum["y"] + dy)
        expect(said).not_to_have_text(before_it)
        down, across, before, gain, after = wave(visitor)
        assert after == pytest.approx(before * gain, rel=1e-5)
        response = frequency_response(KERNELS["gaussian"].kernel(5).weights, (64, 64))
        assert gain == pytest.approx(abs(response[32 + down, 32 + across]), rel=1e-4, abs=1e-8)
        seen.add((down, across))
        drawn.add(drawn_anew(visitor, stripes, drawn))
    assert len(seen) == 4
    before_it = said.inner_text()
    visitor.locator(".board .stage").press("ArrowRight")
    expect(said).not_to_have_text(before_it)
    chosen = wave(visitor)[:2]
    assert chosen == (down, across + 1)
    expect(visitor).to_have_url(re.compile(rf"frequency={chosen[0]}(,|%2C){chosen[1]}\b"))


NAMES = "sobel-x,sobel-y,laplacian-8,gaussian,emboss,sharpen,gabor,motion-blur"


def test_the_names_of_a_layer_s_kernels_are_not_cut(visitor: Page) -> None:
    view = opened(visitor, f"/kernels?view=layer&kernels={NAMES}")
    written = [text for text, _, _ in texts(view)]
    assert "neighbours" in written
    assert not [text for text in written if "…" in text]
    cut = visitor.locator("[data-tag] > span:first-child").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    )
    assert not cut


def test_a_long_sum_shows_its_cell_and_its_result(visitor: Page) -> None:
    view = opened(visitor, "/kernels?kernel=gaussian&size=11&cell=100,100")
    box, said = view.status.bounding_box(), view.words()
    assert box
    assert view.status.evaluate("one => one.scrollHeight > one.clientHeight"), said
    for part in (".where", ".result"):
        place = view.status.locator(part).first.bounding_box()
        assert place
        assert box["y"] <= place["y"]
        assert place["y"] + place["height"] <= box["y"] + box["height"]

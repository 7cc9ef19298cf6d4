"""Lesson 1 in a browser: its figures' numbers, planes that point together, a readable part."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from ui.pictures import picture

# Remembers every text the canvases write, and every amber frame since the last wipe.
pytestmark = pytest.mark.turns

LISTEN = """() => {
    const proto = CanvasRenderingContext2D.prototype
    const { fillText, strokeRect, clearRect } = proto
    window.seen = { texts: [], frames: [] }
    proto.fillText = function (text, x, y, ...rest) {
        window.seen.texts.push([text, x, y]); return fillText.call(this, text, x, y, ...rest)
    }
    proto.strokeRect = function (x, y, w, h) {
        if (this.lineWidth >= 3) window.seen.frames.push([x, y, w, h])
        return strokeRect.call(this, x, y, w, h)
    }
    proto.clearRect = function (x, y, w, h) {
        if (x === 0 && y === 0) window.seen.frames = []
        return clearRect.call(this, x, y, w, h)
    }
}"""
FRAME = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"


def status(page: Page) -> str:
    page.evaluate(FRAME)
    return page.locator(".linked-view [role=status]").inner_text()


def listen(page: Page) -> None:
    """Keep what is drawn from now on, and have all of it drawn anew."""
    page.evaluate(LISTEN)
    stage = page.locator(".linked-view .stage")
    stage.evaluate("stage => { stage.style.marginRight = '1px' }")
    page.evaluate(FRAME)
    page.evaluate("() => { window.seen = { texts: [], frames: [] } }")
    stage.evaluate("stage => { stage.style.marginRight = '' }")
    page.evaluate(FRAME)


def seen(page: Page) -> dict[str, Any]:
    page.evaluate(FRAME)
    found: dict[str, Any] = page.evaluate("() => window.seen")
    return found


def numbers(page: Page) -> list[str]:
    """Return the numbers written in cells."""
    return [text for text, *_ in seen(page)["texts"] if re.fullmatch(r"[\d.]+", text)]


@pytest.mark.parametrize(
    ("label", "words", "elsewhere"),
    [
        ("a grid of numbers", r"row 8, column 15: 253$", "= 784 numbers"),
        ("pure red | purple", r"row 1, column 4: red 200, green 0, blue 200$", "= 72 numbers"),
        ("a cat in three channels", r"red 85, green 79, blue 55$", "300×451×3"),
        ("other light", r"36 became 46$", "of 262,144 numbers change"),
        ("shifted by one pixel", r"36 became 33$", "199,018 of 262,144 numbers change"),
    ],
)
def test_every_preset_is_a_link_that_shows_its_numbers(page, label, words, elsewhere):
    first = page("/pixels", new=True)
    first.get_by_role("link", name=label, exact=True).click()
    expect(first.locator(".linked-view [role=status]")).to_have_text(re.compile(words))
    expect(first.get_by_text(elsewhere).first).to_be_visible()
    where = urlsplit(first.url)
    again = page(f"{where.path}?{where.query}")
    expect(again.locator(".linked-view [role=status]")).to_have_text(re.compile(words))


def test_pure_red_is_255_0_0_and_the_same_pixel_is_framed_in_every_plane(page):
    shown = page("/pixels?image=red-purple&cell=1,4")
    listen(shown)
    frames = seen(shown)["frames"]
    assert len(frames) == 4, "the picture and its three planes"
    x, y, w, h = frames[0]
    corner = shown.locator(".linked-view canvas").bounding_box()
    shown.mouse.move(corner["x"] + x + w / 2 - 3 * w, corner["y"] + y + h / 2)
    assert status(shown) == "row 1, column 1: red 255, green 0, blue 0"
    moved = seen(shown)["frames"][-4:]
    assert len({round(now[0] - before[0]) for now, before in zip(moved, frames, strict=True)}) == 1
    titles = [text for text, *_ in seen(shown)["texts"]]
    assert {"red", "green", "blue"} <= set(titles), "planes are named, not only coloured"


def test_after_normalisation_the_division_is_printed(page):
    shown = page("/pixels?image=red-purple&cell=1,4&scale=1")
    assert status(shown) == (
        "row 1, column 4: red 200 / 255 ≈ 0.784, green 0 / 255 = 0, blue 200 / 255 ≈ 0.784 "
        "(rounded to 3 decimals)"
    )


@pytest.mark.parametrize("name", ["camera", "chelsea"])
def test_a_photograph_opens_beside_numbers_one_can_read(page, name):
    shown = page(f"/pixels?image={name}&cell=100,150", new=True)
    listen(shown)
    pixels = picture(name).pixels
    assert {str(int(n)) for n in pixels[:, 100, 150]} <= set(numbers(shown))
    assert len(numbers(shown)) >= 40
    shown.get_by_role("button", name="Show everything").click()
    listen(shown)
    assert numbers(shown) == []
    for _ in range(20):
        shown.get_by_role("button", name="Zoom in").click()
    listen(shown)
    assert {str(int(n)) for n in pixels[:, 100, 150]} <= set(numbers(shown))


def test_a_click_in_the_whole_picture_magnifies_there(page):
    shown = page("/pixels?image=camera&cell=120,243", new=True)
    corner = shown.locator(".linked-view canvas").bounding_box()
    shown.mouse.click(corner["x"] + 30, corner["y"] + 200)
    row, column = map(int, re.findall(r"\d+", status(shown))[:2])
    listen(shown)
    assert str(int(picture("camera").pixels[0, row, column])) in numbers(shown)
    # The last that was painted: the part may have moved while this listened.
    title = [text for text, *_ in seen(shown)["texts"] if text.startswith("rows ")][-1]
    top, bottom, left, right = map(int, re.findall(r"\d+", title))
    assert top <= row <= bottom
    assert left <= column <= right


def test_a_pixel_is_edited_by_keyboard_alone_and_the_link_holds_it(page):
    shown = page("/pixels?image=red-purple&cell=1,4", new=True)
    stage = shown.locator(".linked-view .stage")
    stage.focus()
    stage.press("ArrowLeft")
    stage.press("ArrowLeft")
    assert status(shown) == "row 1, column 2: red 255, green 0, blue 0"
    stage.press("p")
    shown.keyboard.type("90")
    shown.keyboard.press("Enter")
    expect(shown.locator(".linked-view [role=status]")).to_have_text(re.compile("red 90, green 0"))
    expect(shown).to_have_url(re.compile("edits=1%2C2%2C90%2C0%2C0"))


def test_a_pixel_is_edited_by_dragging(page):
    shown = page("/pixels?image=red-purple&cell=0,4", new=True)
    listen(shown)
    x, y, w, h = seen(shown)["frames"][2]  # in the green plane
    corner = shown.locator(".linked-view canvas").bounding_box()
    at = corner["x"] + x + w / 2, corner["y"] + y + h / 2
    shown.mouse.move(*at)
    shown.mouse.down()
    shown.mouse.move(at[0], at[1] - 80, steps=4)
    shown.mouse.up()
    expect(shown.locator(".linked-view [role=status]")).to_have_text(re.compile("green 30,"))


def test_a_brush_paints_a_stroke_and_undo_takes_it_back_as_one(page):
    shown = page("/pixels?image=red-purple&cell=0,4&paint=1&brush=7", new=True)
    listen(shown)
    x, y, w, h = seen(shown)["frames"][2]  # in the green plane
    corner = shown.locator(".linked-view canvas").bounding_box()
    at = corner["x"] + x + w / 2, corner["y"] + y + h / 2
    shown.mouse.move(*at)
    shown.mouse.down()
    shown.mouse.move(at[0], at[1] + h, steps=8)
    shown.mouse.up()
    expect(shown).to_have_url(re.compile("edits=0%2C4%2C200%2C7%2C200%3B1%2C4%2C200%2C7%2C200"))
    shown.get_by_role("button", name="Undo").click()
    expect(shown).not_to_have_url(re.compile("edits="))
    shown.locator(".stage").press("p")
    expect(shown).to_have_url(re.compile("edits=0%2C4%2C7%2C0%2C200"))


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3000, 50), (50, 3000)])
@pytest.mark.parametrize("width", [1280, 390])
def test_pictures_of_one_pixel_and_very_long_ones(page, rows, columns, width):
    shown = page("/pixels", width=width, height=844, new=True)
    values = np.random.default_rng(rows).integers(0, 256, (rows, columns, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(values).save(file, "PNG")
    shown.get_by_role("button", name="Your own picture").click()
    upload = {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}
    shown.locator("input[type=file]").set_input_files([upload])
    expect(shown.get_by_text(f"{rows}×{columns}×3")).to_be_visible()
    shown.keyboard.press("Escape")
    words = re.compile(r"red \d+, green \d+, blue \d+")
    expect(shown.locator(".linked-view [role=status]")).to_have_text(words)
    listen(shown)
    row, column, red, green, blue = map(int, re.findall(r"\d+", status(shown)))
    assert (red, green, blue) == tuple(values[row, column])
    assert {str(red), str(green), str(blue)} <= set(numbers(shown))


def test_a_figure_after_another_of_the_same_picture_is_drawn_too(page):
    shown = page("/pixels?image=camera&light=10&cell=120,243", new=True)
    shown.get_by_role("link", name="shifted by one pixel").click()
    shown.wait_for_url("**right=1**")
    expect(shown.locator(".linked-view [role=status]")).to_contain_text("became")
    # The pictures are dark over most of their cells; titles and legends are not.
    dark = """canvas => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
        return data.filter((red, k) => k % 4 === 0 && red < 150 && data[k + 3]).length / data.length
    }"""
    canvas = shown.locator(".linked-view canvas").element_handle()
    shown.wait_for_function(f"canvas => ({dark})(canvas) > 0.02", arg=canvas, timeout=15_000)


def test_on_a_phone_two_legends_stand_beside_each_other(page):
    shown = page("/pixels?image=camera&light=10&cell=120,243", width=390, height=2300)
    listen(shown)
    ends = {text: x for text, x, _ in seen(shown)["texts"] if text in ("255 white", "−10")}
    assert ends["255 white"] + 8 < ends["−10"]  # one ends where it is written, one begins


# The colour of a canvas there, in CSS pixels.
COLOUR = """(canvas, [x, y]) => {
    const ratio = canvas.width / canvas.clientWidth
    const { data } = canvas.getContext("2d").getImageData(x * ratio, y * ratio, 1, 1)
    return [...data].slice(0, 3)
}"""


@pytest.mark.parametrize("path", ["/pixels", "/window", "/padding", "/pooling"])
def test_ten_is_white_in_every_lesson_and_a_legend_says_so(page, path: str) -> None:
    shown = page(f"{path}?image=bar&cell=0,0")
    listen(shown)
    texts = seen(shown)["texts"]
    assert {"0 black", "10 white"} <= {text for text, *_ in texts}
    x, y = next((x, y) for text, x, y in texts if text == "10")
    canvas = shown.locator(".linked-view canvas")
    beside = [(x + across, y + down) for across in (-9, 9) for down in (-8, 8)]
    assert [255, 255, 255] in [canvas.evaluate(COLOUR, place) for place in beside]


def test_a_photograph_s_white_is_255(page) -> None:
    for path in ("/pixels", "/kernels"):
        shown = page(f"{path}?image=camera")
        listen(shown)
        assert {"0 black", "255 white"} <= {text for text, *_ in seen(shown)["texts"]}


# The colour just outside each frame, above it on the left.
CHANNELS = """(canvas, frames) => {
    const ratio = canvas.width / canvas.clientWidth
    const context = canvas.getContext("2d")
    return frames.map(([x, y]) =>
        [...context.getImageData((x - 6) * ratio, (y - 6) * ratio, 1, 1).data].slice(0, 3))
}"""


@pytest.mark.parametrize(
    ("tint", "colours", "legend"),
    [
        ("", [[200, 0, 200], [200, 200, 200], [0, 0, 0], [200, 200, 200]], "255 white"),
        ("&tint=1", [[200, 0, 200], [200, 0, 0], [0, 0, 0], [0, 0, 200]], "255 full"),
    ],
)
def test_channels_are_grey_or_in_their_own_colour(page, tint, colours, legend):
    shown = page(f"/pixels?image=red-purple&cell=1,4{tint}")
    listen(shown)
    found = seen(shown)
    assert shown.locator(".linked-view canvas").evaluate(CHANNELS, found["frames"]) == colours
    assert legend in {text for text, *_ in found["texts"]}


def test_a_photograph_s_channels_are_tinted_without_their_numbers(page):
    shown = page("/pixels?image=chelsea&tint=1&cell=100,150", new=True)
    shown.get_by_role("button", name="Show everything").click()
    listen(shown)
    frames = seen(shown)["frames"]
    tinted = shown.locator(".linked-view canvas").evaluate(CHANNELS, frames[-3:])
    assert [[k for k, level in enumerate(one) if level] for one in tinted] == [[0], [1], [2]]


def test_the_stack_of_channels_slides_apart_by_key_and_by_button(page):
    shown = page(
        "/pixels?image=red-purple&view=stack&tint=1&cell=1,4", reduced_motion="reduce", new=True
    )
    stack = shown.locator(".stack")
    said = stack.locator("[role=status]")
    expect(said).to_have_text(
        "row 1, column 4: red 200, green 0, blue 200. Each channel has one of them."
    )
    stack.locator(".scrub").press("End")
    expect(stack.locator(".place")).to_have_text("100 % apart")
    expect(shown).to_have_url(re.compile("apart=100"))
    stack.get_by_role("button", name="Together").click()
    expect(said).to_contain_text("All three lie on each other, so you see the colour.")
    colour = stack.locator("canvas").evaluate(
        """canvas => {
            const [x, y] = [canvas.width / 2 + 30, 60]
            return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data.slice(0, 3)]
        }"""
    )
    assert colour == [200, 0, 200]  # right of the middle: purple again

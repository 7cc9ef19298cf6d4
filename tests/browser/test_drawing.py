"""Drawing for a network in a browser: mouse, touch, keys, undo, clear; own classes; weights."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from cnn_core.io import save_weights
from cnn_core.nn import toy_network
from tools import chromium

Open = Callable[..., Page]
DRAW, CLASSES, KEEP = (f"/train?view={name}" for name in ("draw", "classes", "keep"))
SEVEN = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]
ONE = [(0.5, 0.15), (0.5, 0.85)]


def corner(page: Page) -> tuple[float, float, float]:
    """Return where the pad lies, and how wide it is."""
    pad = page.locator(".pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    return box["x"], box["y"], box["width"]


def draw(page: Page, places: Sequence[tuple[float, float]], *, lift: bool = True) -> None:
    x, y, side = corner(page)
    at = [(x + across * side, y + down * side) for across, down in places]
    page.mouse.move(*at[0])
    page.mouse.down()
    for place in at[1:]:
        page.mouse.move(*place, steps=8)
    if lift:
        page.mouse.up()


def touch(page: Page, places: Sequence[tuple[float, float]]) -> None:
    x, y, side = corner(page)
    fingers = page.context.new_cdp_session(page)

    def send(kind: str, points: list[dict[str, float]]) -> None:
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    at = [{"x": x + across * side, "y": y + down * side} for across, down in places]
    send("touchStart", at[:1])
    for before, after in pairwise(at):
        for share in (0.25, 0.5, 0.75, 1.0):
            send("touchMove", [{k: before[k] + share * (after[k] - before[k]) for k in "xy"}])
    send("touchEnd", [])


def ink(page: Page) -> float:
    """Return the share of the pad that is white."""
    return float(
        page.locator(".pad").evaluate(
            """(pad) => {
                const { data } = pad.getContext("2d").getImageData(0, 0, pad.width, pad.height)
                let white = 0
                for (let k = 0; k < data.length; k += 4) white += data[k] > 128 && data[k + 2] > 128
                return (4 * white) / data.length
            }"""
        )
    )


def says(page: Page, text: str) -> None:
    expect(page.locator(".verdict")).to_contain_text(text)


def label(page: Page) -> Any:
    return expect(page.locator(".label"))


def test_a_small_drawing_is_read_as_a_large_one(page: Open) -> None:
    shown = page(DRAW)
    says(shown, "It says 6, ")
    for stroke in ([(0.3, 0.02), (0.2, 0.55), (0.85, 0.55)], [(0.68, 0.05), (0.66, 0.98)]):
        draw(shown, [(0.42 + 0.15 * across, 0.42 + 0.15 * down) for across, down in stroke])
    says(shown, "It says 4, ")  # with strokes as broad as those of a large one, it is a blot


def test_the_fine_pen_draws_half_as_broad(page: Open) -> None:
    shown = page(DRAW)
    draw(shown, ONE)
    broad = ink(shown)
    shown.get_by_role("button", name="Clear").click()
    fine = shown.get_by_role("button", name="Fine")
    fine.click()
    expect(fine).to_have_attribute("aria-pressed", "true")
    draw(shown, ONE)
    assert 0.4 < ink(shown) / broad < 0.6
    says(shown, "It says 1, ")


def test_a_blank_photograph_is_said_to_have_no_ink(page: Open) -> None:
    shown = page(DRAW)
    file = io.BytesIO()
    Image.new("L", (300, 200), 215).save(file, "PNG")
    shown.get_by_role("button", name="A photographed digit").click()
    blank: FilePayload = {"name": "blank.png", "mimeType": "image/png", "buffer": file.getvalue()}
    shown.locator("input[type=file]").set_input_files([blank])
    expect(shown.locator(".refusal")).to_contain_text("No ink was found")


def test_a_digit_is_answered_while_it_is_drawn(page: Open) -> None:
    shown = page(DRAW)
    label(shown).to_have_text("test image 0")
    says(shown, "It says 6, ")
    draw(shown, ONE, lift=False)
    label(shown).to_have_text("your drawing")
    says(shown, "It says 1, ")
    shown.mouse.up()
    expect(shown.locator(".words")).to_contain_text("was scaled to 20×")


def test_undo_takes_one_stroke_back_and_clear_all(page: Open) -> None:
    shown = page(DRAW)
    draw(shown, ONE)
    one = ink(shown)
    draw(shown, [(0.1, 0.9), (0.9, 0.9)])
    assert ink(shown) > one + 0.02
    shown.get_by_role("button", name="Undo").click()
    expect(shown.locator(".words")).to_contain_text("was scaled to 20×2")
    assert ink(shown) == pytest.approx(one)
    shown.get_by_role("button", name="Clear").click()
    expect(shown.locator(".refusal")).to_have_text(
        "Draw something: the network reads it while you draw."
    )
    assert ink(shown) == 0
    assert shown.get_by_role("button", name="Undo").is_disabled()


def test_a_finger_draws_on_a_phone(page: Open) -> None:
    shown = page(DRAW, width=390, height=844, touch=True, color_scheme="dark")
    touch(shown, SEVEN)
    says(shown, "It says 7, ")
    label(shown).to_have_text("your drawing")
    assert chromium.overflow(shown) == 0
    # Two fingers are the page's: they scroll it, and what the first one drew is taken back.
    drawn = ink(shown)
    x, y, side = corner(shown)
    pair = [{"x": x + side / 2 + far, "y": y + side - 20, "id": far} for far in (0, 60)]
    fingers = shown.context.new_cdp_session(shown)
    scroller = shown.get_by_test_id("stMain")
    before = scroller.evaluate("(e) => e.scrollTop")
    for up in range(0, 170, 10):
        kind = "touchMove" if up else "touchStart"
        points = [{**one, "y": one["y"] - up} for one in pair[: 2 if up else 1]]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    shown.wait_for_function(
        "y => document.querySelector('[data-testid=stMain]').scrollTop > y + 60", arg=before
    )
    assert ink(shown) == drawn


def test_keys_alone_draw_and_take_back(page: Open) -> None:
    shown = page(DRAW, reduced_motion="reduce")
    pad = shown.locator(".pad")
    pad.focus()
    shown.keyboard.press("Space")
    for _ in range(5):
        shown.keyboard.press("Shift+ArrowDown")
    expect(shown.locator(".brush")).to_have_text("Brush draws at row 27, column 14 of 28.")
    shown.keyboard.press("Space")
    expect(shown.locator(".brush")).to_contain_text("Brush is up")
    says(shown, "It says 1, ")
    assert "none" in shown.locator(".bar").first.evaluate("(e) => getComputedStyle(e).transition")
    shown.keyboard.press("Backspace")
    expect(shown.locator(".refusal")).to_be_visible()


def test_a_cell_of_a_map_tells_its_number_without_the_server(page: Open) -> None:
    shown = page(DRAW, own=True)
    frames: list[object] = []
    shown.on("websocket", lambda socket: socket.on("framesent", lambda one: frames.append(one)))
    shown.reload()  # with a socket that is listened to
    chromium.settle(shown)
    shown.wait_for_timeout(500)
    assert frames
    frames.clear()
    shown.locator(".sheet").hover(position={"x": 20, "y": 30})
    reading = shown.locator(".reading")
    expect(reading).to_contain_text("1 Conv2D, 8×26×26: map 0, row")
    expect(reading).to_contain_text(re.compile(r"= −?[\d.]+\. It sees rows \d+ to \d+ and columns"))
    shown.locator(".sheet").focus()
    shown.keyboard.press("End")
    expect(reading).to_contain_text("8 Dense, 10: number")
    expect(reading).to_contain_text("It sees the whole image")
    assert frames == []


def test_a_drawing_is_still_there_after_another_view(page: Open) -> None:
    shown = page(DRAW)
    draw(shown, SEVEN)
    says(shown, "It says 7, ")
    label(shown).to_have_text("your drawing")
    before = ink(shown)
    shown.get_by_role("radio", name="Keep").click()
    expect(shown.get_by_text("Download:")).to_be_visible()
    shown.get_by_role("radio", name="Draw").click()
    label(shown).to_have_text("your drawing")
    assert ink(shown) == pytest.approx(before, abs=0.02)
    draw(shown, [(0.1, 0.9), (0.9, 0.9)])
    expect(shown.locator(".words")).to_contain_text("×20,")
    assert ink(shown) > before + 0.02


def test_a_drawing_goes_into_a_class_at_once(page: Open) -> None:
    shown = page(CLASSES)
    shown.get_by_role("button", name="Take some digits").click()
    button = shown.get_by_role("button", name="digit 1", exact=True)
    draw(shown, ONE)
    button.click()
    expect(shown.get_by_text("13 pictures")).to_be_visible()
    expect(shown.get_by_role("button", name="Clear")).to_be_disabled()
    assert ink(shown) == 0
    draw(shown, ONE)
    button.click()
    expect(shown.get_by_text("14 pictures")).to_be_visible()
    shown.get_by_role("button", name="Train on these classes").click()
    expect(shown).to_have_url(re.compile("data=own"))


def test_weights_are_loaded_and_what_is_none_is_named(page: Open) -> None:
    shown, file = page(KEEP), io.BytesIO()
    save_weights(toy_network(np.random.default_rng(3)), file)
    chooser = shown.locator('input[type="file"]')
    chooser.set_input_files({"name": "w.npz", "mimeType": "", "buffer": file.getvalue()[:-500]})
    expect(shown.get_by_text("was cut off")).to_be_visible()
    chooser.set_input_files({"name": "w.npz", "mimeType": "", "buffer": file.getvalue()})
    expect(shown.get_by_text("The weights are in the network")).to_be_visible()


@pytest.mark.parametrize("path", [CLASSES, KEEP])
def test_nothing_is_wider_than_a_phone(page: Open, path: str) -> None:
    shown = page(path, width=390, height=844, touch=True, color_scheme="dark")
    assert chromium.overflow(shown) == 0


def test_the_pad_and_all_layers_fit_the_first_screen(page: Open) -> None:
    shown = page(DRAW)
    box = shown.locator(".drawing-pad").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800

"""The lesson on sharing in a browser: its figures, rows and weights lit up, the picture dragged."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.linked_view import LISTEN
from tests.browser.tabs import visit
from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
STATUS = ".matrix-view [role=status]"

FIGURES = {
    "a convolution": ["432 of 576 places are empty", "9 of 36 inputs are connected"],
    "a dense layer": ["Each of the 576 places has a weight", "36 of 36 inputs are connected"],
    "the map shifts, too": ["shifted 3 up, 3 right", "529,984 random weights"],
    "shifts never trained on": ["were trained on the same 200 batches", "At other shifts"],
    "count the weights": ["(32·32·3)·(30·30·10) = 27,648,000", "(3·3·3 + 1)·10 = 280", "= 270"],
    "dense on a photograph": ["1,080·1,920·3·100 = 622,080,000"],
}
VIEWS = {
    "matrix": "A convolution",
    "columns": "im2col",
    "moves": "equivariant",
    "unseen": "falls to",
    "counts": "times as many weights as",
}


def point(page: Page, x: float, y: float) -> str:
    """Point at a place of the canvas, in shares of it, and return the status line."""
    box = page.locator(".matrix-view canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.evaluate("() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
    return page.locator(STATUS).inner_text()


def test_every_preset_s_link_shows_its_numbers(page: Open) -> None:
    shown = page("/sharing")
    chips: Any = shown.locator('[class*="st-key-try-"] a')
    links = {one.inner_text().strip(): one.get_attribute("href") for one in chips.all()}
    assert [*links] == [*FIGURES]
    for label, link in links.items():
        visit(shown, str(link))
        expect(shown.locator(".st-key-try-now")).to_have_text(label)
        for expected in FIGURES[label]:
            # Both networks are trained meanwhile, and a busy machine takes its time.
            expect(shown.get_by_text(expected).first).to_be_visible(timeout=90_000)


def test_rows_weights_and_pixels_light_up_without_the_server(page: Open) -> None:
    shown = page("/sharing")
    expect(shown.locator(STATUS)).to_contain_text("= 30")
    shown.context.set_offline(True)
    said = [point(shown, x / 40, 0.4) for x in range(11, 38)]
    assert any("is one number that is used at 16 places" in one for one in said)
    assert any(one.startswith("matrix row") for one in said)
    assert re.match(r"pixel row \d, column \d is matrix column", point(shown, 0.05, 0.2))


def test_a_window_is_a_column_and_its_product_is_a_number_of_the_map(page: Open) -> None:
    shown = page("/sharing?view=columns", reduced_motion="reduce", new=True)
    said = shown.locator(".columns [role=status]")
    expect(said).to_contain_text("10·1 + 10·0 + 0·(−1)")
    shown.locator(".columns .stage").focus()
    shown.keyboard.press("Home")
    assert shown.locator(".columns .windows .now").all_inner_texts() == ["10"] * 9
    assert shown.locator(".columns .picture .now").count() == 9
    shown.keyboard.press("ArrowRight")
    shown.keyboard.press("ArrowDown")
    expect(said).to_contain_text("kernel 1, window 1: ")
    last = shown.locator(".columns .windows span >> nth=15").bounding_box()
    assert last
    shown.mouse.move(last["x"] + 5, last["y"] + 5)
    expect(said).to_contain_text("kernel 1, window 15: ")
    shown.wait_for_url(re.compile("cell=3%2C3"))


def test_the_slider_lets_the_count_fall_and_the_key_says_what_is_left(page: Open) -> None:
    shown = page("/sharing?sparse=0&shared=0", new=True)
    shown.evaluate(LISTEN)
    key = shown.locator(".matrix-view .key")
    expect(key).not_to_contain_text("no connection")
    slider = shown.get_by_role("slider", name="Different weights")
    slider.focus()
    for count, said in ((144, "Windows only."), (9, "A convolution.")):
        shown.keyboard.press("ArrowRight")
        expect(shown.get_by_text(said)).to_be_visible()
        expect(key).to_contain_text("no connection")
        chromium.settle(shown)
        shown.wait_for_function(
            "count => [...window.written.values()].flat().some("
            "([text]) => text.includes(` ${count} different weights`))",
            arg=count,
        )


def test_keys_alone_choose_rows_and_weights(page: Open) -> None:
    shown = page("/sharing", reduced_motion="reduce", new=True)
    shown.locator(".matrix-view .stage").focus()
    shown.keyboard.press("Home")
    expect(shown.locator(STATUS)).to_contain_text("matrix row 0 makes map row 0, column 0")
    shown.keyboard.press("ArrowDown")
    expect(shown.locator(STATUS)).to_contain_text("matrix row 4 makes map row 1, column 0")
    shown.wait_for_url(re.compile("cell=1%2C0"))
    shown.keyboard.press("PageDown")
    expect(shown.locator(STATUS)).to_contain_text(
        "kernel weight, row 0, column 0: 1 is one number that is used at 16"
    )
    shown.keyboard.press("Escape")
    expect(shown.locator(STATUS)).to_contain_text("matrix row 4")


def test_the_map_follows_a_dragged_picture_and_the_dense_answer_does_not(page: Open) -> None:
    shown = page("/sharing?view=moves&image=digit-7", new=True)
    expect(shown.locator(STATUS)).to_contain_text("drag the image")
    point(shown, 0.15, 0.4)
    shown.mouse.down()
    point(shown, 0.15 + 0.03, 0.4)
    shown.mouse.up()
    status = shown.locator(STATUS)
    expect(status).to_contain_text("right: compared with the output before, shifted as far")
    said = status.inner_text()
    found = re.search(r"difference is (\S+) for the convolution, (\S+) for the dense", said)
    assert found
    assert found[1] == "0"
    assert int(found[2].replace(",", "")) > 1000
    shown.wait_for_url(re.compile(r"right=\d"))
    shown.locator(".matrix-view .stage").focus()
    shown.keyboard.press("ArrowUp")
    expect(status).to_contain_text("shifted 1 up")
    shown.keyboard.press("Home")
    expect(status).to_contain_text("not shifted yet")


def test_numbers_on_a_moved_map_are_those_of_the_map(page: Open) -> None:
    shown = page("/sharing?view=moves&kernel=gaussian", new=True)
    shown.evaluate(LISTEN)
    shown.locator(".matrix-view .stage").focus()
    shown.keyboard.press("ArrowDown")
    expect(shown.locator(STATUS)).to_contain_text("shifted 1 down")
    written = shown.evaluate("() => [...window.written.values()].flat().map(([text]) => text)")
    # The first figure blurred: sums over 16, not the sums.
    assert {"7.5", "2.5"} <= set(written)


def test_picture_and_controls_fit_the_first_screen(page: Open) -> None:
    shown = page("/sharing")
    for view, words in VIEWS.items():
        visit(shown, f"/sharing?view={view}")
        expect(shown.get_by_text(words).last).to_be_visible()
        own = {"counts": ".st-key-counts", "columns": ".columns", "unseen": ".curves"}
        picture = own.get(view, ".matrix-view")
        for selector in (picture, ".st-key-side"):
            box = shown.locator(selector).first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 800, view


def test_nothing_is_wider_than_a_phone(page: Open) -> None:
    shown = page("/sharing", width=390, height=844, touch=True, color_scheme="dark")
    assert "dark" in str(shown.locator(".matrix-view").get_attribute("class"))
    for view, words in VIEWS.items():
        visit(shown, f"/sharing?view={view}")
        expect(shown.get_by_text(words).last).to_be_visible()
        assert chromium.overflow(shown) == 0, view


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (50, 3000)])
def test_a_picture_of_one_s_own_has_a_matrix(
    page: Open, tmp_path: Any, rows: int, columns: int
) -> None:
    from PIL import Image

    file = tmp_path / "own.png"
    Image.new("RGBA", (columns, rows), (90, 20, 20, 128)).save(file)
    shown = page("/sharing", new=True)
    shown.get_by_role("button", name="Your own picture").click()
    shown.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(file))
    shown.wait_for_url(re.compile("image=own"))
    chromium.settle(shown)
    expect(shown.locator(STATUS)).to_contain_text("matrix row")


def test_on_a_phone_no_number_of_the_chart_is_cut_off(page: Open) -> None:
    shown = page("/sharing?view=counts&high=1080&wide=1920", width=390, height=844)
    chart = shown.locator(".counts")
    text = chart.locator("b", has_text="128,621,509,632,000")
    expect(text).to_be_visible()
    inside, around = text.bounding_box(), chart.bounding_box()
    assert inside
    assert around
    assert inside["x"] + inside["width"] <= around["x"] + around["width"]

"""A weight or a pixel is changed in place, and NumPy answers at once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnn_core.kernels import KERNELS, parse_weights
from tests.browser.linked_view import (
    LinkedView,
    expect_setting,
    open_link,
    read_formula,
    setting,
)
from tests.browser.tabs import Tabs, visits
from ui.link.pixel_edits import edited
from ui.models.convolution import Convolution
from ui.pictures import picture

EDGE = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


@pytest.fixture
def edge(visitor: Page) -> LinkedView:
    """Open the lesson's first figure: vertical-edge over 10 | 0."""
    return opened(visitor, "/window", EDGE)


def opened(page: Page, link: str, shown: Convolution) -> LinkedView:
    open_link(page, link)
    view = LinkedView(page, shown)
    view.listen()
    return view


def with_weights(text: str, shown: Convolution = EDGE) -> Convolution:
    return replace(shown, kernel=parse_weights(text))


def double_click(view: LinkedView, kind: str, row: int, column: int) -> None:
    view.page.mouse.dblclick(*view.place_of(view.box(kind), row, column))
    expect(view.editor).to_be_visible()


def type_in(view: LinkedView, kind: str, row: int, column: int, text: str) -> None:
    double_click(view, kind, row, column)
    view.editor.fill(text)
    view.editor.press("Enter")
    expect(view.editor).to_be_hidden()


def expect_map(view: LinkedView, shown: Convolution) -> None:
    """Wait until the map is written as the core computes it, but for one cell asked for."""
    wanted = [f"{value:.4g}".replace("-", "−") for value in shown.map.ravel().tolist()]
    now = LinkedView(view.page, shown)
    written: list[str] = []
    for _ in range(100):
        written = list(itertools.chain(*now.rows()))
        if all(one in (other, "?") for one, other in zip(written, wanted, strict=True)):
            assert written.count("?") <= 1
            return
        view.page.wait_for_timeout(100)
    assert written == wanted


# ---- weights --------------------------------------------------------------------------------


def test_a_typed_weight_makes_the_kernel_custom_and_the_map_new(edge: LinkedView) -> None:
    expect_map(edge, EDGE)
    type_in(edge, "kernel", 0, 0, "5")
    expect_setting(edge.page, "weights", "5,0,-1;1,0,-1;1,0,-1")
    expect_setting(edge.page, "kernel", "custom")
    expect(edge.page.get_by_role("combobox", name="Kernel")).to_have_value("Custom")
    expect_map(edge, with_weights("5,0,-1;1,0,-1;1,0,-1"))
    said = read_formula(edge.point(edge.box("output"), 0, 0))
    assert said.weights == [5, 0, -1, 1, 0, -1, 1, 0, -1]


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("0.5", "0.5,0,-1;1,0,-1;1,0,-1"),
        ("-1/9", "-1/9,0,-1;1,0,-1;1,0,-1"),
        ("−2", "-2,0,-1;1,0,-1;1,0,-1"),
    ],
)
def test_decimals_fractions_and_printed_minus_signs_are_weights(
    edge: LinkedView, text: str, weights: str
) -> None:
    type_in(edge, "kernel", 0, 0, text)
    expect_setting(edge.page, "weights", weights)


def test_escape_leaves_the_weight_as_it_was(edge: LinkedView) -> None:
    double_click(edge, "kernel", 1, 2)
    expect(edge.editor).to_have_value("-1")
    edge.editor.fill("7")
    edge.editor.press("Escape")
    expect(edge.editor).to_be_hidden()
    edge.page.wait_for_timeout(300)
    assert setting(edge.page, "weights") is None
    expect_map(edge, EDGE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "“abc” is not a number"),
        ("1;2", "one number"),
        ("1/0", "divides by 0"),
    ],
)
def test_what_is_no_weight_is_refused_in_words(edge: LinkedView, text: str, sentence: str) -> None:
    type_in(edge, "kernel", 0, 0, text)
    alert = edge.page.locator(".linked-view .said")
    before = edge.stage.bounding_box()
    expect(alert).to_contain_text(sentence.replace("“", '"').replace("”", '"'))
    expect(alert).to_contain_text("The number stays as it was.")
    assert edge.stage.bounding_box() == before, "the picture moved"
    assert setting(edge.page, "weights") is None
    expect_map(edge, EDGE)
    type_in(edge, "kernel", 0, 0, "3")
    expect_setting(edge.page, "weights", "3,0,-1;1,0,-1;1,0,-1")
    expect(alert).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "text", "name", "became", "sentence"),
    [
        ("kernel", "12345", "weights", "1000,0,-1;1,0,-1;1,0,-1", "12345 became 1000."),
        ("input", "300", "edits", "0,0,255", "from 0 to 255: 300 became 255."),
    ],
)
def test_what_is_too_much_becomes_the_most_and_it_is_said_beside_it(
    edge: LinkedView, kind: str, text: str, name: str, became: str, sentence: str
) -> None:
    type_in(edge, kind, 0, 0, text)
    alert = edge.page.locator(".linked-view .said")
    expect(alert).to_contain_text(sentence)
    expect(alert).to_have_attribute("role", "alert")
    expect_setting(edge.page, name, became)
    alert.click()
    expect(alert).to_be_hidden()


def test_a_dragged_weight_answers_while_it_is_dragged(edge: LinkedView) -> None:
    page, entries = edge.page, history_length(edge.page)
    x, y = edge.place_of(edge.box("kernel"), 0, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    for by in range(1, 9):
        page.mouse.move(x, y - 8 * by)
        expect_map(edge, with_weights(f"{1 + by},0,-1;1,0,-1;1,0,-1"))
    assert history_length(page) == entries, "the address waits for the end of the drag"
    assert setting(page, "weights") is None
    page.mouse.up()
    expect_setting(page, "weights", "9,0,-1;1,0,-1;1,0,-1")
    assert history_length(page) - entries <= 1
    page.go_back()
    expect_setting(page, "weights", None)
    expect_map(edge, EDGE)


def history_length(page: Page) -> int:
    return int(page.evaluate("() => history.length"))


def test_a_weight_dragged_down_becomes_negative(edge: LinkedView) -> None:
    x, y = edge.place_of(edge.box("kernel"), 1, 1)
    edge.page.mouse.move(x, y)
    edge.page.mouse.down()
    edge.page.mouse.move(x, y + 24, steps=6)
    edge.page.mouse.up()
    expect_setting(edge.page, "weights", "1,0,-1;1,-3,-1;1,0,-1")
    expect_map(edge, with_weights("1,0,-1;1,-3,-1;1,0,-1"))


def test_a_weight_of_a_flipped_kernel_is_the_one_on_screen(visitor: Page) -> None:
    shown = Convolution(picture("edge"), parse_weights("1,2;3,4"), flip=True)
    view = opened(visitor, "/window?kernel=custom&weights=1,2;3,4&flip=1", shown)
    type_in(view, "kernel", 0, 0, "9")
    expect_setting(visitor, "weights", "1,2;3,9")
    expect_map(view, with_weights("1,2;3,9", shown))


def test_all_weights_are_typed_with_tab_as_fast_as_one_can(edge: LinkedView) -> None:
    edge.stage.focus()
    edge.page.keyboard.press("w")
    for weight in range(1, 9):
        edge.page.keyboard.type(str(weight))
        edge.page.keyboard.press("Tab")
    edge.page.keyboard.type("9")
    edge.page.keyboard.press("Enter")
    expect(edge.editor).to_be_hidden()
    expect(edge.stage).to_be_focused()
    expect_setting(edge.page, "weights", "1,2,3;4,5,6;7,8,9")
    expect_map(edge, with_weights("1,2,3;4,5,6;7,8,9"))


def test_the_editor_says_which_weight_it_holds(edge: LinkedView) -> None:
    edge.press("w")
    expect(edge.editor).to_have_attribute("aria-label", "weight at row 0, column 0")
    edge.editor.press("Tab")
    expect(edge.editor).to_have_attribute("aria-label", "weight at row 0, column 1")
    edge.editor.press("Shift+Tab")
    expect(edge.editor).to_have_attribute("aria-label", "weight at row 0, column 0")
    expect(edge.editor).to_have_value("1")
    edge.editor.press("Escape")
    expect(edge.stage).to_be_focused()


def test_a_brush_draws_weights(visitor: Page) -> None:
    shown = with_weights("0,0,0;0,0,0;0,0,0")
    view = opened(visitor, "/window?kernel=custom&weights=0,0,0;0,0,0;0,0,0", shown)
    brush = visitor.get_by_role("radiogroup", name=re.compile("Brush"))
    brush.get_by_text("1", exact=True).click()
    expect(brush.get_by_role("radio", checked=True)).to_have_text("1")
    visitor.wait_for_timeout(1500)
    box = view.box("kernel")
    visitor.mouse.move(*view.place_of(box, 0, 0))
    visitor.mouse.down()
    visitor.mouse.move(*view.place_of(box, 0, 2), steps=12)
    visitor.mouse.move(*view.place_of(box, 2, 2), steps=12)
    visitor.mouse.up()
    expect_setting(visitor, "weights", "1,1,1;0,0,1;0,0,1")
    expect_map(view, with_weights("1,1,1;0,0,1;0,0,1"))


# ---- pixels ---------------------------------------------------------------------------------


def test_a_typed_pixel_changes_the_picture_and_the_map(edge: LinkedView) -> None:
    type_in(edge, "input", 0, 0, "3")
    expect_setting(edge.page, "edits", "0,0,3")
    expect_map(edge, replace(EDGE, picture=edited(EDGE.picture, {(0, 0): 3})))
    expect(edge.page.get_by_text("1 pixel changed by hand")).to_be_visible()
    assert edge.point(edge.box("input"), 0, 0).startswith("pixel at row 0, column 0: 3;")


def test_pixels_are_typed_by_key_from_the_window_on(edge: LinkedView) -> None:
    edge.stage.focus()
    edge.page.keyboard.press("p")
    expect(edge.editor).to_have_attribute("aria-label", "pixel at row 1, column 1")
    edge.page.keyboard.type("1")
    edge.page.keyboard.press("Tab")
    edge.page.keyboard.type("2")
    edge.page.keyboard.press("Enter")
    expect_setting(edge.page, "edits", "1,1,1;1,2,2")
    pixels = edited(EDGE.picture, {(1, 1): 1, (1, 2): 2})
    assert np.array_equal(pixels.pixels[0, 1], [10, 1, 2, 0, 0, 0])
    expect_map(edge, replace(EDGE, picture=pixels))


def test_a_dragged_pixel_answers_while_it_is_dragged(edge: LinkedView) -> None:
    x, y = edge.place_of(edge.box("input"), 2, 4)
    edge.page.mouse.move(x, y)
    edge.page.mouse.down()
    edge.page.mouse.move(x, y - 32, steps=8)
    pixels = edited(EDGE.picture, {(2, 4): 4})
    expect_map(edge, replace(EDGE, picture=pixels))
    assert setting(edge.page, "edits") is None
    edge.page.mouse.up()
    expect_setting(edge.page, "edits", "2,4,4")


def test_what_is_no_pixel_is_refused_in_words(edge: LinkedView) -> None:
    type_in(edge, "input", 0, 0, "bright")
    alert = edge.page.locator(".linked-view .said")
    expect(alert).to_contain_text("“bright” is not a number: a pixel is 0 to 255")
    assert setting(edge.page, "edits") is None
    type_in(edge, "input", 0, 0, "999")
    expect_setting(edge.page, "edits", "0,0,255")


# ---- the typed field ------------------------------------------------------------------------


def test_weights_are_typed_as_text(visitor: Page) -> None:
    view = opened(visitor, "/window?kernel=custom&weights=1,0;0,-1", with_weights("1,0;0,-1"))
    field = visitor.get_by_role("textbox", name="Weights")
    expect(field).to_have_value("1,0;0,-1")
    field.fill("1 2 3; 4 5 6")
    field.press("Enter")
    expect_setting(visitor, "weights", "1,2,3;4,5,6")
    expect_map(view, with_weights("1,2,3;4,5,6"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,0;x,-1", 'Row 2, column 1: "x" is not a number'),
        ("1,0;0", "Row 2 has 1 number"),
        ("1,,0", "Row 1, column 2 is empty"),
        ("", "no numbers yet"),
    ],
)
def test_text_that_is_no_kernel_stays_with_a_sentence(
    visitor: Page, text: str, sentence: str
) -> None:
    view = opened(visitor, "/window?kernel=custom&weights=1,0;0,-1", with_weights("1,0;0,-1"))
    field = visitor.get_by_role("textbox", name="Weights")
    field.fill(text)
    field.press("Enter")
    alert = visitor.get_by_test_id("stAlert")
    expect(alert).to_contain_text(re.compile(re.escape(sentence), re.IGNORECASE))
    expect(alert).to_contain_text("The kernel stays as it was.")
    expect(field).to_have_value(text)
    assert setting(visitor, "weights") == "1,0;0,-1"
    expect_map(view, with_weights("1,0;0,-1"))
    field.fill("2,0;0,-2")
    field.press("Enter")
    expect(alert).to_have_count(0)
    expect_setting(visitor, "weights", "2,0;0,-2")


def test_the_pointer_shows_where_a_number_can_be_changed(edge: LinkedView) -> None:
    weights, cells = edge.box("kernel"), edge.box("output")
    edge.point(weights, 0, 0)
    expect(edge.stage).to_have_css("cursor", "ns-resize")
    expect(edge.stage).to_have_attribute("title", re.compile("Drag up or down"))
    edge.point(cells, 0, 0)
    expect(edge.stage).not_to_have_css("cursor", "ns-resize")
    expect(edge.stage).to_have_attribute("title", "")

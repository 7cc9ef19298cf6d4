"""A finger on a picture: a swipe is the page's, a tap selects, one that rests has the picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cnn_core.kernels import KERNELS
from tests.browser.conftest import Pure
from tests.browser.linked_view import LinkedView, expect_setting
from ui.models.convolution import Convolution
from ui.pictures import picture

Open = Callable[..., Page]
Place = tuple[float, float]
EDGE = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
DIGIT = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
SHIFT = "/pooling?view=shift"
RESTED = 500  # ms, longer than a finger has to rest

RUN = """events.reduce(({ touch, acts }, event) => {
    const [next, { act }] = nextTouch(touch, event)
    return { touch: next, acts: act ? [...acts, act] : acts }
}, { touch: UNTOUCHED, acts: [] })"""


def event(kind: str, x: float = 0, y: float = 0, one: int = 1, **more: bool) -> dict[str, Any]:
    return {"kind": kind, "id": one, "x": x, "y": y, **more}


@pytest.mark.parametrize(
    ("events", "acts"),
    [
        ([event("down"), event("up")], ["tap"]),
        ([event("down"), event("move", 3, 4), event("up")], ["tap"]),
        ([event("down"), event("move", 0, 30), event("up")], []),
        ([event("down"), event("move", 0, 30), event("rest"), event("up")], []),
        ([event("down"), event("move", 30), event("cancel")], []),
        (
            [event("down"), event("rest"), event("move", 0, 30), event("up")],
            ["take", "drag", "drop"],
        ),
        ([event("down"), event("rest"), event("move", 0, 30), event("cancel")],
         ["take", "drag", "restore"]),
        ([event("down", grips=True), event("move", 0, 30), event("up")], ["take", "drag", "drop"]),
        ([event("down", grips=True), event("down", 9, 9, 2)], ["take", "restore"]),
        ([event("down"), event("down", 9, 9, 2), event("move", 5), event("up")], []),
        (
            [event("down"), event("down", 9, 9, 2, zooms=True), event("move", 5, 5), event("up")],
            ["pinch"],
        ),
    ],
)  # fmt: skip
def test_what_a_finger_means(pure: Pure, events: list[dict[str, Any]], acts: list[str]) -> None:
    assert pure("views/shared/touch.js", RUN, {"events": events})["acts"] == acts


def test_a_pinch_enlarges_and_moves_what_is_between_the_fingers(pure: Pure) -> None:
    call = """nextTouch(
        { phase: "pinch", fingers: [{ id: 1, x: 0, y: 0 }, { id: 2, x: 10, y: 0 }] },
        { kind: "move", id: 2, x: 30, y: 0 })[1]"""
    pinch = pure("views/shared/touch.js", call)
    assert (pinch["by"], pinch["dx"], pinch["dy"], pinch["x"]) == (3, 10, 0, 15)


class Fingers:
    """Fingers on a page's screen, as the browser's own input has them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.devtools = page.context.new_cdp_session(page)

    def send(self, kind: str, *places: Place) -> None:
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def drag(self, start: Place, by: Place, *, rests: bool = False, ends: str = "touchEnd") -> None:
        self.send("touchStart", start)
        if rests:
            self.page.wait_for_timeout(RESTED)
        for share in range(1, 9):
            self.send("touchMove", (start[0] + by[0] * share / 8, start[1] + by[1] * share / 8))
        self.send(ends)

    def tap(self, place: Place) -> None:
        self.send("touchStart", place)
        self.send("touchEnd")

    def pinch(self, middle: Place, apart: Sequence[float], by: Place = (0, 0)) -> None:
        for share in range(9):
            half = (apart[0] + (apart[1] - apart[0]) * share / 8) / 2
            x, y = middle[0] + by[0] * share / 8, middle[1] + by[1] * share / 8
            self.send("touchMove" if share else "touchStart", (x - half, y), (x + half, y))
        self.send("touchEnd")


MAIN = "document.querySelector('[data-testid=stMain]')"


def in_sight(page: Page, view: LinkedView, row: int, column: int, grid: str = "input") -> Place:
    """Scroll a cell to the middle of the screen, and return where it is."""
    _, y = view.place_of(view.box(grid), row, column)
    page.evaluate(f"y => {MAIN}.scrollBy({{ top: y - innerHeight / 2, behavior: 'instant' }})", y)
    return view.place_of(view.box(grid), row, column)


def test_a_number_is_dragged_only_by_a_finger_that_rests_or_has_selected_it(page: Open) -> None:
    shown = page("/window", width=360, height=740, touch=True)
    view, fingers = LinkedView(shown, EDGE), Fingers(shown)
    number = in_sight(shown, view, 3, 2)
    before, address = shown.evaluate(f"{MAIN}.scrollTop"), shown.url
    fingers.drag(number, (0, -120))
    shown.wait_for_function(f"y => {MAIN}.scrollTop > y + 60", arg=before)
    assert shown.url == address

    number = in_sight(shown, view, 3, 2)
    fingers.drag(number, (0, 40), rests=True, ends="touchCancel")
    fingers.tap(number)
    expect(shown.locator(".linked-view .key")).to_contain_text("Drag this number")
    assert shown.url == address
    before = shown.evaluate(f"{MAIN}.scrollTop")
    fingers.drag(number, (0, -40))
    shown.wait_for_url(re.compile("edits=3(,|%2C)2"))
    assert shown.evaluate(f"{MAIN}.scrollTop") == before


def test_two_fingers_enlarge_a_large_picture_and_one_scrolls_it_still(page: Open) -> None:
    shown = page("/window?image=digit-7", width=360, height=740, touch=True)
    view, fingers = LinkedView(shown, DIGIT), Fingers(shown)
    middle = in_sight(shown, view, 14, 14)
    fingers.pinch(middle, (40, 160))
    expect(view.button("fit")).to_be_enabled()
    assert shown.evaluate("visualViewport.scale") == 1
    before = shown.evaluate(f"{MAIN}.scrollTop")
    fingers.drag(middle, (0, -120))
    shown.wait_for_function(f"y => {MAIN}.scrollTop > y + 60", arg=before)


def test_two_fingers_move_an_enlarged_picture_and_not_the_page(page: Open) -> None:
    shown = page("/window?image=digit-7", width=360, height=740, touch=True)
    view, fingers = LinkedView(shown, DIGIT), Fingers(shown)
    middle = in_sight(shown, view, 13, 13, "output")
    fingers.pinch(middle, (40, 160))
    expect(view.button("fit")).to_be_enabled()
    before = shown.evaluate(f"{MAIN}.scrollTop")

    def under_the_finger() -> tuple[int, ...]:
        fingers.tap(middle)
        return tuple(map(int, re.findall(r"(?:row|column) (\d+)", view.words())[:2]))

    row, column = under_the_finger()
    fingers.pinch(middle, (80, 80), by=(-60, -60))
    moved = under_the_finger()
    assert moved[0] > row
    assert moved[1] > column
    fingers.pinch(middle, (80, 80), by=(60, 60))
    assert under_the_finger() == (row, column)
    assert shown.evaluate(f"{MAIN}.scrollTop") == before


def test_small_grids_that_a_button_enlarged_are_made_smaller_by_two_fingers(page: Open) -> None:
    shown = page("/padding?image=nine&padding=2&cell=0,0", width=360, height=740, touch=True)
    view = LinkedView(shown)
    view.button("in").click()
    expect(view.button("fit")).to_be_enabled()
    view.stage.scroll_into_view_if_needed()
    bounds = view.stage.bounding_box()
    assert bounds
    Fingers(shown).pinch((180, bounds["y"] + 100), (300, 40))
    expect(view.button("fit")).to_be_disabled()
    assert shown.evaluate("visualViewport.scale") == 1


def test_a_finger_paints_weights_until_a_second_one_breaks_it_off(page: Open) -> None:
    link = "/window?kernel=custom&weights=0,0,0;0,0,0;0,0,0"
    shown = page(link, width=360, height=740, touch=True)
    brush = shown.get_by_role("radiogroup", name=re.compile("Brush"))
    brush.get_by_text("1", exact=True).click()
    expect(brush.get_by_role("radio", checked=True)).to_have_text("1")
    view, fingers = LinkedView(shown, EDGE), Fingers(shown)
    start = in_sight(shown, view, 0, 0, "kernel")
    end = view.place_of(view.box("kernel"), 2, 0)
    before, address = shown.evaluate(f"{MAIN}.scrollTop"), shown.url
    fingers.send("touchStart", start)
    fingers.send("touchMove", end)
    fingers.send("touchStart", end, (end[0] + 60, end[1]))
    fingers.send("touchEnd")
    fingers.drag(start, (0, end[1] - start[1]))
    shown.wait_for_url(lambda now: now != address)
    expect_setting(shown, "weights", "1,0,0;1,0,0;1,0,0")
    assert shown.evaluate(f"{MAIN}.scrollTop") == before


def test_a_shifted_image_follows_a_finger_that_rests_on_it(page: Open) -> None:
    shown = page(SHIFT, width=390, height=844, touch=True)
    fingers, stage = Fingers(shown), shown.locator(".board .stage.slides")
    stage.scroll_into_view_if_needed()
    bounds = stage.bounding_box()
    assert bounds
    place = bounds["x"] + 60, bounds["y"] + 60
    address = shown.url
    fingers.drag(place, (90, 0))
    shown.wait_for_timeout(RESTED)
    assert shown.url == address
    fingers.drag(place, (90, 0), rests=True)
    shown.wait_for_function("link => location.href !== link", arg=address)

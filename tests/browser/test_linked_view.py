"""Pointing, pinning, stepping, playing, zooming: by mouse, touch and keyboard, with no server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from cnn_core.geometry import window_counts
from cnn_core.kernels import KERNELS, parse_weights
from tests.browser.linked_view import LinkedView, number, open_link, read_formula, show_link
from tests.browser.tabs import Tabs, visits
from tools import chromium
from ui.models.convolution import Convolution
from ui.pictures import picture

EDGE = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
DIGIT = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
PHOTOGRAPH = Convolution(
    picture("camera"), KERNELS["sobel-x"].kernel(), padding="same", mode="replicate"
)
PAGES = {"/": DIGIT, "/window": EDGE, "/kernels": PHOTOGRAPH}

# The spread of the canvas's pixels, and how many different colours a coarse sample of them has.
PAINTED = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    const greys = [], colours = new Set()
    for (let k = 0; k < data.length; k += 4 * 37) {
        greys.push(data[k + 3] ? (data[k] + data[k + 1] + data[k + 2]) / 3 : -1)
        colours.add(data.slice(k, k + 4).join())
    }
    const mean = greys.reduce((a, b) => a + b) / greys.length
    const spread = Math.sqrt(greys.reduce((a, b) => a + (b - mean) ** 2, 0) / greys.length)
    return [spread, colours.size]
}"""


KEEP_PLACES = """place => {
    window.places = []
    new MutationObserver(() => window.places.push(place.textContent))
        .observe(place, { childList: true, characterData: true, subtree: true })
}"""


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


@pytest.fixture
def edge(visitor: Page) -> LinkedView:
    """Open the lesson's first figure, its answer shown, the pointer out of the way."""
    return opened(visitor, "/window", EDGE)


@pytest.fixture(scope="module")
def still(tabs: Tabs) -> Iterator[LinkedView]:
    """Open the same figure once for all tests that only point: pointing leaves nothing behind."""
    for page in visits(tabs):
        yield opened(page, "/window", EDGE)


def opened(page: Page, link: str, *shown: Convolution) -> LinkedView:
    show_link(page, link)
    page.mouse.move(2, 2)
    return LinkedView(page, *shown)


LONG = 300  # ms: a pointer that stays so long on a cell means it
# It passes over a place and is gone, all in one moment.
PASS = """(stage, [x, y]) => {
    const to = (type) => stage.dispatchEvent(
        new PointerEvent(type, { clientX: x, clientY: y, pointerType: "mouse" }))
    to("pointermove")
    to("pointerleave")
}"""


def cell_of(view: LinkedView) -> tuple[int, int]:
    return read_formula(view.words()).cell


# ---- pointing -------------------------------------------------------------------------------


def test_an_output_cell_shows_its_window(still: LinkedView) -> None:
    box = still.box("output")
    terms = "10·1 + 10·0 + 0·(−1) + 10·1 + 10·0 + 0·(−1) + 10·1 + 10·0 + 0·(−1)"
    assert still.point(box, 0, 1) == f"row 0, column 1: {terms} = 30"
    assert still.point(box, 3, 3).endswith(" = 0")


@pytest.mark.parametrize(
    ("link", "options"),
    [
        ("/window", {}),
        ("/window?stride=2&padding=1", {"stride": 2, "padding": 1}),
        ("/window?dilation=2&padding=2", {"dilation": 2, "padding": 2}),
        ("/window?kernel=custom&weights=1,2;3,4&padding=same", {"padding": "same"}),
    ],
)
def test_a_pixel_tells_how_many_windows_it_takes_part_in(
    visitor: Page, link: str, options: dict[str, int | str]
) -> None:
    kernel = parse_weights("1,2;3,4") if "custom" in link else EDGE.kernel
    shown = Convolution(EDGE.picture, kernel, **options)  # type: ignore[arg-type]
    view = opened(visitor, link, shown)
    counts = window_counts((6, 6), kernel.shape, **options)  # type: ignore[arg-type]
    total, box = shown.size[0] * shown.size[1], view.box("input")
    (above, _), (left, _) = shown.amounts
    for row, column in [(0, 0), (0, 1), (1, 1), (2, 3), (4, 2), (5, 0), (5, 5), (3, 5)]:
        count = counts[row, column]
        part = f"it takes part in {count} of the {total} windows" if count else "no window reads it"
        said = view.point(box, row + above, column + left)
        value = EDGE.picture.pixels[0, row, column]
        assert said.startswith(f"pixel at row {row}, column {column}: {value}; {part}. ")


def test_a_corner_takes_part_in_one_window_and_the_middle_in_nine(still: LinkedView) -> None:
    box = still.box("input")
    assert "it takes part in 1 of the 16 windows" in still.point(box, 0, 0)
    assert "it takes part in 9 of the 16 windows" in still.point(box, 2, 2)


SHOWN = re.compile(r"The window shown makes row (\d+), column (\d+) of the map\.$")


@pytest.mark.parametrize(
    ("link", "options"),
    [
        ("/window", {}),
        ("/window?stride=2&padding=1", {"stride": 2, "padding": 1}),
        ("/window?dilation=2&padding=2", {"dilation": 2, "padding": 2}),
        ("/window?padding=1&mode=circular", {"padding": 1, "mode": "circular"}),
    ],
)
def test_at_a_pixel_the_products_are_those_of_a_window_that_reads_it(
    visitor: Page, link: str, options: dict[str, int | str]
) -> None:
    shown = Convolution(EDGE.picture, EDGE.kernel, **options)  # type: ignore[arg-type]
    view = opened(visitor, link, shown)
    view.listen()
    box, (above, left) = view.box("input"), (side[0] for side in shown.amounts)
    for row, column in [(0, 0), (1, 4), (3, 2), (5, 5), (2, 3)]:
        told = SHOWN.search(view.point(box, row + above, column + left))
        assert told
        cell = int(told[1]), int(told[2])
        window = shown.window(*cell)
        products = [[number(text) for text in line] for line in view.rows("kernel")]
        assert products == window.products[0].tolist(), (row, column)
        assert row in window.source_rows
        assert column in window.source_cols
    view.page.wait_for_timeout(LONG)
    view.page.mouse.move(2, 2)
    assert cell_of(view) == cell


def test_padding_says_what_it_stands_for(visitor: Page) -> None:
    shown = Convolution(EDGE.picture, EDGE.kernel, padding=1, mode="replicate")
    view = opened(visitor, "/window?padding=1&mode=replicate", shown)
    box = view.box("input")
    assert view.point(box, 0, 0).startswith("padding at row −1, column −1: 10;")
    assert view.point(box, 7, 7).startswith("padding at row 6, column 6: 0;")


def test_a_weight_tells_what_it_multiplies(still: LinkedView) -> None:
    said = still.point(still.box("kernel"), 0, 2)
    assert said.startswith("weight at row 0, column 2: −1.")
    assert "each of the 16 cells of the map" in said


def test_leaving_a_pixel_leaves_the_formula_of_the_window_shown(still: LinkedView) -> None:
    still.point(still.box("output"), 3, 3)
    still.point(still.box("input"), 2, 1)
    still.page.wait_for_timeout(LONG)
    still.page.mouse.move(2, 2)
    assert cell_of(still) == (1, 0)


def test_on_its_way_to_a_button_a_pointer_leaves_the_chosen_cell(still: LinkedView) -> None:
    still.point(still.box("output"), 3, 3)
    still.page.wait_for_timeout(LONG)
    passed = still.place_of(still.box("output"), 1, 2)
    still.stage.evaluate(PASS, passed)
    assert cell_of(still) == (3, 3)


def test_pointing_asks_the_server_for_nothing(visitor: Page) -> None:
    sent: list[str | bytes] = []
    visitor.once(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame))
    )
    open_link(visitor, "/window")
    view = LinkedView(visitor, EDGE)
    assert sent, "nothing is counted"
    sent.clear()
    seen = {view.point(view.box("output"), k // 4, k % 4) for k in range(16)}
    seen |= {view.point(view.box("input"), k // 6, k % 6) for k in range(14)}
    assert len(seen) == 30
    visitor.wait_for_timeout(700)  # longer than a chosen cell rests before the server hears of it
    assert sent == []
    view.press("ArrowDown")
    visitor.wait_for_timeout(700)
    assert sent, "a cell that was chosen is told"


# ---- pinning --------------------------------------------------------------------------------


def test_a_click_holds_a_cell_until_escape(edge: LinkedView) -> None:
    box = edge.box("output")
    edge.page.mouse.click(*edge.place_of(box, 2, 1))
    expect(edge.button("pin")).to_have_attribute("aria-pressed", "true")
    assert read_formula(edge.point(box, 0, 3)).cell == (2, 1)
    assert read_formula(edge.point(edge.box("input"), 0, 0)).cell == (2, 1)
    edge.press("Escape")
    expect(edge.button("pin")).to_have_attribute("aria-pressed", "false")
    assert read_formula(edge.point(box, 0, 3)).cell == (0, 3)


def test_the_same_click_on_the_same_cell_lets_go_and_the_line_under_it_says_so(
    edge: LinkedView,
) -> None:
    box, held = edge.box("output"), edge.status.locator(".held")
    expect(held).to_have_count(0)
    edge.page.mouse.click(*edge.place_of(box, 2, 1))
    expect(held).to_have_text("This cell is held. Click it again, or press Escape, to let it go.")
    edge.point(box, 0, 3)
    edge.page.mouse.click(*edge.place_of(box, 2, 1))
    expect(edge.button("pin")).to_have_attribute("aria-pressed", "false")
    expect(held).to_have_count(0)
    assert read_formula(edge.point(box, 0, 3)).cell == (0, 3)


def test_enter_and_the_button_hold_a_cell_too(edge: LinkedView) -> None:
    edge.press("Enter")
    expect(edge.button("pin")).to_have_text("Pinned")
    edge.button("pin").click()
    expect(edge.button("pin")).to_have_text("Pin")
    edge.button("pin").click()
    expect(edge.button("pin")).to_have_attribute("aria-pressed", "true")


def test_a_click_elsewhere_moves_the_pin(edge: LinkedView) -> None:
    box = edge.box("output")
    edge.page.mouse.click(*edge.place_of(box, 2, 1))
    edge.page.mouse.click(*edge.place_of(box, 3, 0))
    assert cell_of(edge) == (3, 0)
    expect(edge.button("pin")).to_have_attribute("aria-pressed", "true")


# ---- stepping -------------------------------------------------------------------------------


def test_arrows_move_by_one_and_stop_at_the_border(edge: LinkedView) -> None:
    assert cell_of(edge) == (1, 1)
    for key, cell in [
        ("ArrowRight", (1, 2)),
        ("ArrowDown", (2, 2)),
        ("ArrowLeft", (2, 1)),
        ("ArrowUp", (1, 1)),
        ("Home", (0, 0)),
        ("ArrowUp", (0, 0)),
        ("ArrowLeft", (0, 0)),
        ("End", (3, 3)),
        ("ArrowDown", (3, 3)),
        ("ArrowRight", (3, 3)),
    ]:
        assert read_formula(edge.press(key)).cell == cell


def test_the_buttons_step_in_reading_order_and_wrap(edge: LinkedView) -> None:
    edge.press("End")
    edge.button("forward").click()
    assert cell_of(edge) == (0, 0)
    edge.button("back").click()
    assert cell_of(edge) == (3, 3)
    edge.button("back").click()
    assert cell_of(edge) == (3, 2)
    expect(edge.place).to_have_text("cell 15 of 16")


def test_the_slider_moves_through_the_map(edge: LinkedView) -> None:
    expect(edge.scrub).to_have_attribute("max", "15")
    edge.scrub.press("End")
    assert cell_of(edge) == (3, 3)
    edge.scrub.press("ArrowLeft")
    assert cell_of(edge) == (3, 2)
    edge.scrub.press("Home")
    assert cell_of(edge) == (0, 0)
    edge.page.mouse.move(*centre(edge.scrub.bounding_box()))
    edge.page.mouse.down()
    edge.page.mouse.up()
    assert cell_of(edge) in {(1, 3), (2, 0)}


def centre(bounds: object) -> tuple[float, float]:
    assert isinstance(bounds, dict)
    return bounds["x"] + bounds["width"] / 2, bounds["y"] + bounds["height"] / 2


# ---- playing --------------------------------------------------------------------------------


def test_play_moves_in_reading_order_and_pause_stops_it(edge: LinkedView) -> None:
    edge.press("Home")
    edge.place.evaluate(KEEP_PLACES)
    edge.button("play").click()
    expect(edge.button("play")).to_have_text(re.compile("Pause"))
    edge.page.wait_for_function("() => window.places.length >= 4")
    edge.button("play").click()
    assert_it_stands_still(edge)
    places = [int(text.split()[1]) for text in edge.page.evaluate("() => window.places")]
    assert places == sorted(set(places)), "cell after cell, never back"


def test_space_plays_and_pauses(edge: LinkedView) -> None:
    start = edge.place.inner_text()
    edge.press(" ")
    expect(edge.place).not_to_have_text(start)
    edge.press(" ")
    assert_it_stands_still(edge)


def test_play_begins_again_after_the_last_cell(edge: LinkedView) -> None:
    edge.press("End")
    edge.press(" ")
    expect(edge.place).to_have_text("cell 1 of 16")
    edge.press("Escape")
    assert_it_stands_still(edge)


def test_play_is_silent_and_pausing_says_the_cell_politely(edge: LinkedView) -> None:
    edge.press("Home")
    edge.press(" ")
    # A second and more after the first, and some before the last.
    expect(edge.place).to_have_text(re.compile("^cell ([4-9]|1[0-3]) of 16"))
    expect(edge.status).to_have_attribute("aria-live", "off")
    edge.press(" ")
    expect(edge.status).to_have_attribute("aria-live", "polite")


def assert_it_stands_still(view: LinkedView) -> None:
    expect(view.button("play")).to_have_text(re.compile("Play"))
    place, said = view.place.inner_text(), view.words()
    view.page.wait_for_timeout(1100)  # two cells at the usual speed
    assert (view.place.inner_text(), view.words()) == (place, said)


def test_brackets_change_the_speed(edge: LinkedView) -> None:
    speeds = ["0.25", "0.5", "1", "2", "4", "8", "32", "128"]  # cells a second
    for speed in [*speeds[2::-1], speeds[0]]:
        edge.press("[")
        expect(edge.button("speed")).to_have_value(speed)
    for speed in [*speeds[1:], speeds[-1]]:
        edge.press("]")
        expect(edge.button("speed")).to_have_value(speed)
    said = edge.button("speed").locator("option").all_inner_texts()
    assert (said[0], said[2], said[-1]) == ("4 s a cell", "1 s a cell", "128 cells/s")


def test_a_photograph_is_played_in_half_a_minute(visitor: Page) -> None:
    open_link(visitor, "/kernels?cell=0,0")
    view = LinkedView(visitor)
    view.button("speed").select_option("map in 30 s")
    view.press(" ")
    # At 128 cells a second, the row with number 60 would come after four minutes.
    expect(view.status).to_contain_text(re.compile(r"row [6-9]\d, "))
    view.press(" ")
    assert_it_stands_still(view)


def test_home_plays_by_itself(visitor: Page) -> None:
    view = opened(visitor, "/", DIGIT)
    expect(view.button("play")).to_have_text(re.compile("Pause"))
    start = view.place.inner_text()
    expect(view.place).not_to_have_text(start)
    # Once over the stem of the 7: it rests where white ends.
    expect(view.button("play")).to_have_text(re.compile("Play"), timeout=30_000)
    assert cell_of(view) == (13, 18)


def test_home_stands_still_for_who_asked_for_less_motion(page: Callable[..., Page]) -> None:
    view = LinkedView(page("/", reduced_motion="reduce"), DIGIT)
    assert cell_of(view) == (13, 18)
    assert_it_stands_still(view)
    assert cell_of(view) == (13, 18)


# ---- zoom -----------------------------------------------------------------------------------


def zoom_in_by_button(view: LinkedView) -> None:
    view.button("in").click()


def zoom_in_by_key(view: LinkedView) -> None:
    view.press("+")


def zoom_in_by_wheel(view: LinkedView) -> None:
    view.page.mouse.move(*view.place_of(view.box("output"), 120, 243))
    view.page.keyboard.down("Control")
    view.page.mouse.wheel(0, -80)
    view.page.keyboard.up("Control")


@pytest.mark.parametrize("zoom_in", [zoom_in_by_button, zoom_in_by_key, zoom_in_by_wheel])
def test_zooming_in_makes_the_numbers_readable(
    visitor: Page, zoom_in: Callable[[LinkedView], None]
) -> None:
    view = opened(visitor, "/kernels?cell=120,243", PHOTOGRAPH)
    view.listen()
    assert view.written("output") == {}, "a pixel a cell has no room for a number"
    for _ in range(16):
        zoom_in(view)
    view.words()
    numbers = view.written("output").values()
    assert len(numbers) >= 9
    near = PHOTOGRAPH.map[110:130, 233:253]
    assert set(numbers) <= {f"{value:.0f}".replace("-", "−") for value in near.ravel()}
    expect(view.button("fit")).to_be_enabled()
    view.press("0")
    expect(view.button("fit")).to_be_disabled()
    assert view.written("output") == {}


def test_zooming_out_ends_with_everything_in_sight(visitor: Page) -> None:
    view = opened(visitor, "/window?image=digit-7", DIGIT)
    expect(view.button("out")).to_be_disabled()
    for _ in range(2):
        view.button("in").click()
    view.press("-")
    expect(view.button("out")).to_be_enabled()
    view.button("out").click()
    expect(view.button("out")).to_be_disabled()
    expect(view.button("fit")).to_be_disabled()


def test_the_chosen_cell_stays_in_sight_while_zoomed(visitor: Page) -> None:
    view = opened(visitor, "/window?image=digit-7", DIGIT)
    view.listen()
    for _ in range(8):
        view.press("+")
    view.press("End")
    last = f"{DIGIT.map[-1, -1]:.0f}"
    assert last in view.written("output").values()
    assert len(view.written("output")) > 3


# ---- touch, sizes, voices -------------------------------------------------------------------


def test_a_tap_chooses_a_cell(page: Callable[..., Page]) -> None:
    view = LinkedView(page("/window", width=390, height=844, touch=True, is_mobile=True), EDGE)
    box = view.box("output")
    view.canvas.scroll_into_view_if_needed()
    view.page.touchscreen.tap(*view.place_of(box, 3, 2))
    assert cell_of(view) == (3, 2)
    view.page.touchscreen.tap(*view.place_of(box, 0, 1))
    assert cell_of(view) == (0, 1)
    view.page.touchscreen.tap(*view.place_of(view.box("input"), 1, 1))
    assert "takes part in 4 of the 16 windows" in view.words()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_its_window_and_is_painted(visitor: Page, path: str) -> None:
    view = opened(visitor, path, PAGES[path])
    for width, height in ((1280, 800), (1920, 1080), (390, 844)):
        visitor.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            visitor.emulate_media(color_scheme=scheme)
            view.words()
            assert chromium.overflow(visitor) == 0, (width, scheme)
            spread, colours = view.canvas.evaluate(PAINTED)
            assert spread > 20, (width, scheme)
            assert colours > 8, (width, scheme)
    visitor.set_viewport_size({"width": 1280, "height": 800})
    visitor.emulate_media(color_scheme="light")


def test_dark_and_light_are_painted_differently(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    corner = "canvas => [...canvas.getContext('2d').getImageData(3, 3, 1, 1).data]"
    inks = []
    for scheme, dark in (("light", False), ("dark", True)):
        visitor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        mark = re.compile(r"\bdark\b")
        panel = visitor.locator(".linked-view")
        (expect(panel).to_have_class if dark else expect(panel).not_to_have_class)(mark)
        view.words()
        inks.append((view.canvas.evaluate(corner), view.canvas.evaluate(PAINTED)))
    visitor.emulate_media(color_scheme="light")
    assert inks[0] != inks[1]


def test_the_formula_is_a_polite_status(still: LinkedView) -> None:
    expect(still.status).to_have_count(1)
    expect(still.status).to_have_attribute("role", "status")
    expect(still.status).to_have_attribute("aria-live", "polite")
    expect(still.stage).to_have_attribute("aria-label", re.compile("^Edge, 10 to 0 under Vertical"))

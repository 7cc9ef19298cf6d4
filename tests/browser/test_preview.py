"""Sliders answered ahead of the page: at once, rightly, and never instead of the page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from cnn_core.kernels import KERNELS
from tests.browser.linked_view import PATIENCE, LinkedView, open_link, read_formula
from tests.browser.tabs import Tabs, visits
from ui.models.convolution import Convolution
from ui.pictures import picture

LINK = "/kernels?kernel=gaussian&image=coins&cell=40,60"
# Nothing that the page sends reaches the server any more; what the view asks for does.
CUT_OFF = "() => { WebSocket.prototype.send = () => {} }"

# What waits for the page to follow a slider waits for ever.
SLOW = """() => {
    const later = window.setTimeout
    window.setTimeout = (go, wait, ...more) => wait === 2000 ? 0 : later(go, wait, ...more)
}"""
PICTURE = """() => new Promise(go => setTimeout(() => {
    const roots = [...document.querySelectorAll("*")].map(one => one.shadowRoot)
    go(roots.map(one => one?.querySelector(".linked-view canvas")).find(Boolean).toDataURL())
}, 400))"""


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


def blurred(size: int, at: tuple[int, int] = (40, 60)) -> float:
    kernel = KERNELS["gaussian"].kernel(size)
    shown = Convolution(picture("coins").grey(), kernel, padding=(size - 1) // 2, mode="replicate")
    return float(shown.sums[at]) / kernel.divisor


def slide(page: Page, *keys: str) -> None:
    page.locator(".st-key-kernels-size input[type=range]").focus()
    for key in keys:
        page.keyboard.press(key)


def expect_size(view: LinkedView, size: int) -> None:
    """Wait until the formula gives the number that this size makes."""
    wanted = pytest.approx(blurred(size), abs=0.006)
    for _ in range(PATIENCE // 100):
        result = read_formula(view.words()).result
        if result is not None and float(result) == wanted:
            return
        view.page.wait_for_timeout(100)
    raise AssertionError(f"never became {wanted}: {view.words()}")


def test_a_key_changes_the_picture_while_the_page_is_cut_off(visitor: Page) -> None:
    open_link(visitor, LINK)
    view = LinkedView(visitor)
    visitor.evaluate(CUT_OFF)
    slide(visitor, "ArrowRight", "ArrowRight")
    expect_size(view, 7)
    slide(visitor, "Home")
    expect_size(view, 3)


def test_many_keys_at_once_end_where_the_slider_is(visitor: Page) -> None:
    open_link(visitor, LINK)
    view = LinkedView(visitor)
    slide(
        visitor, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight", "ArrowRight"
    )
    visitor.wait_for_url("**size=11**")
    expect_size(view, 11)
    slide(visitor, "Home")
    visitor.wait_for_function("() => !location.search.includes('size')")
    expect_size(view, 3)


def test_without_an_answer_ahead_the_page_itself_answers(visitor: Page) -> None:
    open_link(visitor, LINK)
    view = LinkedView(visitor)
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.fulfill(status=204)

    visitor.route("**/ahead/**", refuse)
    slide(visitor, "ArrowRight")
    expect_size(view, 5)
    visitor.unroute_all()
    assert [parse_qs(urlsplit(url).query)["size"] for url in refused][:1] == [["5"]]


def test_an_answer_that_the_page_overtook_is_not_shown(visitor: Page) -> None:
    open_link(visitor, LINK)
    view = LinkedView(visitor)
    kept: list[Route] = []
    visitor.route("**/ahead/**", lambda route: kept.append(route))
    slide(visitor, "ArrowRight")
    expect_size(view, 5)
    visitor.get_by_role("link", name="four edges of a 7").click()
    visitor.wait_for_url("**view=layer**")
    expect(view.status).to_contain_text("Vertical edge, row")
    before = view.words()
    assert kept
    for route in kept:
        route.continue_()
    visitor.unroute_all()
    visitor.wait_for_timeout(500)
    assert view.words() == before


def test_a_preset_chosen_right_after_a_slider_is_shown_at_once(visitor: Page) -> None:
    open_link(visitor, "/window?image=digit-7&cell=12,16")
    view = LinkedView(visitor)
    visitor.evaluate(SLOW)
    visitor.locator(".st-key-window-dilation input[type=range]").focus()
    visitor.keyboard.press("ArrowRight")
    visitor.get_by_role("link", name="turned by 90°").click()
    expect(view.status).to_contain_text("row 1, column 1: 10·1 + 10·1 + 10·1")
    corner = view.corner()
    visitor.mouse.move(corner["x"] + 30, corner["y"] + 60)
    visitor.mouse.move(5, 5)
    assert "Pause" not in view.button("play").inner_text()


# A slider of each lesson that has some, and what its picture then says.
EVERY = {
    "/pixels?image=digit-7&cell=8,15": ("pixels-light", "ArrowRight"),
    "/window?image=digit-7&cell=8,15": ("window-size", "ArrowRight"),
    "/padding?cell=4,7": ("padding-stride", "ArrowRight"),
    "/channels": ("channels-size", "ArrowRight"),
    "/channels?image=chelsea&view=mix&cell=16,23": ("channels-red", "ArrowRight"),
    "/channels?image=digit-7&view=corners&cell=2,2": ("channels-threshold", "ArrowRight"),
    "/activation?cell=8,17": ("activation-bias", "ArrowLeft"),
    "/pooling?image=digit-7&of=relu&cell=4,9": ("pooling-window", "ArrowRight"),
}


@pytest.mark.parametrize("link", EVERY)
def test_what_is_shown_ahead_is_what_the_page_then_shows(visitor: Page, link: str) -> None:
    slider, key = EVERY[link]
    visitor.emulate_media(reduced_motion="reduce")  # a picture that is at rest

    def shown(*, cut_off: bool) -> str:
        open_link(visitor, link)
        view = LinkedView(visitor)
        before = view.words()
        if cut_off:
            visitor.evaluate(CUT_OFF)
        else:
            visitor.route("**/ahead/**", lambda route: route.fulfill(status=204))
        visitor.locator(f".st-key-{slider} input[type=range]").focus()
        visitor.keyboard.press(key)
        expect(view.status).not_to_have_text(before)
        visitor.unroute_all()
        return view.words() + str(visitor.evaluate(PICTURE))

    assert shown(cut_off=True) == shown(cut_off=False)


# The server has answered, but that takes a while to arrive.
LATE = """() => {
    const { fetch } = window
    window.fetch = async (address) => {
        const answer = await fetch(address)
        await new Promise(go => setTimeout(go, 1500))
        return answer
    }
}"""


def told_by(page: Page) -> list[bytes | str]:
    """Return what the page sends to the server from now on."""
    told: list[bytes | str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda one: told.append(one)))
    return told


def misses(told: list[bytes | str]) -> int:
    return sum(b'"missing"' in one for one in told if isinstance(one, bytes))


def test_a_page_that_names_what_is_still_on_its_way_waits_for_it(visitor: Page) -> None:
    told = told_by(visitor)
    open_link(visitor, LINK)
    view = LinkedView(visitor)
    visitor.evaluate(LATE)
    slide(visitor, "ArrowRight")
    visitor.wait_for_url("**size=5**")
    expect_size(view, 5)
    assert misses(told) == 0


def test_what_a_browser_has_no_more_is_sent_again(visitor: Page) -> None:
    told = told_by(visitor)

    def forgetful(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert text.count("MOST_KEPT = 16e6") == 1
        route.fulfill(response=answer, body=text.replace("MOST_KEPT = 16e6", "MOST_KEPT = 0"))

    visitor.route("**/views/linked_view-*.js", forgetful)
    open_link(visitor, LINK)
    visitor.unroute_all(behavior="wait")
    view = LinkedView(visitor)
    for key, size in (("ArrowRight", 5), ("ArrowRight", 7), ("Home", 3)):
        slide(visitor, key)
        expect_size(view, size)
    assert misses(told) >= 1

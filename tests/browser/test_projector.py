"""The picture alone on a projector: large, light, and moved by a presenter's keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lesson import FRAME
from tests.pages.lessons import figure
from tools import chromium
from ui.figures.document import Source, document
from ui.session.keys import SHOWN

Open = Callable[..., Page]


def test_a_presenter_shows_a_lesson(page: Open) -> None:
    shown = page("/window", width=1280, height=800)
    shown.emulate_media(color_scheme="dark")
    shown.get_by_role("button", name="Project", exact=True).click()
    shown.wait_for_url(re.compile("present=1"))
    bar = shown.get_by_role("toolbar", name="Projector")
    expect(bar.get_by_role("status")).to_contain_text("1 of")
    expect(shown.get_by_test_id("stSidebar")).to_be_hidden()
    expect(shown.locator(".st-key-predict")).to_be_hidden()
    expect(shown.locator(".linked-view")).not_to_have_class(re.compile("dark"))
    shown.keyboard.press("PageDown")
    expect(bar.get_by_role("status")).to_contain_text("2 of")
    chromium.settle(shown)
    assert "present=1" in shown.url
    place = shown.locator(".linked-view .place")
    before = place.inner_text()
    shown.keyboard.press("ArrowRight")
    expect(place).not_to_have_text(before)
    now = place.inner_text()
    shown.keyboard.press("h")
    shown.keyboard.press("ArrowRight")
    expect(bar.get_by_role("status")).to_be_visible()
    assert place.inner_text() == now
    shown.keyboard.press("h")
    shown.keyboard.press("b")
    expect(shown.locator("#convscope-projection .black")).to_be_visible()
    shown.keyboard.press("b")
    with shown.expect_popup() as popup:
        shown.keyboard.press("s")
    speaker = popup.value
    speaker.get_by_label("Notes, which nobody else sees").fill("Ask why")
    expect(speaker.locator(".label")).not_to_have_text("")
    assert "Ask why" not in shown.content()
    # A browser may leave full screen for the new window: the next key fills the screen again.
    shown.keyboard.press("ArrowRight")
    shown.wait_for_function("() => document.fullscreenElement")
    expect(bar).to_be_visible()
    assert not speaker.is_closed()
    shown.keyboard.press("Escape")
    expect(shown.get_by_test_id("stSidebar")).to_be_visible()
    shown.wait_for_function("() => !location.search.includes('present')")


def test_the_question_of_a_live_class_stands_beside_the_picture(page: Open) -> None:
    host = page("/live", width=1280, height=800)
    host.get_by_role("button", name="Open a room as its instructor").click()
    expect(host.get_by_role("heading", level=1)).to_contain_text("Room ")
    host.get_by_role("link", name="2 Sliding window").click()
    expect(host.locator(".st-key-live")).to_be_visible()
    # By a link, not the button: what fills the screen has no other size.
    host.set_viewport_size({"width": 1024, "height": 768})
    chromium.turn(host, "/window?present=1")
    expect(host.get_by_role("toolbar", name="Projector")).to_be_visible()
    host.get_by_role("button", name="Send everybody here").click()
    expect(host.locator(".bars b").last).to_be_in_viewport()
    expect(host.locator(".linked-view .play")).to_be_in_viewport()
    expect(host.locator(".st-key-predict [data-testid=stButtonGroup]")).to_be_hidden()
    host.get_by_role("button", name="Reveal the answer").click()
    expect(host.locator(".bars .right")).to_be_in_viewport()
    expect(host.locator(".st-key-explained p").last).to_be_in_viewport()
    host.get_by_role("button", name="Another question").click()
    expect(host.get_by_role("button", name="Send everybody here")).to_be_in_viewport()
    host.reload()
    expect(host.locator(".st-key-live .room")).to_be_in_viewport()
    expect(host.locator(".st-key-side")).to_be_hidden()
    host.keyboard.press("c")
    expect(host.locator(".st-key-side")).to_be_visible()


# Keeps where each text was written on a canvas, and tells which two lie on each other.
HEAR = """() => {
    window.written = []
    const { prototype } = CanvasRenderingContext2D
    const { fillText } = prototype
    prototype.fillText = function (text, x, y) {
        const { a, e, f } = this.getTransform()
        const { actualBoundingBoxLeft: l, actualBoundingBoxRight: r, actualBoundingBoxAscent: u,
            actualBoundingBoxDescent: d } = this.measureText(text)
        const box = [x - l, y - u, x + r, y + d].map((one, k) => one * a + [e, f][k % 2])
        window.written.push({ text, box, canvas: this.canvas })
        return fillText.call(this, text, x, y)
    }
    const { clearRect } = prototype
    prototype.clearRect = function (...all) { // it is drawn anew
        window.written = window.written.filter(({ canvas }) => canvas !== this.canvas)
        return clearRect.apply(this, all)
    }
}"""
PROJECT = "() => { document.documentElement.dataset.projector = 1 }"
COLLIDING = """() => {
    const found = []
    window.written.forEach((one, k) => {
        for (const other of window.written.slice(k + 1)) {
            const [l, u, r, d] = one.box, [L, U, R, D] = other.box
            const apart = one.canvas !== other.canvas || r <= L || R <= l || d <= U || D <= u
            if (!apart) found.push(`${one.text} | ${other.text}`)
        }
        const { box: [left, , right], canvas } = one
        if (left < 0 || right > canvas.width) found.push(`${one.text} is cut`)
    })
    return [window.written.length, found]
}"""


@pytest.mark.parametrize("width", [560, 700, 1130])
def test_letters_of_lesson_13_leave_each_other_room(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    (view,) = figure("train").session_state[SHOWN].values()
    file = tmp_path / "train.html"
    file.write_text(document(view, Source("Title")), "utf-8")
    shown = browser.new_page(viewport={"width": width, "height": 700})
    shown.add_init_script(f"({HEAR})()")
    shown.goto(file.as_uri())
    expect(shown.locator(".figure .facts")).not_to_be_empty()
    shown.evaluate(PROJECT)
    shown.set_viewport_size({"width": width + 2, "height": 700})
    shown.evaluate(FRAME)
    shown.evaluate(FRAME)
    written, found = shown.evaluate(COLLIDING)
    assert written > 40
    assert found == []
    shown.close()


# Where the lowest that a lesson shows ends, beside its controls, above the bar; in px.
LOWEST = """() => {
    const shown = [...document.querySelectorAll(
        '.stMain :is([data-testid^=stBidiComponent], [data-testid=stHtml]):not(.st-key-side *)')]
    const [bar] = document.querySelectorAll("#convscope-projection .bar")
    return Math.max(...shown.map(one => one.getBoundingClientRect().bottom)) -
        (innerHeight - bar.offsetHeight)
}"""


def test_a_picture_gives_way_to_a_long_formula(page: Open) -> None:
    shown = page("/kernels?view=layer&present=1", width=1920, height=1080)
    for link in (
        "/kernels?view=gradient&present=1",
        "/train?present=1",
        "/inside?network=photos&image=coffee&view=score&present=1",
        "/kernels?view=gallery&present=1",
    ):
        shown.wait_for_function(f"() => ({LOWEST})() <= 0")
        chromium.turn(shown, link)
    shown.wait_for_function(f"() => ({LOWEST})() <= 0")

"""The picture alone on a projector: large, light, and moved by a presenter's keys."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools import chromium

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

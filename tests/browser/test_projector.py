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
    shown.keyboard.press("Escape")
    expect(shown.get_by_test_id("stSidebar")).to_be_visible()
    shown.wait_for_function("() => !location.search.includes('present')")

"""The "?" key lists what works on the page, keeps the focus, and gives it back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_the_list_is_that_of_the_views_on_screen(page: Open) -> None:
    shown = page("/window")
    stage = shown.locator(".linked-view .stage")
    stage.focus()
    shown.keyboard.press("?")
    keys = shown.get_by_role("dialog", name="Keys that work here")
    expect(keys).to_contain_text("build one sum")
    expect(keys).to_contain_text("On every page")
    expect(keys).not_to_contain_text("Drawing pad")
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    place = shown.locator(".linked-view .place")
    before = place.inner_text()
    shown.keyboard.press("ArrowRight")  # moves nothing behind the list
    shown.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    expect(stage).to_be_focused()
    assert place.inner_text() == before
    shown.get_by_role("button", name="Project", exact=True).click()
    shown.keyboard.press("?")
    expect(keys).to_contain_text("speaker's notes")
    shown.keyboard.press("Escape")  # closes the list alone
    expect(shown.get_by_role("toolbar", name="Projector")).to_be_visible()
    shown.keyboard.press("Escape")
    expect(shown.get_by_role("toolbar", name="Projector")).to_have_count(0)

"""The reader chooses light or dark: at once, for every page, and by the keyboard, too."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools import chromium


def test_a_theme_is_chosen_and_kept(page: Callable[..., Page]) -> None:
    shown = page("/window?stride=2", own=True)
    view, dark = shown.locator(".linked-view"), re.compile(r"\bdark\b")
    address = shown.url
    shown.get_by_role("radio", name="Dark").focus()
    expect(view).not_to_have_class(dark)
    shown.keyboard.press("Space")
    expect(view).to_have_class(dark)
    assert shown.url == address
    shown.goto("/pooling")
    chromium.settle(shown)
    expect(view).to_have_class(dark)
    expect(shown.get_by_role("radio", name="Dark")).to_be_checked()
    shown.get_by_role("radio", name="System").check()
    expect(view).not_to_have_class(dark)
    shown.emulate_media(color_scheme="dark")
    expect(view).to_have_class(dark)

"""Keys pressed fast: each lesson stays alive, and ends on what its control says.

Every run of a lesson overtakes the one before. Nothing may be lost on the way: not the session,
not a key, not a step of the address.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings
from playwright.sync_api import Page, expect

from tools import chromium
from tools.lesson_keys import LESSON_KEYS, keys_of

Open = Callable[..., Page]

BURSTS = 20 if settings.get_current_profile_name() == "thorough" else 2
BETWEEN_KEYS = 40  # ms: runs begin, and are overtaken


@pytest.mark.parametrize("lesson", LESSON_KEYS)
def test_keys_pressed_fast_lose_neither_the_session_nor_a_key(page: Open, lesson: str) -> None:
    control = LESSON_KEYS[lesson]
    shown = page(control.link)
    field = control.field(shown)
    up, down = keys_of(field)
    before = float(field.input_value())
    field.focus()
    for burst in range(BURSTS):
        for name in (up, up, down, down)[: 3 if burst == BURSTS - 1 else 4]:
            shown.keyboard.press(name)
            shown.wait_for_timeout(BETWEEN_KEYS)
    shown.wait_for_function("text => location.search.includes(text)", arg=control.said)
    chromium.settle(shown)
    expect(field).to_have_value(f"{before + 1:g}")
    expect(shown.get_by_role("dialog")).to_have_count(0)

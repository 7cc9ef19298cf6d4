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

Open = Callable[..., Page]

BURSTS = 20 if settings.get_current_profile_name() == "thorough" else 5
BETWEEN_KEYS = 40  # ms: runs begin, and are overtaken

# Lesson -> its link, its slider or number field, and what the address says one step further on.
LESSONS = {
    "pixels": ("/pixels", "pixels-light", "light=1"),
    "window": ("/window?image=digit-7", "window-stride", "stride=2"),
    "kernels": ("/kernels?kernel=gabor", "kernels-angle", "angle=1"),
    "padding": ("/padding", "padding-stride", "stride=2"),
    "channels": ("/channels?view=counts", "channels-k", "k=4"),
    "activation": ("/activation", "activation-bias", "bias=1"),
    "pooling": ("/pooling?image=digit-7", "pooling-window", "window=3"),
    "one-dimension": ("/one-dimension", "one-dimension-fwidth", "fwidth=5"),
    "stacking": ("/stacking", "stacking-layers", "then="),
    "corners": ("/stacking?view=corners&image=shapes&cell=3,3", "stacking-threshold", "threshold="),
    "receptive-field": ("/receptive-field?view=ways", "receptive-field-filters", "filters=11"),
    "sharing": ("/sharing?view=moves", "sharing-right", "right=1"),
    "architectures": ("/architectures", "architectures-layer-1-filters", "net=c65"),
    "train": ("/train?steps=0&kernels=2", "train-rate", "rate=0.01"),
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_keys_pressed_fast_lose_neither_the_session_nor_a_key(page: Open, lesson: str) -> None:
    link, key, said = LESSONS[lesson]
    shown = page(link)
    field = shown.locator(f".st-key-{key} input").first
    up, down = ("ArrowRight", "ArrowLeft")
    if field.get_attribute("type") != "range":
        up, down = ("ArrowUp", "ArrowDown")
    before = float(field.input_value())
    field.focus()
    for burst in range(BURSTS):
        for name in (up, up, down, down)[: 3 if burst == BURSTS - 1 else 4]:
            shown.keyboard.press(name)
            shown.wait_for_timeout(BETWEEN_KEYS)
    shown.wait_for_function("text => location.search.includes(text)", arg=said)
    chromium.settle(shown)
    expect(field).to_have_value(f"{before + 1:g}")
    expect(shown.get_by_role("dialog")).to_have_count(0)

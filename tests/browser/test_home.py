"""The first page in a browser: cards are links as a whole, and finished lessons are ticked."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools import chromium

Open = Callable[..., Page]


def tick(page: Page, path: str) -> str:
    """Return what stands after the lesson's name in the menu."""
    link = page.locator(f'.st-key-menu :is(a[href="{path}"], a[href^="{path}?"]) p')
    return str(link.evaluate("one => getComputedStyle(one, '::after').content"))


def test_a_card_is_a_link_as_a_whole(page: Open) -> None:
    shown = page("/", reduced_motion="reduce")
    card = shown.locator(".st-key-card-kernels")
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    shown.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 6)
    expect(shown).to_have_url(re.compile("/kernels"))


def test_a_lesson_is_finished_by_its_next_link_and_stays_so(page: Open) -> None:
    shown = page("/activation")
    assert "✓" not in tick(shown, "activation")
    shown.locator(".st-key-onward a").click()
    expect(shown).to_have_url(re.compile("/pooling"))
    chromium.settle(shown)
    assert "✓" in tick(shown, "activation")
    shown.goto("/")
    chromium.settle(shown)
    assert "✓" in tick(shown, "activation")
    assert "✓" not in tick(shown, "pooling")
    expect(shown.locator(".st-key-finished")).to_be_visible()


def test_a_right_answer_finishes_a_lesson(page: Open) -> None:
    shown = page("/pooling")
    for choice in range(4):
        shown.locator('[data-testid="stButtonGroup"] button').filter(
            has_text=re.compile(r"^-?[\d.]+$")
        ).nth(choice).click()
        chromium.settle(shown)
        if shown.get_by_text("✓ right").count():
            break
    expect(shown.get_by_text("✓ right")).to_be_visible()
    expect(shown.get_by_role("alert").filter(has_text="✓ right")).to_have_count(1)
    expect(shown.locator(".st-key-menu")).to_be_visible()
    stored = (
        "() => JSON.parse(localStorage.getItem('convscope-finished') ?? '[]').includes('pooling')"
    )
    shown.wait_for_function(stored)
    assert "✓" in tick(shown, "pooling")


def test_what_else_stands_in_the_storage_does_no_harm(page: Open) -> None:
    shown = page("/", reduced_motion="reduce")
    shown.evaluate("""localStorage.setItem('convscope-finished', '["a{}*", 3, {"x": 1}]')""")
    shown.goto("/window")
    chromium.settle(shown)
    assert "✓" not in tick(shown, "pixels")

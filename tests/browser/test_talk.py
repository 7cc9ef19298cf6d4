"""A lesson told figure by figure: by button, space bar and a presenter's keys."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tools import chromium
from ui.lessons.pooling.words.page import PRESETS

Open = Callable[..., Page]


def strip(page: Page) -> Locator:
    return page.get_by_role("region", name="The lesson, figure by figure")


def said(page: Page) -> Locator:
    return strip(page).get_by_role("status")


def play(page: Page) -> None:
    page.get_by_role("button", name="Play the lesson").click()


def expect_figure(page: Page, number: int) -> None:
    """Expect the figure's sentence and its link's values, in the address and on its chip."""
    expect(said(page)).to_have_text(PRESETS[number].about)
    expect(strip(page)).to_contain_text(f"{number + 1} of {len(PRESETS)}")
    now = page.locator(".st-key-try-now p")
    expect(now).to_have_text(PRESETS[number].label)
    page.wait_for_function(
        "wanted => Object.entries(wanted).every(([name, text]) =>"
        " new URLSearchParams(location.search).get(name) === text)",
        arg=dict(PRESETS[number].query),
    )


def test_the_space_bar_tells_every_figure_and_ends(page: Open) -> None:
    shown = page("/pooling")
    expect(strip(shown)).to_be_hidden()
    play(shown)
    for number in range(len(PRESETS)):
        expect_figure(shown, number)
        shown.keyboard.press("Space")
    expect(said(shown)).to_contain_text("That was the lesson")
    shown.keyboard.press("Space")
    expect(strip(shown)).to_be_hidden()
    expect(shown.get_by_role("button", name="Play the lesson")).to_be_focused()
    expect(shown.locator(".st-key-about")).to_be_visible()


def test_a_presenter_goes_both_ways_from_wherever_the_focus_is(page: Open) -> None:
    shown = page("/pooling?image=digit-7")
    play(shown)
    expect_figure(shown, 0)
    stage = shown.locator(".linked-view .stage")
    stage.focus()
    shown.keyboard.press("PageDown")
    expect_figure(shown, 1)
    shown.keyboard.press("Space")  # goes on, and does not play the cells
    expect_figure(shown, 2)
    expect(shown.locator(".linked-view .play")).to_contain_text("Play")
    shown.keyboard.press("PageUp")
    expect_figure(shown, 1)
    shown.keyboard.press("Escape")
    expect(strip(shown)).to_be_hidden()
    expect(shown.locator(".st-key-try-0")).to_be_visible()


def test_what_is_said_is_true_when_the_reader_changes_the_figure(page: Open) -> None:
    shown = page("/pooling")
    play(shown)
    shown.get_by_role("slider", name="Window").focus()
    shown.keyboard.press("ArrowRight")
    expect(said(shown)).to_contain_text("You changed this figure")
    strip(shown).get_by_role("button", name="Back").click()
    expect_figure(shown, 0)
    expect(strip(shown).get_by_role("button", name="Back")).to_be_disabled()


def test_keys_in_a_hurry_end_on_the_figure_that_is_told(page: Open) -> None:
    shown = page("/pooling")
    play(shown)
    for _ in range(3):
        shown.keyboard.press("PageDown")
        shown.wait_for_timeout(40)
    expect_figure(shown, 3)
    chromium.settle(shown)
    expect_figure(shown, 3)


def test_another_lesson_is_not_told_unasked(page: Open) -> None:
    shown = page("/pooling")
    play(shown)
    shown.get_by_test_id("stSidebar").get_by_role("link", name="4 Padding").click()
    expect(shown.get_by_role("heading", level=1)).to_contain_text("How large")
    chromium.settle(shown)
    expect(strip(shown)).to_be_hidden()
    expect(shown.locator(".st-key-about")).to_be_visible()


def test_it_fits_a_phone(page: Open) -> None:
    shown = page("/pooling", width=390, height=844, touch=True)
    play(shown)
    expect_figure(shown, 0)
    assert chromium.overflow(shown) == 0

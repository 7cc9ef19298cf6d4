"""Lesson 15 in a browser: the slider changes pictures, numbers and curves without the server."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


def line(page: Page) -> Locator:
    return page.locator(".features-view [role=status]")


def test_the_slider_moves_all_at_once_and_the_link_follows(page: Open) -> None:
    shown = page("/features")
    slider = shown.locator(".features-view input[type=range]")
    expect(line(shown)).to_contain_text("changes from 3 to 2")
    expect(line(shown)).to_contain_text("The smallest amount here that changes it is 25")
    expect(shown.locator(".features-view .fooled")).to_have_class(re.compile("turned"))
    slider.focus()
    shown.keyboard.press("ArrowLeft")
    shown.keyboard.press("ArrowLeft")
    expect(line(shown)).to_contain_text("at most 24 of 255 grey levels. The network still names 3")
    expect(shown.locator(".features-view .fooled")).not_to_have_class(re.compile("turned"))
    expect(shown.locator(".curves [role=status]")).to_contain_text("grey levels of 255 24")
    expect(shown).to_have_url(re.compile("amount=24"))
    shown.keyboard.press("Home")
    expect(line(shown)).to_contain_text("No pixel changes")
    expect(shown).to_have_url(re.compile("amount=0"))
    expect(slider).to_be_focused()


def test_a_place_is_read_in_all_maps_by_mouse_and_by_keys(page: Open) -> None:
    shown = page("/features?view=where")
    maps = shown.locator(".features-view .map canvas")
    expect(maps).to_have_count(5)
    maps.nth(1).hover(position={"x": 60, "y": 60})
    expect(line(shown)).to_contain_text(re.compile(r"Row 14, column 14: occlusion −?[\d.]+"))
    shown.locator(".features-view .maps").focus()
    shown.keyboard.press("ArrowUp")
    expect(line(shown)).to_contain_text("Row 13, column 14:")
    shown.keyboard.press("Escape")
    expect(line(shown)).to_contain_text("Draw layers anew")


def test_a_unit_opens_with_its_windows_and_one_of_them_with_its_picture(page: Open) -> None:
    shown = page("/features?view=found")
    opened = shown.locator(".features-view .opened")
    shown.locator('[data-key="unit.1.4"]').hover()
    expect(opened.locator("h3")).to_have_text("convolution 2, map 4")
    expect(opened.locator(".window")).to_have_count(9)
    shown.locator('[data-key="unit.1.4"]').click()
    expect(shown).to_have_url(re.compile("layer=3.*unit=4|unit=4.*layer=3"))
    shown.locator('[data-key="window.2"]').hover()
    expect(line(shown)).to_contain_text("convolution 2, map 4: its window number 3 has the value")


def test_a_window_opens_its_photograph_in_lesson_14(page: Open) -> None:
    shown = page("/features?view=found&network=photos&layer=9")
    window = shown.locator('.features-view [data-key="window.0"]')
    expect(window).to_be_visible()
    window.hover()
    link = shown.locator(".features-view .inside").get_attribute("href") or ""
    window.click()
    expect(shown).to_have_url(re.compile("/inside"))
    assert parse_qs(urlsplit(shown.url).query) == parse_qs(urlsplit(link).query)
    expect(shown.locator(".inside-view")).to_be_visible()
    shown.go_back()
    expect(shown).to_have_url(re.compile("/features"))
    expect(window).to_be_visible()


def test_a_growing_picture_is_stopped_and_goes_on(page: Open) -> None:
    shown = page("/features?view=made&network=photos&climb=200")
    button = shown.locator('.features-view [data-key="play"]')
    step = shown.locator(".features-view .amount output")
    expect(button).to_have_text("■ Stop")
    expect(step).to_have_text(re.compile(r"step [1-9]\d* of 200"))
    button.click()
    expect(button).to_have_text("▶ Go on")
    expect(shown.locator(".features-view input[type=range]")).to_be_disabled()
    button.click()
    expect(button).to_have_text("■ Stop")


def test_a_picture_grows_by_itself_and_by_its_slider(page: Open) -> None:
    shown = page("/features?view=made&unit=3")
    bar = shown.locator(".features-view input[type=range]")
    step = shown.locator(".features-view .amount output")
    expect(step).to_have_text("step 100 of 100")
    expect(line(shown)).to_contain_text("Step 100: the unit has the value")
    # While it plays, the line says so: no step's values stand beside another step's picture.
    button = shown.locator('.features-view [data-key="play"]')
    button.click()
    expect(line(shown)).to_contain_text("The picture grows.")
    button.click()
    expect(line(shown)).to_contain_text(re.compile(r"Step \d+: the unit has the value"))
    bar.focus()
    shown.keyboard.press("Home")
    expect(line(shown)).to_contain_text("Step 0: the unit has the value")
    expect(shown.locator(".curves [role=status]")).to_contain_text("step 0")

"""A network opened in a browser: a map, a cell and a score by mouse, touch and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


def line(page: Page) -> Locator:
    return page.locator(".inside-view [role=status]")


def tile(page: Page, key: str) -> Locator:
    return page.locator(f'.inside-view [data-key="{key}"]')


def adds_up(text: str) -> None:
    """Hold the printed terms of a sum against its printed total."""
    terms, total = re.search(r": (.+?) = (−?\d+(?:\.\d+)?)", text).groups()  # type: ignore[union-attr]
    numbers = re.findall(r": \(?(−?[\d.]+)", f": {terms}")
    wholes = [round(float(one.replace("−", "-")) * 10**9) for one in numbers]
    assert len(wholes) > 2
    assert sum(wholes) == round(float(total.replace("−", "-")) * 10**9)


def test_a_map_a_cell_and_a_score_open_by_mouse(page: Open) -> None:
    shown = page("/inside")
    tile(shown, "3.7").hover()
    expect(line(shown)).to_contain_text("map 7 of convolution 2 + ReLU: its cell farthest from 0")
    expect(line(shown)).to_contain_text("all maps of maximum pooling 1 feed it")
    assert shown.locator(".inside-view .tile.feeds").count() == 8
    assert shown.locator(".inside-view .tile.fed").count() == 1
    tile(shown, "3.7").click()
    expect(shown).to_have_url(re.compile("view=map.*map=7|map=7.*view=map"))
    values = tile(shown, "values")
    box: Any = values.bounding_box()
    values.hover(position={"x": box["width"] * 3.5 / 11, "y": box["height"] * 4.5 / 11})
    expect(line(shown)).to_contain_text("Row 4, column 3.")
    adds_up(line(shown).inner_text().partition("column 3.")[2].replace(" map", ": map", 1))
    values.click(position={"x": box["width"] * 3.5 / 11, "y": box["height"] * 4.5 / 11})
    tile(shown, "open").click()
    expect(shown).to_have_url(re.compile("view=cell"))
    expect(line(shown)).to_contain_text("The sum is map")
    adds_up(line(shown).inner_text().replace("The sum is", ":", 1))
    tile(shown, "channel.2").click()
    expect(shown.locator(".inside-view .numbers")).to_have_count(3)
    shown.locator(".st-key-inside-view").get_by_text("One score").click()
    expect(line(shown)).to_contain_text("The logit of 6 is map 0")
    adds_up(line(shown).inner_text().partition(" is")[2].replace(" map", ": map", 1))
    tile(shown, "class.8").click()
    expect(line(shown)).to_contain_text("The logit of 8 is map 0")
    expect(shown.locator(".st-key-try-now")).to_have_text("a known digit")
    tile(shown, "bar.3").click()
    expect(shown.locator(".inside-view .detail")).to_contain_text("map 3: its 25 products add up")
    expect(shown.locator(".inside-view .detail td")).to_have_count(75)
    shown.keyboard.press("ArrowDown")
    expect(tile(shown, "bar.4")).to_be_focused()
    shown.keyboard.press("Escape")
    expect(shown.locator(".inside-view .detail td")).to_have_count(0)


def test_a_map_a_cell_and_a_score_open_by_keys_alone(page: Open) -> None:
    shown = page("/inside")
    tile(shown, "3.0").focus()
    shown.keyboard.press("ArrowDown")
    expect(tile(shown, "3.1")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(tile(shown, "values")).to_be_focused()
    expect(line(shown)).to_contain_text("Row ")
    before = line(shown).inner_text()
    shown.keyboard.press("ArrowLeft")
    expect(line(shown)).not_to_have_text(before)
    shown.keyboard.press("Enter")
    expect(tile(shown, "channel.0")).to_be_focused()
    shown.keyboard.press("ArrowDown")
    expect(tile(shown, "channel.1")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(tile(shown, "channel.1")).to_have_attribute("aria-expanded", "true")
    shown.keyboard.press("Escape")
    expect(tile(shown, "values")).to_be_focused()
    shown.keyboard.press("Escape")
    expect(tile(shown, "3.1")).to_be_focused()
    for _ in range(2):
        shown.keyboard.press("ArrowRight")
    expect(line(shown)).to_contain_text("probability")
    shown.keyboard.press("Enter")
    expect(tile(shown, "places")).to_be_focused()
    shown.keyboard.press("ArrowRight")
    expect(line(shown)).to_contain_text("Row 0, column 0 adds:")


@pytest.mark.parametrize("query", ["", "?network=photos&image=chelsea"])
def test_a_map_and_a_score_open_by_touch_on_a_phone(page: Open, query: str) -> None:
    shown = page(f"/inside{query}", width=390, height=844, touch=True)
    first = shown.locator(".inside-view button.tile").first
    first.tap()
    expect(tile(shown, "values")).to_be_visible()
    tile(shown, "back").tap()
    shown.locator(".inside-view button.class").first.tap()
    expect(tile(shown, "places")).to_be_visible()
    wide = shown.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= 390
    small = shown.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(one => one.shadowRoot
            ? [...one.shadowRoot.querySelectorAll('.inside-view *')] : [one])
            .filter(one => one.closest('.inside-view') && one.childNodes.length
              && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
              && parseFloat(getComputedStyle(one).fontSize) < 12).length"""
    )
    assert small == 0


def test_two_visitors_at_once_see_their_own_photographs(page: Open) -> None:
    link = "/inside?network=photos&view=score&image="
    cat, coffee = page(f"{link}chelsea"), page(f"{link}coffee")
    expect(line(cat)).to_contain_text("The logit of Egyptian cat is")
    expect(line(coffee)).to_contain_text("The logit of espresso is")
    tile(cat, "class.282").click()
    expect(line(cat)).to_contain_text("The logit of tiger cat is")
    expect(line(coffee)).to_contain_text("The logit of espresso is")


def test_a_run_goes_on_in_the_picture_by_itself_until_it_is_paused(page: Open) -> None:
    shown = page("/train")
    shown.locator(".network-view .run").click()
    expect(shown.locator(".network-view")).to_have_attribute("data-running", "true")
    shown.locator('[data-testid="stSidebar"] a[href*="inside"]').click()
    expect(tile(shown, "3.7")).to_be_visible()
    shown.get_by_label("Network").first.click()
    shown.get_by_role("option", name="Yours").click()
    said = shown.get_by_text("It has been trained on")
    first = said.inner_text()
    expect(said).not_to_have_text(first)
    tile(shown, "3.7").click()
    expect(shown).to_have_url(re.compile("view=map"))
    expect(line(shown)).to_contain_text("Row ")
    second = line(shown).inner_text()
    expect(line(shown)).not_to_have_text(second)
    shown.get_by_role("button", name="Pause").click()
    expect(shown.get_by_role("button", name="Run", exact=False)).to_be_visible()

"""Lesson 12 in a browser: known totals, and a drawing that answers pointer and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.ui.networks.parsers.texts import ARTICLE, CIFAR
from tools import chromium
from ui.lessons.architectures.model_zoo import ARCHITECTURES

pytestmark = pytest.mark.turns

Open = Callable[..., Page]


def link(name: str) -> str:
    one = ARCHITECTURES[name]
    return "/architectures?" + urlencode({"input": one.input, "net": one.layers})


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("vgg-16", "138,357,544"),
        ("lenet-5", "61,706"),
        ("alexnet", "60,965,224"),
        ("tinyvgg", "19,920"),
        ("dense-maps", "4,770"),
    ],
)
def test_each_figure_shows_its_total(page: Open, name: str, parameters: str) -> None:
    shown = page(link(name))
    expect(shown.get_by_text(f"{parameters} parameters").first).to_be_visible()
    expect(shown.locator(".blocks svg")).to_be_visible()


def test_a_block_says_its_size_and_chooses_its_layer(page: Open) -> None:
    shown = page(link("lenet-5"), new=True)
    block = shown.locator('g[data-layer="4"]')
    block.locator("polygon").last.hover()
    said = shown.locator(".network [role=status]")
    expect(said).to_have_text(
        "layer 4, convolution 5×5, 16 kernels: 10×10×16; 2,416 parameters, 240,000 multiply-adds"
    )
    block.locator("polygon").last.click()
    expect(shown.get_by_text("parameters: (5·5·6 + 1)·16 = 2,416")).to_be_visible()
    assert "layer=4" in shown.url


def test_a_block_is_reached_and_chosen_by_keyboard(page: Open) -> None:
    shown = page(link("toy"), new=True)
    shown.locator('g[data-layer="1"]').focus()
    shown.keyboard.press("Tab")
    expect(shown.locator('g[data-layer="3"]')).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.get_by_text("layer 3, max pool 2×2: 26×26×8 → 13×13×8")).to_be_visible()


def test_a_block_unfolds_and_folds_by_click_and_by_keyboard(page: Open) -> None:
    shown = page("/architectures", new=True)
    fold = shown.locator('.blocks g[data-fold="1"]')
    second = shown.locator('.blocks g[data-layer="3"]')
    expect(second).to_have_count(0)
    fold.click()
    expect(second).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "true")
    shown.wait_for_url("**/architectures?unfold=1")
    expect(shown.get_by_role("cell", name="36,928", exact=False).first).to_be_visible()
    fold.focus()
    shown.keyboard.press("Enter")
    expect(second).to_have_count(0)
    expect(fold).to_be_focused()
    shown.wait_for_url("**/architectures")
    shown.keyboard.press("Space")
    expect(second).to_be_visible()


def test_on_a_phone_the_whole_drawing_is_seen_and_only_the_table_scrolls(page: Open) -> None:
    shown = page(link("vgg-16"), width=390, height=844, color_scheme="dark", new=True)
    last = shown.locator('.blocks g[data-layer="39"]')
    last.scroll_into_view_if_needed()
    last.locator("rect").last.click()
    expect(shown.get_by_text("layer 39, dense 1,000: 4,096 → 1,000")).to_be_visible()
    assert chromium.overflow(shown) == 0
    shown.set_viewport_size({"width": 1280, "height": 800})
    expect(shown.locator('.blocks svg[viewBox^="0 0 720"]')).to_be_visible()


def paste(shown: Page, text: str) -> None:
    field = shown.get_by_role("textbox", name="A spelling like")
    if not field.is_visible():
        shown.get_by_text("Write or paste a network", exact=True).click()
    field.fill(text)
    field.press("Control+Enter")
    shown.get_by_role("button", name="Take it").click()


def test_a_pasted_table_is_compared_and_a_refused_text_stays(page: Open) -> None:
    shown = page(link("toy"), new=True)
    paste(shown, ARTICLE)
    expect(shown.get_by_text("2 of 3 rows of your table agree")).to_be_visible()
    expect(shown.get_by_text("≠ your table: 16,386")).to_be_visible()
    text = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.LSTM(8, 8))"
    paste(shown, text)
    expect(shown.get_by_text("LSTM cannot be shown here.")).to_be_visible()
    expect(shown.get_by_role("textbox", name="A spelling like")).to_have_value(text)
    shown.get_by_role("button", name="Take the nearest instead").click()
    expect(shown.get_by_text("224 parameters").first).to_be_visible()


def test_a_tutorial_s_class_is_followed(page: Open) -> None:
    shown = page(link("toy"))
    paste(shown, CIFAR)
    expect(shown.get_by_text("62,006 parameters")).to_be_visible()
    assert "input=32%2C32%2C3" in shown.url

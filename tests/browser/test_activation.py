"""Lesson 6 in a browser: its figures' numbers, the value on its curve, curves by keyboard."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.lesson import FRAME, formula, words
from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
Figures = Callable[[str], dict[str, str]]

FIGURES = {
    "ReLU on an edge map": [
        "x = −306 / 255 = −1.2; ReLU: max(0, −1.2) = 0, slope = 0",
        "the cell: x −1.2 · f(x) 0 · slope of f 0",
        "554 of 676 cells are 0 (82 %) after ReLU",
    ],
    "fit a curve": [
        "x = 0: target 2, straight line 0.57, with ReLU 2",
        "With ReLU and 6 hidden units they pass through all points",
    ],
    "dead ReLU": ["676 of 676 cells are 0 (100 %)", "This kernel is dead"],
    "nine numbers": ["row 0, column 0: of −0.7: ReLU 0", "6 of 9 numbers are negative before."],
    "sigmoid, 10 layers": [
        "after 10 layers the slopes leave at most 0.25¹⁰ = 9.5·10⁻⁷",
        "ReLU’s slope is 0 or 1",
        "layers 10 · largest slopes alone: ReLU 1,",
    ],
    "ReLU, 30 layers": [
        "0.25³⁰ = 8.7·10⁻¹⁹",
        "The largest slopes that occur in it would alone leave 1",
    ],
}


def reading(page: Page) -> str:
    page.evaluate(FRAME)
    return page.locator(".curves [role=status]").inner_text()


def test_all_presets_are_tested(figures: Figures) -> None:
    assert [*figures("activation")] == [*FIGURES]


@pytest.mark.parametrize("label", FIGURES)
def test_every_preset_shows_its_numbers(page: Open, figures: Figures, label: str) -> None:
    shown = page(figures("activation")[label])
    shown.evaluate(FRAME)
    expect(shown.locator(":is(.curves, .fit, .board) [role=status]")).not_to_be_empty()
    for expected in FIGURES[label]:
        assert expected in words(shown)
    expect(shown.locator(".st-key-try-now")).to_have_text(label)
    assert shown.locator('[data-testid="stAlert"]').count() == 0


def test_a_target_is_dragged_and_only_the_bent_curve_follows(page: Open) -> None:
    shown = page("/activation?view=fit", new=True)
    said = shown.locator(".fit [role=status]")
    point = shown.get_by_role("slider", name="target at x = −3")
    box = point.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shown.mouse.move(x, y)
    shown.mouse.down()
    shown.mouse.move(x, y - 49, steps=4)  # of 294 pixels, which are 6
    expect(said).to_contain_text("x = −3: target 1")
    expect(shown).not_to_have_url(re.compile("target="))
    shown.mouse.up()
    expect(shown).to_have_url(re.compile("target=1%2C"))
    expect(said).to_have_text("x = −3: target 1, straight line 1.04, with ReLU 1")
    point.press("ArrowDown")
    expect(said).to_contain_text("with ReLU 0.9")
    shown.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("with ReLU 1")
    shown.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("x = −3: target 0, straight line 0.57, with ReLU 0")
    expect(shown).not_to_have_url(re.compile("target="))


def test_the_value_of_a_cell_walks_on_the_curve(page: Open) -> None:
    shown = page(
        "/activation?image=edge&kernel=vertical-edge&activation=sigmoid&cell=0,0", new=True
    )
    stage = shown.locator(".linked-view .stage")
    stage.focus()
    seen = [reading(shown)]
    for _ in range(2):
        shown.keyboard.press("ArrowRight")
        seen.append(reading(shown))
    assert "x = 30 / 10 = 3; Sigmoid: 1 / (1 + exp(−3)) ≈ 0.9526" in formula(shown)
    assert seen[0] == "the cell: x 0 · f(x) 0.5 · slope of f 0.25"
    assert seen[2] == "the cell: x 3 · f(x) 0.9526 · slope of f 0.04518"
    dots = shown.locator(".curves .dot")
    expect(dots).to_have_count(2)
    expect(dots.first).to_be_visible()
    box = shown.locator(".curves .plot").first.bounding_box()
    assert box
    where = dots.first.bounding_box()
    assert where
    assert 0.8 < (where["x"] - box["x"]) / box["width"] < 0.95  # 3 of −4 to 4


def test_the_map_before_answers_like_the_map_after(page: Open) -> None:
    shown = page("/activation?image=edge&cell=0,0")
    canvas = shown.locator(".linked-view canvas").bounding_box()
    assert canvas
    told = set()
    for x in range(2, 50, 2):
        shown.mouse.move(canvas["x"] + x / 100 * canvas["width"], canvas["y"] + 90)
        told.add(formula(shown).split("; ReLU")[0])
    assert "row 1, column 1: x = 30 / 10 = 3" in told
    assert "row 1, column 3: x = 0 / 10 = 0" in told


def test_curves_by_keyboard_alone(page: Open) -> None:
    shown = page("/activation?view=depth&activation=sigmoid", reduced_motion="reduce", new=True)
    plot = shown.locator(".curves .plot").first
    plot.focus()
    shown.keyboard.press("Home")
    assert reading(shown).startswith(
        "layers 0 · largest slopes alone: ReLU 1, Leaky ReLU 1, Sigmoid 1,"
    )
    shown.keyboard.press("ArrowRight")
    one = re.search(r"Sigmoid (0\.24\d+|0\.25)", reading(shown))
    assert one
    shown.keyboard.press("End")
    assert reading(shown).startswith("layers 10 · ")
    shown.keyboard.press("PageDown")
    assert reading(shown).startswith("layers 0 · ")
    assert shown.locator(".curves").get_attribute("class") == "curves palette"


def test_a_histogram_counts_under_the_pointer(page: Open) -> None:
    shown = page("/activation?view=histogram&bias=-40", new=True)
    plot = shown.locator(".curves .plot").nth(1)
    plot.focus()
    shown.keyboard.press("Home")
    for _ in range(20):
        shown.keyboard.press("ArrowRight")
    assert "cells after 0 to 0.35: 676" in reading(shown)


@pytest.mark.parametrize(
    "query", ["", "?view=histogram", "?view=fit", "?view=depth&activation=gelu"]
)
def test_picture_formula_and_controls_fit_the_first_screen(page: Open, query: str) -> None:
    shown = page(f"/activation{query}")
    for selector in (".linked-view", ".curves", ".st-key-side"):
        for one in shown.locator(selector).all():
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 800, selector


@pytest.mark.parametrize("query", ["", "?view=histogram", "?view=fit", "?view=depth&depth=50"])
def test_nothing_is_wider_than_a_phone_in_the_dark(page: Open, query: str) -> None:
    shown = page(f"/activation{query}", width=390, height=844, touch=True, color_scheme="dark")
    assert chromium.overflow(shown) == 0
    expect(shown.locator(":is(.curves, .fit).dark")).to_be_visible()


def _file(pixels: np.ndarray) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    "pixels",
    [
        np.array([[200]], np.uint8),
        np.full((50, 3000), 9, np.uint8),
        np.dstack([np.full((9, 9), 90, np.uint8)] * 4),
    ],
    ids=["1 pixel", "50x3000", "alpha"],
)
def test_own_pictures(page: Open, pixels: np.ndarray) -> None:
    shown = page("/activation", new=True)
    shown.get_by_text("Your own picture").first.click()
    files = shown.locator('input[type="file"]')
    files.set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": _file(pixels)})
    expect(shown).to_have_url(re.compile("image=own"))
    chromium.settle(shown)
    expect(shown.locator(".linked-view [role=status]")).to_contain_text("ReLU: max(0, ")

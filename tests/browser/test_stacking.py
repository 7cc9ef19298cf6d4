"""The lesson on stacking in a browser: presets, pointing, keys, a phone, own pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]

FIGURES = {
    "edges → corners": [
        "The last map is above 0 in 5 places",
        "row 3, column 3, layer 1, top: 0·(−1) + 0·(−1) + 0·(−1) + 0·1 + 255·1 + 255·1 = 510",
        "layer 2: 510·1 top + 0·0 bottom + 510·1",
    ],
    "corners → squares": ["The last map is above 0 in 2 places", "255·1 bottom right − 765 = "],
    "ReLU between": ["7×7 kernel is wrong by 79.74", "Its error is 48 %"],
    "three 3×3 = one 7×7": ["3 layers do what one 7×7 kernel does", "rounding"],
    "five blurs": ["5 layers do what one 11×11 kernel does", "rounding"],
}
CHIPS = '[class*="st-key-try-"] a'


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator('[data-testid="stMain"]').inner_text())


def status(page: Page) -> Any:
    return page.locator(".board [role=status]")


def test_every_preset_s_link_shows_its_numbers_on_one_screen(page: Open) -> None:
    shown = page("/stacking")
    links = {
        chip.inner_text().strip(): chip.get_attribute("href") for chip in shown.locator(CHIPS).all()
    }
    assert [*links] == [*FIGURES]
    for label, href in links.items():
        shown.goto(str(href))
        chromium.settle(shown)
        expect(status(shown)).to_contain_text("row")
        for expected in FIGURES[label]:
            assert expected in f"{words(shown)} {status(shown).inner_text()}", label
        expect(shown.locator(".st-key-try-now")).to_have_text(label)
        for part in (".board", ".st-key-side"):
            box = shown.locator(part).first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 800, (label, part)


def test_the_line_s_numbers_subtract_to_its_result(page: Open) -> None:
    shown = page("/stacking?view=relu&image=camera&cell=24,39")
    box = shown.locator(".board canvas").bounding_box()
    assert box
    seen = set()
    for share in (0.3, 0.35, 0.4, 0.45):
        shown.mouse.move(box["x"] + share * box["width"], box["y"] + 0.75 * box["height"])
        shown.wait_for_timeout(60)
        line = status(shown).inner_text().replace("−", "-").replace("(", "").replace(")", "")
        numbers = re.findall(r"ReLU (-?[\d.]+) - best 7×7 (-?[\d.]+) = (-?[\d.]+)", line)
        one, other, left = (round(100 * float(text)) for text in numbers[0])
        assert one - other == left
        seen.add(line)
    assert len(seen) == 4


def test_keys_alone_move_the_cell_and_the_link(page: Open) -> None:
    shown = page("/stacking?view=corners&image=shapes&cell=3,3&question=2", new=True)
    expect(status(shown)).to_contain_text(
        "510·1 top + 0·0 bottom + 510·1 left + 0·0 right − 765 = 255"
    )
    shown.locator(".board .stage").focus()
    shown.keyboard.press("ArrowRight")
    expect(status(shown)).to_contain_text("layer 2: 765·1 top")
    expect(status(shown)).to_contain_text("= 0")
    shown.keyboard.press("ArrowDown")
    expect(status(shown)).to_contain_text("row 4, column 4")
    shown.wait_for_url(re.compile("cell=4%2C4|cell=4,4"))


def test_the_cell_that_a_question_asks_for_is_covered(page: Open) -> None:
    shown = page("/stacking?view=corners&image=shapes&cell=3,3", new=True)
    expect(status(shown)).to_contain_text("− 765 = ?")
    shown.get_by_role("button", name="Show the answer").click()
    expect(status(shown)).to_contain_text("− 765 = 255")


def test_nothing_is_wider_than_a_phone(page: Open) -> None:
    shown = page("/stacking", width=390, height=844, touch=True, color_scheme="dark")
    for query in ("", "?view=relu", "?view=squares"):
        shown.goto(f"/stacking{query}")
        chromium.settle(shown)
        assert chromium.overflow(shown) == 0
        assert shown.locator(".board").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_pictures_of_one_s_own_are_stacked(page: Open, tmp_path: Path) -> None:
    shown = page("/stacking?view=corners", new=True)
    for name, size in (("dot", (1, 1)), ("long", (3000, 50))):
        file = tmp_path / f"{name}.png"
        Image.new("LA", size, (200, 255)).save(file)
        shown.get_by_text("Your own picture").click()
        shown.locator("input[type=file]").set_input_files(file)
        expect(status(shown)).to_contain_text("0·1 top + 0·0 bottom + 0·1 left + 0·0 right")
        shown.keyboard.press("Escape")
        chromium.settle(shown)
        assert chromium.overflow(shown) == 0

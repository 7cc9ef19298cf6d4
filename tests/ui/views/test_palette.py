"""What is drawn can be told from its ground: contrast by WCAG 2, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[3] / "ui/views/shared/palette.css"
THEMES = {
    "light": re.compile(r"\.palette \{(.*?)\}", re.DOTALL),
    "dark": re.compile(r"\.palette\.dark \{(.*?)\}", re.DOTALL),
}
TEXT, SHAPE = 4.5, 3.0  # the least contrast of text, and of what is a shape
KERNEL = 0.35  # how much of its hue the strongest weight's cell has (linked_view/kernel_paint.js)

Rgb = tuple[float, float, float]


def palette(theme: str) -> dict[str, Rgb]:
    """Return the palette's colours, from 0 to 255."""
    block = THEMES[theme].search(SHEET.read_text())
    assert block
    found = re.findall(r"--([a-z]+): #([0-9a-f]{6});", block[1])
    return {name: rgb(text) for name, text in found}


def rgb(text: str) -> Rgb:
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def luminance(colour: Rgb) -> float:
    shares = [n / 255 for n in colour]
    linear = [n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in shares]
    return sum(share * n for share, n in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21.

    >>> round(contrast((0, 0, 0), (255, 255, 255)), 2)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "soft", "violet", "teal", "positive", "negative"])
def test_text_can_be_read_on_a_panel(theme: str, name: str) -> None:
    colours = palette(theme)
    assert contrast(colours[name], colours["panel"]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["amber", "rail", "violet", "teal"])
def test_frames_and_the_scrub_bar_stand_out_from_a_panel(theme: str, name: str) -> None:
    colours = palette(theme)
    assert contrast(colours[name], colours["panel"]) >= SHAPE


@pytest.mark.parametrize("theme", THEMES)
def test_products_and_results_can_be_read_where_they_stand(theme: str) -> None:
    colours = palette(theme)
    for hue in ("violet", "negative"):
        ground = mixed(colours["panel"], colours[hue], KERNEL)
        assert contrast(colours["ink"], ground) >= TEXT
    assert contrast(colours["ink"], colours["chip"]) >= TEXT

"""A number in a coloured cell is written in an ink that can be read on it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Pure
from tests.ui.views.test_palette import TEXT, THEMES, contrast, mixed, palette, rgb

STEPS = 64


@pytest.mark.parametrize("theme", THEMES)
def test_a_number_can_be_read_on_every_shade(pure: Pure, theme: str) -> None:
    colours = palette(theme)
    shades = [
        mixed(colours["panel"], colours[hue], k / STEPS)
        for hue in ("positive", "negative", "teal", "violet")
        for k in range(STEPS + 1)
    ] + [(k, k, k) for k in range(256)]
    inks = pure("views/shared/palette.js", "shades.map(inkOn)", {"shades": shades})
    assert len(set(inks)) > 1
    for shade, ink in zip(shades, inks, strict=True):
        assert contrast(shade, rgb(ink.removeprefix("#"))) >= TEXT

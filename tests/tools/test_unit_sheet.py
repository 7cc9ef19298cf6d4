"""The sheet of chosen units that comes with the app: what the network gives, and small."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.attribution import narrowed, top_windows
from cnn_core.data.assets import asset
from cnn_core.io import PHOTO_BOUNDS, photo_input, pretrained
from tools.unit_sheet import APART, DEPTHS, UNITS, WINDOWS, chosen, made
from ui.pictures import picture
from ui.zoo.photo_squares import photographs
from ui.zoo.unit_sheet import FILE, made_side, unit_sheet


def test_it_is_small_and_of_the_photographs_of_the_app() -> None:
    assert asset(FILE).stat().st_size < 100_000
    sheet = unit_sheet()
    assert sheet.photographs == photographs()
    assert tuple(sheet.layers) == DEPTHS
    for own in sheet.layers.values():
        assert own.best.values.shape == (UNITS, WINDOWS) == own.best.pictures.shape
        with pytest.raises(ValueError, match="read-only"):
            own.made[0] = 0


def test_units_and_their_windows_are_those_that_the_network_gives() -> None:
    names = unit_sheet().photographs
    images = [photo_input(picture(name).pixels / np.float32(255)) for name in names]
    best = top_windows(
        pretrained("photos").network, np.stack(images, axis=-1), depth=5, count=WINDOWS, apart=APART
    )
    own = unit_sheet().layers[5]
    np.testing.assert_array_equal(own.units, chosen(best))
    np.testing.assert_allclose(own.best.values, best.of(own.units).values, rtol=1e-4)
    np.testing.assert_array_equal(own.best.cells, best.of(own.units).cells)


def test_a_picture_is_made_again() -> None:
    # Without jitter and blur, and with slopes that are the same everywhere: exactly.
    own = unit_sheet().layers[1]
    for at, unit in enumerate(own.units.tolist()):
        pixels, value = made(1, unit)
        np.testing.assert_array_equal(own.made[at], pixels)
        assert own.values[at] == pytest.approx(value, rel=1e-5)
    # Further in, rounding may turn a ReLU, and 200 steps lead elsewhere from there.
    own = unit_sheet().layers[5]
    pixels, value = made(5, int(own.units[0]))
    assert value == pytest.approx(own.values[0], rel=0.1)
    assert np.corrcoef(pixels.ravel(), own.made[0].ravel())[0, 1] > 0.8


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_packed_pictures_excite_their_units_as_much_as_is_said(depth: int) -> None:
    own, low, high = unit_sheet().layers[depth], *PHOTO_BOUNDS
    side = made_side(own.made.shape[-1])
    part = narrowed(pretrained("photos").network, depth, (side, side))
    middle = tuple(n // 2 for n in part.shapes[-1][1:])
    for at, unit in enumerate(own.units.tolist()):
        if own.made.shape[-1] < side:
            continue  # what surrounds the window is not kept
        share = own.made[at].astype(np.float32) / 255
        value = part.forward(low + (high - low) * share)[unit, *middle]
        assert value == pytest.approx(own.values[at], rel=0.35)  # a lossy file takes some of it

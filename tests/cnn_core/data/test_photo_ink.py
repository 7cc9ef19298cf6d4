"""Ink on photographed paper is found whatever the light, the noise and the table beneath."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import as_digit, digits, photographed_ink
from cnn_core.data.photo_ink import LONGEST, _connected, otsu
from cnn_core.ops.resample import fitted, middle_square, resized
from cnn_core.training import Run


def photograph(
    digit: np.ndarray, *, shade: float = 0.3, noise: float = 5, dark: bool = True
) -> np.ndarray:
    """Lay a digit on unevenly lit paper, 240x320."""
    page = np.zeros((240, 320))
    page[50:190, 90:230] = resized(digit[None], (140, 140))[0] / 255
    light = np.linspace(0, 1, 320)[None] * 0.7 + np.linspace(0, 1, 240)[:, None] * 0.3
    out = 220 * (1 - shade * light) * (1 - 0.8 * page)
    out += np.random.default_rng(0).normal(0, noise, out.shape)
    return np.clip(out if dark else 255 - out, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def network():
    run = Run(digits().train)
    run.advance(400)
    return run.network


@pytest.mark.parametrize(("shade", "noise"), [(0, 0), (0.5, 5), (0.2, 15)])
@pytest.mark.parametrize("dark", [True, False])
def test_photographs_are_read_as_the_digits_are(network, shade, noise, dark) -> None:
    test = digits().test
    right = 0
    for row in range(12):
        page = photograph(test.pixels[row, 0], shade=shade, noise=noise, dark=dark)
        ink = photographed_ink(page)
        assert ink.darker == dark
        right += network.forward(as_digit(ink.strength)).argmax() == test.labels[row]
    assert right >= 11


def test_a_dark_table_beside_the_paper_is_left_out() -> None:
    page = photograph(digits().test.pixels[0, 0])
    page[:, :30] //= 4
    ink = photographed_ink(page)
    assert ink.touches == 1
    assert not ink.strength[:, : 30 * LONGEST // 320 - 1].any()


def test_specks_are_left_out() -> None:
    page = np.full((100, 100), 200.0)
    page[20:80, 40:50] = 20
    page[85:87, 85:87] = 20
    ink = photographed_ink(page)
    assert (ink.specks, ink.touches) == (1, 0)
    assert ink.strength[20:80, 40:50].min() == 1
    assert not ink.strength[84:88, 84:88].any()


def test_ink_that_reaches_over_the_border_counts_if_there_is_no_other() -> None:
    page = np.full((60, 60), 200.0)
    page[:, 25:32] = 30
    assert photographed_ink(page).strength[:, 27].min() == 1


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (1, 1, 1), (3, 50, 3000), (2000, 3)], ids=str)
def test_any_picture_has_ink_from_0_to_1(shape) -> None:
    for picture in (np.zeros(shape), np.random.default_rng(0).integers(0, 256, shape)):
        ink = photographed_ink(picture).strength
        assert ink.dtype == np.float32
        assert max(ink.shape) <= LONGEST
        assert 0 <= ink.min() <= ink.max() <= 1


def test_parts_that_touch_at_a_corner_are_one() -> None:
    rows = ["#.#.#", "#.#..", ".#..#", "....#", "##.#."]
    labels = _connected(np.array([[one == "#" for one in row] for row in rows]))
    assert len({*labels.ravel().tolist()} - {0}) == 4
    assert labels[0, 0] == labels[2, 1] == labels[0, 2]
    assert labels[2, 4] == labels[4, 3] != labels[0, 4]
    assert labels[4, 0] == labels[4, 1] != labels[2, 1]


def test_flat_paper_has_no_ink() -> None:
    assert not photographed_ink(np.full((40, 50), 7)).strength.any()


@pytest.mark.parametrize("bad", [np.zeros((0, 3)), np.zeros(4), np.full((2, 2), np.nan)])
def test_what_is_no_picture_is_refused(bad) -> None:
    with pytest.raises(ValueError, match="a picture is"):
        photographed_ink(bad)


def test_otsu_parts_two_groups() -> None:
    values = np.concatenate([np.linspace(0, 1, 50), np.linspace(9, 10, 10)])
    assert 1 <= otsu(values) <= 9


def test_pictures_are_fitted_and_cut_with_their_proportions() -> None:
    wide = np.ones((1, 2, 8))
    found = fitted(wide, 4)
    assert found.tolist() == [[[0] * 4, [1] * 4, [0] * 4, [0] * 4]]
    steps = np.arange(12.0).reshape(1, 2, 6)
    np.testing.assert_array_equal(middle_square(steps, 2)[0], [[2, 3], [8, 9]])

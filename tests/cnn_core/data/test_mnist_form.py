"""A digit comes back as MNIST holds it, however large, wherever, in whatever ink."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cnn_core.data.datasets import digits
from cnn_core.data.mnist_form import as_digit

Image = NDArray[np.floating]


def enlarged(image: NDArray[np.uint8], times: int) -> NDArray[np.uint8]:
    return image.repeat(times, axis=0).repeat(times, axis=1)


def test_a_digit_of_mnist_stays_what_it_is() -> None:
    off = [
        np.abs(as_digit(image)[0] - image / image.max()).mean()
        for image in digits().test.pixels[:200, 0]
    ]
    assert np.median(off) < 0.002
    assert np.mean(off) < 0.012


@pytest.mark.parametrize("times", [1, 2, 3, 10])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("place", [(0, 0), (40, 3)])
def test_a_digit_embedded_elsewhere_comes_back_nearly_the_same(
    times: int, dark: bool, place: tuple[int, int]
) -> None:
    off = []
    for image in digits().test.pixels[:50, 0]:
        large = enlarged(image, times)
        page = np.zeros((large.shape[0] + 60, large.shape[1] + 20), np.uint8)
        page[place[0] :, place[1] :][: len(large), : len(large)] = large
        off.append(np.abs(as_digit(255 - page if dark else page)[0] - image / image.max()).mean())
    assert np.mean(off) < 0.03


@given(st.floats(0.01, 1e3), st.floats(-1e3, 1e3))
def test_neither_the_unit_nor_the_paper_matters(contrast: float, paper: float) -> None:
    image = digits().test.pixels[3, 0].astype(np.float64)
    expected = as_digit(image)
    np.testing.assert_allclose(as_digit(image * contrast + paper), expected, atol=1e-4)
    np.testing.assert_allclose(as_digit(paper - image * contrast), expected, atol=1e-4)


@given(st.integers(0, 2**32 - 1), st.integers(1, 50), st.integers(1, 50))
def test_any_picture_becomes_28_by_28_from_0_to_1(seed: int, rows: int, columns: int) -> None:
    picture = np.random.default_rng(seed).integers(0, 256, (rows, columns))
    digit = as_digit(picture)
    assert digit.shape == (1, 28, 28)
    assert digit.dtype == np.float32
    assert digit.min() >= 0
    assert digit.max() == (1 if np.ptp(picture) else 0)


@pytest.mark.parametrize("size", [(50, 50), (80, 20), (20, 80), (6, 3), (400, 300)])
def test_the_longer_side_becomes_20_and_the_proportions_stay(size: tuple[int, int]) -> None:
    page = np.zeros((500, 500))
    page[7 : 7 + size[0], 11 : 11 + size[1]] = 3
    ink = as_digit(page)[0] > 0.5
    rows, columns = ink.any(axis=1).sum(), ink.any(axis=0).sum()
    assert max(rows, columns) == 20
    assert rows / columns == pytest.approx(size[0] / size[1], rel=0.1)


def test_the_centre_of_mass_is_in_the_middle() -> None:
    page = np.zeros((60, 60))
    page[10:50, 10:14] = 1
    page[46:50, 10:40] = 1  # an L: heavy at the lower left
    digit = as_digit(page)[0]
    at = np.arange(28)
    assert digit.sum(axis=1) @ at / digit.sum() == pytest.approx(14, abs=0.51)
    assert digit.sum(axis=0) @ at / digit.sum() == pytest.approx(14, abs=0.51)


def test_a_very_uneven_drawing_is_not_cut_off() -> None:
    page = np.zeros((40, 40))
    page[5, 5:35] = 1
    page[5:35, 34] = 1
    page[20:35, 20:35] = 1
    rows, columns = (np.flatnonzero(as_digit(page)[0].any(axis=axis)) for axis in (1, 0))
    assert len(rows) == len(columns) == 20


def test_a_coloured_picture_is_judged_by_its_light() -> None:
    grey = 255 - digits().test.pixels[0, 0]
    assert np.array_equal(as_digit(np.stack([grey] * 3)), as_digit(grey))


def test_a_thin_line_is_as_bright_as_a_thick_one() -> None:
    page = np.ones((280, 280))
    page[20:260, 140] = 0
    assert as_digit(page).max() == 1


@pytest.mark.parametrize("value", [0, 0.3, 255])
def test_an_empty_picture_is_all_zeros(value: float) -> None:
    assert not as_digit(np.full((1, 40, 30), value)).any()
    assert not as_digit(np.full((1, 1), value)).any()


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(rows, columns\) or \(channels, rows, columns\)"):
        as_digit(np.zeros(5))
    with pytest.raises(ValueError, match=r"not \(0, 4\)"):
        as_digit(np.zeros((0, 4)))
    with pytest.raises(ValueError, match="finite"):
        as_digit(np.array([[0.0, np.nan]]))

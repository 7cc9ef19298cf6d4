"""The numbers of a view: exact, and those of the core."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.geometry import pad2d
from cnn_core.kernels import KERNELS, custom_kernel
from cnn_core.ops import conv2d_loops
from tests.ui.strategies import CONVOLUTION
from ui.models.convolution import EXACT, Convolution
from ui.pictures import Picture, picture


def whole_sums(convolution: Convolution) -> list[list[int]]:
    """Add up every window in Python's own whole numbers."""
    pixels = convolution.picture.pixels.astype(np.float64)
    (image,) = pad2d(pixels, convolution.amounts, convolution.mode, convolution.fill)
    numerators = np.array(convolution.kernel.numerators, dtype=object)
    if convolution.flip:
        numerators = numerators[::-1, ::-1]
    s, d = convolution.stride, convolution.dilation
    rows, columns = convolution.size

    def at(row: int, column: int) -> int:
        taps = np.ndenumerate(numerators)
        return sum(int(w) * int(image[row * s + i * d, column * s + j * d]) for (i, j), w in taps)

    return [[at(row, column) for column in range(columns)] for row in range(rows)]


@settings(max_examples=60)
@given(CONVOLUTION)
def test_sums_are_exact_and_the_map_is_divided_once(convolution: Convolution) -> None:
    expected = np.array(whole_sums(convolution), dtype=np.float64)
    np.testing.assert_array_equal(convolution.sums, expected)
    divided = (expected / convolution.kernel.divisor).astype(np.float32)
    np.testing.assert_array_equal(convolution.map, divided, strict=True)
    assert convolution.map.shape == convolution.size


def test_sums_beyond_single_precision_stay_exact() -> None:
    pixels = np.full((1, 3, 3), 255, np.uint8)
    kernel = custom_kernel([[Fraction(1000), Fraction(1, 2**22)]])
    convolution = Convolution(Picture("own", "Own", pixels), kernel)
    assert convolution.sums[0, 0] == 255 * (1000 * 2**22 + 1)
    assert convolution.sums[0, 0] > EXACT


@settings(max_examples=60)
@given(CONVOLUTION, st.integers(0, 999))
def test_a_window_adds_up_to_its_cell(convolution: Convolution, where: int) -> None:
    rows, columns = convolution.size
    cell = where % rows, where // rows % columns
    window = convolution.window(*cell)
    numerators = np.array(convolution.sliding.numerators)
    assert (window.values[0] * numerators).sum() == convolution.sums[cell]
    assert window.sum == pytest.approx(float(convolution.map[cell]), rel=1e-5, abs=1e-3)


def test_the_textbook_edge() -> None:
    convolution = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
    # 10*1 + 10*1 + 10*1 + 0*(-1) + 0*(-1) + 0*(-1) = 30 where the window straddles the edge.
    assert convolution.map.tolist() == [[0, 30, 30, 0]] * 4


def test_flipping_negates_sobel_and_leaves_a_symmetric_kernel_alone() -> None:
    for name, sign in (("sobel-x", -1), ("laplacian-4", 1)):
        plain = Convolution(picture("ramp"), KERNELS[name].kernel())
        np.testing.assert_array_equal(replace(plain, flip=True).map, sign * plain.map)


def test_the_core_gets_the_settings_as_they_are_named() -> None:
    convolution = Convolution(
        picture("ramp"),
        KERNELS["emboss"].kernel(),
        stride=2,
        padding=3,
        dilation=2,
        mode="constant",
        fill=77,
    )
    weights = convolution.sliding.weights[None, None]
    expected = conv2d_loops(convolution.picture.pixels, weights, **convolution.options)
    np.testing.assert_allclose(convolution.map, expected[0], rtol=1e-6)
    assert convolution.amounts == ((3, 3), (3, 3))


def test_a_map_that_cannot_be_is_refused_in_words() -> None:
    small = Convolution(picture("edge"), KERNELS["box-blur"].kernel(11))
    with pytest.raises(ValueError, match="covers 11"):
        small.size  # noqa: B018


@pytest.mark.parametrize(
    ("weights", "kept"),
    [
        ([[0, 1, 0], [1, 1, 1], [0, 1, 0]], True),
        ([[0, 0, 0], [0, 4, 0], [0, 0, 0]], True),
        ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], False),
        ([[1, 0, -1]] * 3, False),
        ([[-1, 8, -1]], False),
        ([[-1, 3, -1]], True),
    ],
)
def test_a_kernel_without_negative_weights_makes_a_picture_of_a_picture(
    weights: list[list[int]], kept: bool
) -> None:
    kernel = custom_kernel([[Fraction(one) for one in row] for row in weights])
    assert Convolution(picture("camera"), kernel).is_picture is kept

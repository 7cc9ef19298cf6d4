"""Pooling: how it shrinks a map."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import output_size
from cnn_core.ops import POOLINGS, avg_pool2d, lp_pool2d, max_pool2d, min_pool2d

MAP = np.array([[[1, 3, 2, 4], [5, 6, 1, 2], [7, 2, 9, 1], [4, 1, 3, 8]]], np.float32)


def test_2x2_pooling_of_4x4_gives_2x2() -> None:
    assert max_pool2d(MAP, 2).tolist() == [[[6, 4], [7, 9]]]
    assert avg_pool2d(MAP, 2).tolist() == [
        [
            [(1 + 3 + 5 + 6) / 4, (2 + 4 + 1 + 2) / 4],
            [(7 + 2 + 4 + 1) / 4, (9 + 1 + 3 + 8) / 4],
        ]
    ]


def test_a_quarter_of_26x26_is_13x13() -> None:
    assert max_pool2d(np.zeros((8, 26, 26)), 2).shape == (8, 13, 13)


def test_a_smaller_stride_overlaps_and_a_larger_one_skips() -> None:
    assert max_pool2d(MAP, 2, stride=1).shape == (1, 3, 3)
    assert max_pool2d(MAP, 2, stride=3).tolist() == [[[6]]]
    assert max_pool2d(MAP, (1, 4)).tolist() == [[[4], [6], [9], [8]]]


def test_padding_never_wins_the_maximum_and_counts_in_the_mean() -> None:
    below = np.full((1, 2, 2), -4.0, np.float32)
    assert max_pool2d(below, 2, padding=1).tolist() == [[[-4, -4], [-4, -4]]]
    assert avg_pool2d(below, 2, padding=1).tolist() == [[[-4 / 4, -4 / 4], [-4 / 4, -4 / 4]]]


def test_cells_beyond_the_padding_are_not_counted_when_sizes_round_up() -> None:
    row = np.array([[[2.0, 4.0, 6.0]]], np.float32)
    assert avg_pool2d(row, (1, 2), ceil_mode=True).tolist() == [[[(2 + 4) / 2, 6 / 1]]]
    assert max_pool2d(row, (1, 2), ceil_mode=True).tolist() == [[[4, 6]]]


@given(
    st.tuples(st.integers(1, 8), st.integers(1, 8)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 2),
    st.booleans(),
    st.sampled_from([(), (2,)]),
)
def test_pooling_is_what_the_windows_hold(
    size: tuple[int, int],
    window: tuple[int, int],
    stride: tuple[int, int],
    dilation: int,
    ceil_mode: bool,
    batch: tuple[int, ...],
) -> None:
    span = [dilation * (k - 1) + 1 for k in window]
    if span[0] > size[0] or span[1] > size[1]:
        return
    x = np.random.default_rng(0).integers(-9, 9, (2, *size, *batch)).astype(np.float32)
    high = max_pool2d(x, window, stride=stride, dilation=dilation, ceil_mode=ceil_mode)
    mean = avg_pool2d(x, window, stride=stride, dilation=dilation, ceil_mode=ceil_mode)
    expected = output_size(size, window, stride=stride, dilation=dilation, ceil_mode=ceil_mode)
    assert high.shape == mean.shape == (2, *expected, *batch)
    for row, col in np.ndindex(expected):
        top, left = row * stride[0], col * stride[1]
        cells = x[:, top : top + span[0] : dilation, left : left + span[1] : dilation]
        np.testing.assert_array_equal(high[:, row, col], cells.max(axis=(1, 2)))
        np.testing.assert_allclose(mean[:, row, col], cells.mean(axis=(1, 2)), rtol=1e-6)


def test_pooling_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError) as error:
        max_pool2d(MAP, 2, padding=2)
    assert str(error.value) == (
        "padding 2 is more than half of a 2×2 window, so some windows could see nothing else: "
        "use padding 1"
    )
    with pytest.raises(ValueError) as error:
        avg_pool2d(MAP, (5, 2))
    assert str(error.value) == (
        "a 5×2 window covers 5 rows, but the image has 4: "
        "use padding 1 or a window of at most 4 rows"
    )
    with pytest.raises(ValueError, match=r"add its channel with x\[None\]"):
        max_pool2d(MAP[0], 2)


@pytest.mark.parametrize("norm", [0, 0.5, -1, math.nan])
def test_a_norm_that_measures_no_length_is_refused(norm: float) -> None:
    with pytest.raises(ValueError, match="use 1 or more"):
        lp_pool2d(np.zeros((1, 2, 2)), 2, norm=norm)
    with pytest.raises(ValueError, match="use 1 or more"):
        POOLINGS["lp"].backward(np.ones((1, 1, 1)), np.zeros((1, 2, 2)), 2, norm=norm)


def test_a_window_whose_dilation_leaves_it_no_pixel_has_no_largest() -> None:
    x = np.ones((1, 4, 4))
    assert max_pool2d(x, 2, padding=1, dilation=5).tolist() == [[[-math.inf]]]
    assert min_pool2d(x, 2, padding=1, dilation=5).tolist() == [[[math.inf]]]

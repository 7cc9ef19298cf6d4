"""Which pixels take part in how many windows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.explain import window_at
from cnn_core.geometry import PADDING_MODES, output_size, unread, window_counts


def test_a_corner_takes_part_in_1_window_and_a_middle_pixel_in_9() -> None:
    counts = window_counts((6, 6), 3)
    assert counts[0, 0] == 1
    assert counts[3, 3] == 9
    assert counts[0, 3] == 3
    assert counts.sum() == 9 * 4 * 4


def test_padding_brings_the_corner_to_4_windows() -> None:
    assert window_counts((6, 6), 3, padding="same")[0, 0] == 4


def test_columns_that_no_window_reads_are_named() -> None:
    missed = unread((28, 28), 3, stride=2)
    assert (missed.rows, missed.cols) == ((27,), (27,))
    missed = unread((6, 6), 2, stride=3)
    assert missed.rows == (2, 5)
    missed = unread((4, 5), 2, stride=2, padding=1)
    assert (missed.rows, missed.cols) == ((), ())  # column 5, which is padding, is no pixel
    assert unread((6, 6), 3).rows == ()


settings_that_fit = st.tuples(
    st.integers(4, 9), st.integers(1, 3), st.integers(1, 4), st.integers(0, 2), st.integers(1, 2)
).filter(lambda s: s[0] + 2 * s[3] > s[4] * (s[1] - 1))


@given(settings_that_fit)
def test_counts_are_those_of_sliding_by_hand(case: tuple[int, ...]) -> None:
    size, kernel, stride, padding, dilation = case
    options: dict[str, Any] = {"stride": stride, "padding": padding, "dilation": dilation}
    out = output_size(size, kernel, **options)
    expected = np.zeros((size, size), int)
    for row, col, i, j in np.ndindex(out, out, kernel, kernel):
        r, c = (o * stride + k * dilation - padding for o, k in ((row, i), (col, j)))
        if 0 <= r < size and 0 <= c < size:
            expected[r, c] += 1
    np.testing.assert_array_equal(window_counts((size, size), kernel, **options), expected)
    missed = unread((size, size), kernel, **options)
    assert set(missed.rows) == set(np.flatnonzero(expected.sum(axis=1) == 0).tolist())


@pytest.mark.parametrize("mode", PADDING_MODES)
@given(case=settings_that_fit)
def test_a_window_that_reads_a_copy_of_a_pixel_counts(mode: str, case: tuple[int, ...]) -> None:
    size, kernel, stride, padding, dilation = case
    options: dict[str, Any] = {"stride": stride, "padding": padding, "dilation": dilation}
    out = output_size(size, kernel, **options)
    # Each pixel holds its own number: a window reads it if that number is among its values.
    image = np.arange(1.0, size * size + 1).reshape(1, size, size)
    weights = np.ones((1, 1, kernel, kernel))
    expected = np.zeros(size * size + 1, int)
    for cell in np.ndindex(out, out):
        window = window_at(image, weights, cell=cell, padding_mode=mode, **options)
        expected[np.unique(window.values.astype(int))] += 1
    counts = window_counts((size, size), kernel, padding_mode=mode, **options)
    np.testing.assert_array_equal(counts.ravel(), expected[1:])
    missed = unread((size, size), kernel, padding_mode=mode, **options)
    assert missed.cols == tuple(np.flatnonzero(counts.sum(axis=0) == 0).tolist())


def test_wrapping_around_gives_every_pixel_as_many_windows() -> None:
    assert set(window_counts((6, 6), 3, padding="same", padding_mode="circular").flat) == {9}

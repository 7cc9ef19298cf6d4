"""Light and place change numbers: against loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnn_core.data import brightened, count_changed, moved

PIXELS = st.tuples(st.sampled_from([1, 3]), st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.uint8, shape)
)


@given(PIXELS, st.integers(-255, 255))
def test_every_number_gets_brighter_and_stops_at_black_and_white(x, by):
    assert brightened(x, by).tolist() == [
        [[min(max(int(n) + by, 0), 255) for n in row] for row in plane] for plane in x
    ]


@given(PIXELS, st.integers(-8, 8), st.integers(-8, 8))
def test_what_is_moved_stands_elsewhere_and_black_comes_in(x, rows, columns):
    answer = moved(x, rows, columns)
    assert answer.shape == x.shape
    assert answer.dtype == np.uint8
    for (k, r, c), value in np.ndenumerate(answer):
        from_r, from_c = r - rows, c - columns
        inside = 0 <= from_r < x.shape[1] and 0 <= from_c < x.shape[2]
        assert value == (x[k, from_r, from_c] if inside else 0)


@given(PIXELS)
def test_nothing_done_changes_nothing(x):
    assert count_changed(x, brightened(x, 0)) == 0
    assert count_changed(x, moved(x, 0, 0)) == 0


@given(PIXELS, st.integers(1, 255))
def test_all_but_white_get_brighter(x, by):
    assert count_changed(x, brightened(x, by)) == sum(n != 255 for n in x.ravel().tolist())


def test_only_pictures_of_one_size_are_compared():
    with pytest.raises(ValueError, match=r"not \(1, 2, 2\) and \(3, 2, 2\)"):
        count_changed(np.zeros((1, 2, 2), np.uint8), np.zeros((3, 2, 2), np.uint8))

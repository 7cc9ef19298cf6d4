"""Histograms hold every value once, in its own step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.analysis import count_zeros, histogram

NUMBERS = st.lists(st.floats(-9, 9), min_size=1, max_size=40)


@given(NUMBERS, st.integers(1, 20))
def test_every_value_is_counted_once_in_its_step(values, bins) -> None:
    edges, counts = histogram(values, -4.0, 4.0, bins)
    assert (len(edges), counts.sum()) == (bins + 1, len(values))
    for k in range(bins):
        last = k == bins - 1
        inside = [
            v
            for v in np.clip(values, -4, 4)
            if edges[k] <= v and (v < edges[k + 1] or (last and v <= edges[k + 1]))
        ]
        assert counts[k] == len(inside)


@pytest.mark.parametrize(("low", "high", "bins"), [(0, 1, 0), (1, 1, 3), (2, 1, 3)])
def test_steps_that_hold_nothing_are_refused(low, high, bins) -> None:
    with pytest.raises(ValueError, match="low below high"):
        histogram([1], low, high, bins)


def test_zeros_are_counted() -> None:
    assert count_zeros(np.array([[0, -0.0], [1e-30, 2]])) == 2

"""Winners are the cells that get the gradient, found by loops; of equals the first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.ops import POOLINGS, pool_winners


@given(
    st.integers(0, 999),
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 4),
    st.booleans(),
)
def test_the_winner_is_the_first_that_is_largest(seed, size, window, stride, smallest) -> None:
    if window[0] > size[0] or window[1] > size[1]:
        return
    x = np.random.default_rng(seed).integers(0, 4, (2, *size)).astype(float)  # many ties
    found = pool_winners(x, window, stride=stride, smallest=smallest)
    pooled = POOLINGS["min" if smallest else "max"].forward(x, window, stride=stride)
    assert found.shape == (*pooled.shape, 2)
    for k, r, c in np.ndindex(*pooled.shape):
        places = [
            (r * stride + i, c * stride + j) for i in range(window[0]) for j in range(window[1])
        ]
        best = (min if smallest else max)(x[k, row, column] for row, column in places)
        first = next(place for place in places if x[k][place] == best)
        assert tuple(found[k, r, c]) == first
        assert x[k][first] == pooled[k, r, c]


def test_the_winner_gets_the_gradient() -> None:
    x = np.array([[[3, 7, 7], [7, 2, 1]]], dtype=float)
    for kind, smallest in (("max", False), ("min", True)):
        grad = POOLINGS[kind].backward(np.ones((1, 1, 1)), x, (2, 3))
        row, column = pool_winners(x, (2, 3), smallest=smallest)[0, 0, 0]
        assert np.argwhere(grad[0]).tolist() == [[row, column]]


def test_a_window_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="window"):
        pool_winners(np.zeros((1, 2, 2)), 3)

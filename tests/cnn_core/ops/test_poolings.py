"""What the registry says of a pooling is true of its functions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry.sizes import Pair
from cnn_core.ops import POOLINGS, pool_winners


@given(
    st.integers(0, 999),
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 4),
    st.sampled_from(["max", "min"]),
)
def test_the_winner_is_the_first_that_is_largest(
    seed: int, size: Pair, window: Pair, stride: int, kind: str
) -> None:
    if window[0] > size[0] or window[1] > size[1]:
        return
    x = np.random.default_rng(seed).integers(0, 4, (2, *size)).astype(float)  # many ties
    found = pool_winners(x, window, stride=stride, kind=kind)
    pooled = POOLINGS[kind].forward(x, window, stride=stride)
    assert found.shape == (*pooled.shape, 2)
    for k, r, c in np.ndindex(*pooled.shape):
        places = [
            (r * stride + i, c * stride + j) for i in range(window[0]) for j in range(window[1])
        ]
        best = {"max": max, "min": min}[kind](x[k, row, column] for row, column in places)
        first = next(place for place in places if x[k][place] == best)
        assert tuple(found[k, r, c]) == first
        assert x[k][first] == pooled[k, r, c]


@pytest.mark.parametrize("kind", [name for name, one in POOLINGS.items() if one.picks])
def test_the_winner_gets_the_gradient_and_is_the_value(kind: str) -> None:
    x = np.array([[[3, 7, -9], [-9, 2, 7]]], dtype=float)
    (row, column) = pool_winners(x, (2, 3), kind=kind)[0, 0, 0]
    grad = POOLINGS[kind].backward(np.ones((1, 1, 1)), x, (2, 3))
    assert np.argwhere(grad[0]).tolist() == [[row, column]]
    assert POOLINGS[kind].forward(x, (2, 3)).tolist() == [[[x[0, row, column]]]]


def test_a_pooling_that_picks_no_cell_has_no_winners() -> None:
    with pytest.raises(ValueError, match="picks no cell of a window: use one of max, min"):
        pool_winners(np.zeros((1, 2, 2)), 2, kind="avg")


@pytest.mark.parametrize("name", POOLINGS)
def test_a_pooling_scales_if_it_says_so(name: str) -> None:
    x = np.random.default_rng(0).normal(size=(1, 4, 4))
    twice = POOLINGS[name].forward(2 * x, 2)
    assert np.allclose(twice, 2 * POOLINGS[name].forward(x, 2)) == POOLINGS[name].scales


@pytest.mark.parametrize("name", [name for name, one in POOLINGS.items() if one.sum])
def test_a_pooling_that_adds_is_what_is_written_of_it(name: str) -> None:
    cells, total = np.array([1.0, 7, 2, 9]), POOLINGS[name].sum
    assert total
    inside = f"({float((cells**total.power).sum())})"
    written = f"{total.before.replace('√', 'math.sqrt')}{inside}{total.after.format(cells=4)}"
    value = eval(written, {"math": math})
    np.testing.assert_allclose(POOLINGS[name].forward(cells.reshape(1, 2, 2), 2), value)


def test_a_window_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="window"):
        pool_winners(np.zeros((1, 2, 2)), 3)

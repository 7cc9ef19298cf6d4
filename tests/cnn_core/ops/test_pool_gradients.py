"""Pooling backwards: who answered gets the gradient."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import ndimage

from cnn_core.geometry.padding import Array
from cnn_core.ops.pool import (
    global_avg_pool,
    global_avg_pool_backward,
    lp_pool2d,
    lp_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    min_pool2d,
    min_pool2d_backward,
)
from cnn_core.ops.poolings import POOLINGS
from tests.cnn_core.differences import assert_slopes, distinct

pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


@pytest.mark.parametrize("name", POOLINGS)
@settings(max_examples=40)
@given(
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
    pairs,
    st.none() | pairs,
    st.tuples(st.integers(0, 1), st.integers(0, 1)),
    pairs,
    st.booleans(),
    st.sampled_from([(), (2,)]),
    st.integers(0, 2**32 - 1),
)
def test_every_pooling_backward(
    name: str,
    size: Any,
    window: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
    batch: Any,
    seed: int,
) -> None:
    rng, pooling = np.random.default_rng(seed), POOLINGS[name]
    x = distinct(rng, 2, *size, *batch)
    options: dict[str, Any] = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "ceil_mode": ceil_mode,
    }

    def answer() -> Array:
        y = pooling.forward(x, window, **options)
        return np.where(np.isfinite(y), y, 0)  # a window wholly in the padding

    try:
        grad = rng.normal(size=answer().shape)
    except ValueError:
        assume(False)
    assert_slopes(pooling.backward(grad, x, window, **options), answer, x, grad)


@pytest.mark.parametrize("name", POOLINGS)
def test_no_pooling_changes_its_input_or_makes_nan_of_zeros(name: str) -> None:
    x = np.zeros((1, 4, 4, 2), np.float32)
    grad = np.ones((1, 2, 2, 2), np.float32)
    y, dx = POOLINGS[name].forward(x, 2), POOLINGS[name].backward(grad, x, 2)
    assert y.dtype == dx.dtype == np.float32
    assert y.tolist() == np.zeros((1, 2, 2, 2)).tolist()
    assert np.isfinite(dx).all()
    assert not x.any()
    assert grad.min() == 1


def test_of_equals_the_first_in_reading_order_wins_all() -> None:
    x, grad = np.full((1, 2, 2), 7.0), np.array([[[3.0]]])
    for backward in (max_pool2d_backward, min_pool2d_backward):
        assert backward(grad, x, 2).tolist() == [[[3, 0], [0, 0]]]
    x[0, 0] = 1, 9
    x[0, 1] = 9, 1
    assert max_pool2d_backward(grad, x, 2).tolist() == [[[0, 3], [0, 0]]]
    assert min_pool2d_backward(grad, x, 2).tolist() == [[[3, 0], [0, 0]]]


def test_where_windows_overlap_a_cell_gets_the_gradient_of_each() -> None:
    x, grad = np.array([[[1.0, 5, 2]]]), np.array([[[10.0, 20]]])
    assert max_pool2d_backward(grad, x, (1, 2), stride=1).tolist() == [[[0, 10 + 20, 0]]]


def test_minimum_and_maximum_are_those_of_scipy() -> None:
    x = np.random.default_rng(0).normal(size=(7, 8))
    for ours, theirs in (
        (max_pool2d, "maximum_filter"),
        (min_pool2d, "minimum_filter"),
    ):
        expected = getattr(ndimage, theirs)(x, 3)[1:-1, 1:-1]
        np.testing.assert_array_equal(ours(x[None], 3, stride=1)[0], expected)


def test_numbers_to_differentiate_at_are_apart_and_off_0() -> None:
    for seed in range(20):
        x = np.sort(distinct(np.random.default_rng(seed), 2, 5, 7).ravel())
        assert np.diff(x).min() > 0.019
        assert np.abs(x).min() > 0.1
        assert x[0] < 0 < x[-1]


@pytest.mark.parametrize("norm", [1.0, 2.0, 3.0, 8.0])
def test_lp_is_the_norm_of_the_window(norm: float) -> None:
    x = np.random.default_rng(0).normal(size=(1, 2, 4))
    expected = [np.linalg.norm(x[0, :, c : c + 2].ravel(), norm) for c in (0, 2)]
    np.testing.assert_allclose(lp_pool2d(x, 2, norm=norm)[0, 0], expected)
    grad = np.array([[[1.0, -2.0]]])
    found = lp_pool2d_backward(grad, x, 2, norm=norm)
    assert_slopes(found, lambda: lp_pool2d(x, 2, norm=norm), x, grad)


def test_lp_neither_overflows_nor_vanishes() -> None:
    for size in (1e30, 1e-30):
        x = np.full((1, 2, 2), size, np.float32)
        np.testing.assert_allclose(lp_pool2d(x, 2), 2 * x[:, :1, :1], rtol=1e-6)


@pytest.mark.parametrize("batch", [(), (3,)])
def test_the_global_average_is_shared_backwards(batch: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    x, grad = rng.normal(size=(2, 3, 4, *batch)), rng.normal(size=(2, *batch))
    np.testing.assert_allclose(global_avg_pool(x)[1], x[1].sum(axis=(0, 1)) / 12)
    assert_slopes(global_avg_pool_backward(grad, x), lambda: global_avg_pool(x), x, grad)

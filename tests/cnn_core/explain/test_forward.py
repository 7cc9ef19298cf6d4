"""Terms of an answer: pooling windows, dense units and losses are those of the layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.explain import dense_at, loss_at, pool_window_at
from cnn_core.ops import POOLINGS, cross_entropy, dense, softmax
from cnn_core.ops.losses import cross_entropy_backward

OPTIONS: list[dict[str, Any]] = [
    {"size": 2},
    {"size": 3, "stride": 2, "padding": 1},
    {"size": (2, 3), "stride": 1, "dilation": 2},
    {"size": 2, "ceil_mode": True},
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("kind", POOLINGS)
def test_every_pooled_cell_is_that_of_forward_and_gives_back_its_gradient(
    kind: str, options: dict[str, Any]
) -> None:
    options = dict(options)
    size = options.pop("size")
    x = np.random.default_rng(2).standard_normal((2, 7, 7))
    out = POOLINGS[kind].forward(x, size, **options)
    grad = np.random.default_rng(4).standard_normal(out.shape)
    true = POOLINGS[kind].backward(grad, x, size, **options)
    spread = np.zeros_like(x)
    for cell in np.ndindex(out.shape):
        found = pool_window_at(x, size, cell=cell, kind=kind, **options)
        np.testing.assert_allclose(found.result, out[cell], rtol=1e-12)
        for i, j in np.argwhere(found.inside):
            place = cell[0], found.rows[i], found.cols[j]
            assert found.values[i, j] == x[place]
            spread[place] += found.shares[i, j] * grad[cell]
        assert not found.shares[~found.inside].any()
    np.testing.assert_allclose(spread, true, atol=1e-12)


def test_the_first_of_equal_cells_wins() -> None:
    found = pool_window_at(np.ones((1, 2, 2)), 2, cell=(0, 0, 0))
    assert found.shares.tolist() == [[1, 0], [0, 0]]


def test_a_dense_unit_is_that_of_forward() -> None:
    rng = np.random.default_rng(5)
    x, w, b = rng.standard_normal(6), rng.standard_normal((3, 6)), rng.standard_normal(3)
    for unit in range(3):
        found = dense_at(x, w, b, unit=unit)
        np.testing.assert_allclose(found.sum, dense(x, w, b)[unit], rtol=1e-12)
        np.testing.assert_allclose(found.bias + found.products.sum(), found.sum, rtol=1e-12)
    with pytest.raises(ValueError, match="there is no unit"):
        dense_at(x, w, b, unit=3)


def test_a_loss_is_that_of_cross_entropy() -> None:
    logits = np.random.default_rng(6).standard_normal(10) * 3
    found = loss_at(logits, 7)
    np.testing.assert_allclose(found.loss, cross_entropy(logits, 7), rtol=1e-12)
    np.testing.assert_allclose(found.probabilities, softmax(logits), rtol=1e-12)
    np.testing.assert_allclose(found.gradient, cross_entropy_backward(logits, 7), rtol=1e-12)
    np.testing.assert_allclose(found.loss, -np.log(found.probabilities[7]), rtol=1e-12)
    np.testing.assert_allclose(found.exponentials / found.total, found.probabilities, rtol=1e-12)
    assert abs(found.gradient.sum()) < 1e-12


def test_a_hopeless_loss_is_a_number() -> None:
    assert loss_at([0.0, -1e4], 1).loss == 1e4


def test_an_unknown_pooling_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="pooling 'most' is unknown: use max, avg"):
        pool_window_at(np.zeros((1, 4, 4)), 2, cell=(0, 0, 0), kind="most")

"""Terms of a gradient: they add up, and their sum is what the layers' own backward gives."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from cnn_core.explain import dense_gradient_at, input_gradient_at, weight_gradient_at
from cnn_core.ops import conv2d, conv2d_backward, dense_backward

SETTINGS: list[dict[str, Any]] = [
    {},
    {"stride": 2},
    {"padding": 1},
    {"stride": (2, 1), "padding": (2, 1), "dilation": (1, 2)},
    {"groups": 2},
    {"padding": 2, "padding_mode": "reflect"},
    {"padding": 1, "padding_mode": "circular"},
    {"padding": 1, "padding_mode": "constant", "fill": 0.5},
    {"padding": "same", "padding_mode": "replicate", "dilation": 2},
]


def job(options: dict[str, Any]) -> tuple[Any, Any, Any, Any]:
    """Return x, w, an upstream gradient that fits, and the true gradients of its mean."""
    rng = np.random.default_rng(3)
    x = rng.standard_normal((4, 7, 6, 3))
    w = rng.standard_normal((2, 4 // options.get("groups", 1), 3, 2))
    grad = rng.standard_normal(conv2d(x, w, **options).shape)
    return x, w, grad, conv2d_backward(grad / 3, x, w, **options)


@pytest.mark.parametrize("options", SETTINGS, ids=str)
def test_every_weight_has_the_gradient_of_backward(options: dict[str, Any]) -> None:
    x, w, grad, true = job(options)
    for index in np.ndindex(w.shape):
        found = weight_gradient_at(grad, x, w, weight=index, **options)
        np.testing.assert_allclose(found.mean, true.w[index], rtol=1e-12, atol=1e-13)
        np.testing.assert_array_equal(found.products, found.values * found.upstream)
        np.testing.assert_allclose(found.products.sum((0, 1)), found.sums, atol=1e-12)
        np.testing.assert_array_equal(found.upstream, grad[index[0]])
        assert (len(found.rows), len(found.cols)) == found.values.shape[:2]


def test_the_values_stand_where_rows_and_columns_say() -> None:
    x, w, grad, _ = job({})
    found = weight_gradient_at(grad, x, w, weight=(1, 2, 2, 1))
    np.testing.assert_array_equal(found.values, x[2][np.ix_(found.rows, found.cols)])
    assert found.rows.tolist() == [2, 3, 4, 5, 6]
    assert found.cols.tolist() == [1, 2, 3, 4, 5]


def test_padding_lies_outside_and_multiplies_by_nothing() -> None:
    x, w, grad, _ = job({"padding": 1})
    found = weight_gradient_at(grad, x, w, weight=(0, 0, 0, 0), padding=1)
    assert found.rows[0] == -1
    assert found.cols[0] == -1
    assert not found.products[0].any()


@pytest.mark.parametrize("options", SETTINGS, ids=str)
def test_every_input_has_the_gradient_of_backward(options: dict[str, Any]) -> None:
    x, w, grad, _ = job(options)
    true = conv2d_backward(grad[..., 0], x[..., 0], w, **options).x
    for cell in np.ndindex(x.shape[:3]):
        found = input_gradient_at(grad[..., 0], x[..., 0], w, cell=cell, **options)
        np.testing.assert_allclose(found.sum, true[cell], rtol=1e-12, atol=1e-13)
        np.testing.assert_array_equal(found.products, found.weights * found.upstream)
        np.testing.assert_array_equal(found.upstream, grad[..., 0][tuple(found.readers.T)])


def test_an_input_that_no_window_reads_gets_nothing() -> None:
    found = input_gradient_at(
        np.ones((1, 1, 1)), np.ones((1, 2, 2)), np.ones((1, 1, 1, 1)), cell=(0, 1, 1), stride=2
    )
    assert (found.sum, len(found.products)) == (0.0, 0)


def test_a_dense_weight_is_one_product_for_each_example() -> None:
    rng = np.random.default_rng(1)
    x, grad = rng.standard_normal((5, 3)), rng.standard_normal((2, 3))
    true = dense_backward(grad / 3, x, np.zeros((2, 5)))
    for index in np.ndindex(2, 5):
        found = dense_gradient_at(grad, x, weight=index)
        np.testing.assert_allclose(found.mean, true.w[index], rtol=1e-12)
        assert found.products.shape == (1, 1, 3)


@pytest.mark.parametrize("weight", [(2, 0, 0, 0), (0, 0, 0, 2), (-1, 0, 0, 0)])
def test_a_weight_that_does_not_exist_is_refused(weight: Any) -> None:
    x, w, grad, _ = job({})
    with pytest.raises(ValueError, match=re.escape("the last one is (1, 3, 2, 1)")):
        weight_gradient_at(grad, x, w, weight=weight)


def test_a_cell_that_does_not_exist_is_refused() -> None:
    x, w, grad, _ = job({})
    with pytest.raises(ValueError, match="there is no cell"):
        input_gradient_at(grad[..., 0], x[..., 0], w, cell=(0, 7, 0))

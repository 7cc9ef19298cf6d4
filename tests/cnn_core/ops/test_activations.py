"""Activations bend each number on its own, and never overflow."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.ops.activations import ACTIVATIONS, gelu, relu_slope, sigmoid_slope
from tests.cnn_core.differences import assert_slopes


@pytest.mark.parametrize("name", ACTIVATIONS)
# Where functions bend, at 0 and at other round numbers, there is no slope.
@given(st.floats(-30, 30).filter(lambda x: abs(10 * x - round(10 * x)) > 1e-2), st.floats(-2, 2))
def test_every_activation_backward(name: str, value: float, grad: float) -> None:
    x, upstream = np.array([[value]]), np.array([[grad]])
    function = ACTIVATIONS[name]
    assert_slopes(function.backward(upstream, x), lambda: function.forward(x), x, upstream)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_activation_overflows(name: str, dtype: Any) -> None:
    x = np.array([-1e30, -1e4, -1, 0, 1, 1e4, 1e30], dtype)
    before = x.copy()
    y, slope = ACTIVATIONS[name].forward(x), ACTIVATIONS[name].slope(x)
    assert y.dtype == slope.dtype == dtype
    assert np.isfinite(y).all()
    assert np.isfinite(slope).all()
    assert x.tolist() == before.tolist()


@pytest.mark.parametrize(
    "name, expected",
    [
        ("relu", lambda x: max(0.0, x)),
        ("leaky_relu", lambda x: x if x > 0 else 0.01 * x),
        ("sigmoid", lambda x: 1 / (1 + math.exp(-x))),
        ("tanh", math.tanh),
    ],
)
@given(x=st.floats(-20, 20))
def test_forward_is_the_formula(name: str, expected: object, x: float) -> None:
    assert callable(expected)
    np.testing.assert_allclose(ACTIVATIONS[name].forward([x]), [expected(x)], rtol=1e-5, atol=1e-6)


def test_gelu_is_close_to_the_exact_one() -> None:
    x = np.linspace(-6, 6, 1001)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x]
    np.testing.assert_allclose(gelu(x), exact, atol=5e-4)


def test_a_sigmoid_layer_keeps_a_quarter_of_the_gradient_at_most_and_relu_all_or_nothing() -> None:
    x = np.linspace(-8, 8, 101)
    assert sigmoid_slope(x).max() == 0.25
    assert set(relu_slope(x).tolist()) == {0.0, 1.0}
    assert relu_slope([0.0]).tolist() == [0.0]

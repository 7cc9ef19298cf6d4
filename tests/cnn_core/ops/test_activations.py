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


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(x=st.floats(-6, 6).filter(lambda x: abs(x) > 1e-3))
def test_worked_examples_give_value_and_slope(name: str, x: float) -> None:
    function = ACTIVATIONS[name]
    value, slope = float(function.forward(x)), float(function.slope(x))

    def worked(example: str) -> float:
        numbers = {"{x}": x, "{(x)}": x, "{-x}": -x, "{y}": value, "{(y)}": value}
        for text, number in numbers.items():
            example = example.replace(text, f"({number!r})")
        python = example.replace("−", "-").replace("·", "*").replace("²", "**2")
        return float(eval(python, {"exp": math.exp, "tanh": math.tanh, "max": max, "min": min}))

    if function.worked:
        assert worked(function.worked[0 if x > 0 else 1]) == pytest.approx(value, abs=1e-9)
    if function.worked_slope:
        assert worked(function.worked_slope) == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_a_gate_and_scales_if_it_says_so(name: str) -> None:
    function, x = ACTIVATIONS[name], np.linspace(-9, 9, 181)
    y = function.forward(x)
    assert bool(((y == 0) | (y == x)).all()) == function.gate
    assert np.allclose(function.forward(3 * x), 3 * y) == function.scales


def test_gelu_is_close_to_the_exact_one() -> None:
    x = np.linspace(-6, 6, 1001)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x]
    np.testing.assert_allclose(gelu(x), exact, atol=5e-4)


def test_a_sigmoid_layer_keeps_a_quarter_of_the_gradient_at_most_and_relu_all_or_nothing() -> None:
    x = np.linspace(-8, 8, 101)
    assert sigmoid_slope(x).max() == 0.25
    assert set(relu_slope(x).tolist()) == {0.0, 1.0}
    assert relu_slope([0.0]).tolist() == [0.0]

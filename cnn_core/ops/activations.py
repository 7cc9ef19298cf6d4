"""Activations: every number bent on its own, with the slope that training needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import floating
from cnn_core.ops.framework_code import written

_GELU = 0.044715
_SQRT = float(np.sqrt(2 / np.pi))


def relu(x: ArrayLike) -> Array:
    """Keep what is positive: max(0, x).

    >>> relu([-2, 3]).tolist()
    [0.0, 3.0]
    """
    return np.maximum(floating(x), 0)


def relu_slope(x: ArrayLike) -> Array:
    """Return 1 above 0, else 0; at 0 itself 0, as PyTorch has it."""
    values = floating(x)
    return (values > 0).astype(values.dtype)


def relu6(x: ArrayLike) -> Array:
    """Keep what lies between 0 and 6: min(max(0, x), 6) (Krizhevsky 2010).

    >>> relu6([-2, 3, 8]).tolist()
    [0.0, 3.0, 6.0]
    """
    return np.asarray(np.clip(floating(x), 0, 6))


def relu6_slope(x: ArrayLike) -> Array:
    """Return 1 between 0 and 6, else 0; at 0 and 6 themselves 0, as PyTorch has it."""
    values = floating(x)
    return ((values > 0) & (values < 6)).astype(values.dtype)


def leaky_relu(x: ArrayLike, slope: float = 0.01) -> Array:
    """Keep what is positive and let a little of the rest through: x, or slope * x below 0."""
    values = floating(x)
    return np.where(values > 0, values, values * values.dtype.type(slope))


def leaky_relu_slope(x: ArrayLike, slope: float = 0.01) -> Array:
    """Return 1 above 0, else `slope`."""
    values = floating(x)
    return np.where(values > 0, values.dtype.type(1), values.dtype.type(slope))


def sigmoid(x: ArrayLike) -> Array:
    """Squeeze into 0..1: 1 / (1 + exp(-x)), without overflow at either end.

    >>> sigmoid([-1e4, 0, 1e4]).tolist()
    [0.0, 0.5, 1.0]
    """
    values = floating(x)
    small = np.exp(-np.abs(values))
    return np.where(values >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_slope(x: ArrayLike) -> Array:
    """Return s (1 - s), at most 1/4."""
    small = np.exp(-np.abs(floating(x)))
    return np.asarray(small / (1 + small) ** 2)


def tanh(x: ArrayLike) -> Array:
    """Squeeze into -1..1."""
    return np.tanh(floating(x))


def tanh_slope(x: ArrayLike) -> Array:
    """Return 1 - tanh(x)^2, at most 1."""
    small = np.exp(-2 * np.abs(floating(x)))
    return np.asarray(4 * small / (1 + small) ** 2)


def gelu(x: ArrayLike) -> Array:
    """Weigh x with the share of a normal distribution below it (Hendrycks & Gimpel 2016).

    x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))): the paper's formula, PyTorch's and Keras's
    approximate form, which is at most 0.0005 from the exact one.
    """
    values = floating(x)
    return np.asarray(0.5 * values * (1 + np.tanh(_inner(values))))


def gelu_slope(x: ArrayLike) -> Array:
    """Return the derivative of `gelu`; it dips below 0 and rises above 1."""
    values = floating(x)
    bend, near = np.tanh(_inner(values)), np.clip(values, -20, 20)
    # Beyond 20 the second term is 0 and its square could overflow.
    steep = _SQRT * (1 + 3 * _GELU * near * near)
    return np.asarray(0.5 * (1 + bend) + 0.5 * near * (1 - bend * bend) * steep)


def _inner(x: Array) -> Array:
    near = np.clip(x, -20, 20)
    return _SQRT * near * (1 + _GELU * near * near)


@dataclass(frozen=True)
class ActivationFunction:
    """One activation as menus, plots, layers and code need it.

    In worked examples {x} is the number, {-x} minus it, {y} the value; {(x)} and {(y)} are in
    brackets where they are negative. Without an example, the title with the number in brackets.
    """

    title: str
    name: str  # inside a sentence
    formula: str
    forward: Callable[[ArrayLike], Array]
    slope: Callable[[ArrayLike], Array]  # the derivative at x
    code: Mapping[str, str]  # name of a framework -> an expression of `x`, see `written`
    # Name of a framework -> the layer it has for this activation, if it has one.
    layers: Mapping[str, str] = field(default_factory=dict)
    word: str = ""  # in a network written as one line; its name in the registry unless given
    worked: tuple[str, str] | None = None  # how a value comes about, for x above 0 and for others
    slope_formula: str = ""  # "s·(1 − s)", s for its value; "" if a picture says more
    worked_slope: str = ""  # the same with its numbers, where the formula has any
    gate: bool = False  # whether it lets a number through unchanged or makes it 0
    scales: bool = False  # whether c times x gives c times the value, for c above 0

    def backward(self, grad: ArrayLike, x: ArrayLike) -> Array:
        """Return the gradient of the input: grad times the slope at x."""
        slope = self.slope(x)
        return floating(grad, slope.dtype) * slope

    @property
    def examples(self) -> tuple[str, str]:
        """How a value is written with its number in it, for x above 0 and for others."""
        return self.worked or (f"{self.title}({{x}})",) * 2


# A new entry appears in every menu, link, plot, question, network, script and test by itself.
ACTIVATIONS = {
    "relu": ActivationFunction(
        "ReLU",
        "ReLU",
        "max(0, x)",
        relu,
        relu_slope,
        written("np.maximum(x, 0)", "F.relu(x)", "ops.relu(x)"),
        {"PyTorch": "nn.ReLU()", "Keras": "layers.ReLU()"},
        worked=("max(0, {x})",) * 2,
        slope_formula="1 above 0 and 0 elsewhere",
        gate=True,
        scales=True,
    ),
    "leaky_relu": ActivationFunction(
        "Leaky ReLU",
        "leaky ReLU",
        "x, or 0.01 x below 0",
        leaky_relu,
        leaky_relu_slope,
        written(
            "np.where(x > 0, x, 0.01 * x)",
            "F.leaky_relu(x, 0.01)",
            "ops.leaky_relu(x, negative_slope=0.01)",
        ),
        {"PyTorch": "nn.LeakyReLU(0.01)", "Keras": "layers.LeakyReLU(negative_slope=0.01)"},
        word="leaky",
        worked=("{x}", "0.01·{(x)}"),
        slope_formula="1 above 0 and 0.01 elsewhere",
        scales=True,
    ),
    "sigmoid": ActivationFunction(
        "Sigmoid",
        "sigmoid",
        "1 / (1 + exp(−x))",
        sigmoid,
        sigmoid_slope,
        # In NumPy 1 / (1 + exp(-x)) without its overflow.
        written("(1 + np.tanh(x / 2)) / 2", "torch.sigmoid(x)", "ops.sigmoid(x)"),
        {"PyTorch": "nn.Sigmoid()", "Keras": 'layers.Activation("sigmoid")'},
        worked=("1 / (1 + exp({-x}))",) * 2,
        slope_formula="s·(1 − s)",
        worked_slope="{y}·(1 − {y})",
    ),
    "tanh": ActivationFunction(
        "Tanh",
        "tanh",
        "tanh(x)",
        tanh,
        tanh_slope,
        written("np.tanh(x)", "torch.tanh(x)", "ops.tanh(x)"),
        {"PyTorch": "nn.Tanh()", "Keras": 'layers.Activation("tanh")'},
        worked=("tanh({x})",) * 2,
        slope_formula="1 − t²",
        worked_slope="1 − {(y)}²",
    ),
    "gelu": ActivationFunction(
        "GELU",
        "GELU",
        "x/2 (1 + tanh(0.798 (x + 0.0447 x³)))",
        gelu,
        gelu_slope,
        written(
            "x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))",
            'F.gelu(x, approximate="tanh")',
            "ops.gelu(x, approximate=True)",
        ),
        {"PyTorch": 'nn.GELU(approximate="tanh")'},
    ),
    "relu6": ActivationFunction(
        "ReLU6",
        "ReLU6",
        "min(max(0, x), 6)",
        relu6,
        relu6_slope,
        written("np.clip(x, 0, 6)", "F.relu6(x)", "ops.relu6(x)"),
        {"PyTorch": "nn.ReLU6()", "Keras": 'layers.Activation("relu6")'},
        worked=("min({x}, 6)", "max(0, {x})"),
        slope_formula="1 between 0 and 6, and 0 elsewhere",
    ),
}

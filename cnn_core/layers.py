"""Every kind of layer, by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from cnn_core.conv_layers import Conv2D
from cnn_core.layer import Layer, Shape
from cnn_core.pool_layers import AvgPool2D, GlobalAvgPool, LpPool2D, MaxPool2D, MinPool2D


@dataclass
class Activation(Layer):
    """Bend every number on its own; `kind` is one of ACTIVATIONS."""

    kind: str = "relu"


@dataclass
class ReLU(Activation):
    """max(0, x)."""

    kind: str = field(default="relu", init=False, repr=False)


@dataclass
class LeakyReLU(Activation):
    """x, or 0.01 x below 0."""

    kind: str = field(default="leaky_relu", init=False, repr=False)


@dataclass
class Sigmoid(Activation):
    """1 / (1 + exp(-x))."""

    kind: str = field(default="sigmoid", init=False, repr=False)


@dataclass
class Tanh(Activation):
    """tanh(x)."""

    kind: str = field(default="tanh", init=False, repr=False)


@dataclass
class GELU(Activation):
    """x times the normal distribution's share below x."""

    kind: str = field(default="gelu", init=False, repr=False)


@dataclass
class BatchNorm(Layer):
    """Bring each channel to mean 0 and variance 1 over the batch, then scale and shift it."""

    momentum: float = 0.1
    epsilon: float = 1e-5

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"scale": shape[:1], "shift": shape[:1]}


@dataclass
class Dropout(Layer):
    """While training, drop each number with probability `rate` and scale up the others."""

    rate: float = 0.5


@dataclass
class Flatten(Layer):
    """Lay all maps out in one vector, channel by channel, row by row: (C, H, W) -> (C * H * W,)."""

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)


@dataclass
class Dense(Layer):
    """Connect everything: (features,) -> (units,); on maps (C, H, W), at each place on its own."""

    units: int = 10
    bias: bool = True

    def output_shape(self, shape: Shape) -> Shape:
        return self.units, *shape[1:]

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        w = (self.units, shape[0])
        return {"w": w, "b": (self.units,)} if self.bias else {"w": w}

    def multiply_adds(self, shape: Shape) -> int:
        return math.prod(shape) * self.units


LAYERS: dict[str, Callable[[], Layer]] = {
    "conv2d": Conv2D,
    "max_pool2d": MaxPool2D,
    "avg_pool2d": AvgPool2D,
    "min_pool2d": MinPool2D,
    "lp_pool2d": LpPool2D,
    "global_avg_pool": GlobalAvgPool,
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "gelu": GELU,
    "batch_norm": BatchNorm,
    "dropout": Dropout,
    "flatten": Flatten,
    "dense": Dense,
}

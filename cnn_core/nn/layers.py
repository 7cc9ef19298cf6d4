"""Every kind of layer, by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import whole
from cnn_core.nn.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.nn.layer import Layer, Memory, Shape
from cnn_core.nn.pool_layers import AvgPool2D, GlobalAvgPool, LpPool2D, MaxPool2D, MinPool2D, Pool2D
from cnn_core.ops.activations import ACTIVATIONS, leaky_relu, leaky_relu_slope
from cnn_core.ops.fully_connected import dense, flatten
from cnn_core.ops.losses import softmax, softmax_backward
from cnn_core.ops.normalisation import (
    batch_moments,
    batch_norm,
    batch_norm_backward,
    check_rate,
    dropout_mask,
)
from cnn_core.ops.poolings import POOLINGS
from cnn_core.ops.registry import entry


@dataclass
class Activation(Layer):
    """Bend every number on its own; `kind` is one of ACTIVATIONS."""

    kind: str = "relu"

    @property
    def name(self) -> str:
        known = type(self) is Activation and self.kind in ACTIVATIONS
        return ACTIVATIONS[self.kind].title if known else super().name

    def output_shape(self, shape: Shape) -> Shape:
        entry(ACTIVATIONS, self.kind, "activation")
        return shape

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return ACTIVATIONS[self.kind].forward(x)

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        return ACTIVATIONS[self.kind].backward(grad, x) if to_input else None


@dataclass
class ReLU(Activation):
    """max(0, x)."""

    kind: str = field(default="relu", init=False, repr=False)


@dataclass
class LeakyReLU(Activation):
    """x, or slope * x below 0."""

    kind: str = field(default="leaky_relu", init=False, repr=False)
    slope: float = 0.01

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return leaky_relu(x, self.slope)

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        return grad * leaky_relu_slope(x, self.slope) if to_input else None


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
    """x times about the normal distribution's share below x: the form with tanh."""

    kind: str = field(default="gelu", init=False, repr=False)


@dataclass
class BatchNorm(Layer):
    """Bring each channel to mean 0 and variance 1 over the batch, then scale and shift it."""

    momentum: float = 0.1
    epsilon: float = 1e-5

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"scale": shape[:1], "shift": shape[:1]}

    def measured_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"mean": shape[:1], "variance": shape[:1]}

    def initial(self, name: str, shape: Shape, rng: np.random.Generator) -> Array:
        return np.ones(shape) if name in ("scale", "variance") else np.zeros(shape)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        own = memory is not None and memory.training
        mean, variance = batch_moments(x) if own else self.measured.values()
        if own:
            count = x[0].size
            # PyTorch's convention: momentum is the share of the new, and the variance is unbiased.
            seen = {"mean": mean, "variance": variance * (count / max(1, count - 1))}
            for name, new in seen.items():
                self.measured[name] += self.momentum * (new - self.measured[name])
        if memory is not None:
            moments = {} if own else {"mean": mean.copy(), "variance": variance.copy()}
            memory.kept |= {"x": x, "moments": moments}
        p = self.parameters
        return batch_norm(
            x, p["scale"], p["shift"], mean=mean, variance=variance, epsilon=self.epsilon
        )

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x, moments = memory.recall("x"), memory.recall("moments")
        found = batch_norm_backward(
            grad, x, self.parameters["scale"], epsilon=self.epsilon, **moments
        )
        if memory.to_parameters:
            for name, gradient in self.gradients.items():
                gradient[...] = getattr(found, name)
        return found.x if to_input else None


@dataclass
class Dropout(Layer):
    """While training, drop each number with probability `rate` and scale up the others."""

    rate: float = 0.5

    def output_shape(self, shape: Shape) -> Shape:
        check_rate(self.rate)
        return shape

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is None:
            return x
        memory.kept["mask"] = None
        if not memory.training:
            return x
        mask = dropout_mask(x.shape, self.rate, memory.rng(), x.dtype)
        memory.kept["mask"] = mask
        return x * mask

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        mask = memory.recall("mask")
        return grad if mask is None else grad * mask


@dataclass
class Flatten(Layer):
    """Lay all maps out in one vector, channel by channel, row by row: (C, H, W) -> (C * H * W,)."""

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["shape"] = x.shape
        return flatten(x, batch=True)

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        return grad.reshape(memory.recall("shape"))


@dataclass
class Dense(Layer):
    """Connect everything: (features,) -> (units,); on maps (C, H, W), at each place on its own."""

    units: int = 10
    bias: bool = True

    def output_shape(self, shape: Shape) -> Shape:
        return whole(self.units, "units"), *shape[1:]

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        w = (whole(self.units, "units"), shape[0])
        return {"w": w, "b": (self.units,)} if self.bias else {"w": w}

    def multiply_adds(self, shape: Shape) -> int:
        return math.prod(shape) * self.units

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return dense(x, self.parameters["w"], self.parameters.get("b"))

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x, w = memory.recall("x"), self.parameters["w"]
        flat = grad.reshape(len(grad), -1)
        if memory.to_parameters:
            np.matmul(flat, x.reshape(len(x), -1).T, out=self.gradients["w"])
            if "b" in self.gradients:
                np.add.reduce(flat, axis=1, out=self.gradients["b"])
        return (w.T @ flat).reshape(x.shape) if to_input else None


@dataclass
class Softmax(Layer):
    """Turn logits into probabilities. Training needs none: its loss takes the logits."""

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        y = softmax(x)
        if memory is not None:
            memory.kept["y"] = y
        return y

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        y = memory.recall("y")
        return softmax_backward(grad, y) if to_input else None


# A new entry, which needs no arguments, appears in every menu, link, script and test by itself.
LAYERS: dict[str, Callable[..., Layer]] = {
    # A pooling or activation without a class of its own is there by its kind.
    **{f"{kind}_pool2d": partial(Pool2D, kind) for kind in POOLINGS},
    **{kind: partial(Activation, kind) for kind in ACTIVATIONS},
    "conv2d": Conv2D,
    "conv_transpose2d": ConvTranspose2D,
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
    "softmax": Softmax,
}

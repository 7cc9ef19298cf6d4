"""Pooling as layers."""

from __future__ import annotations

from dataclasses import dataclass, field

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Geometry, Pair, pair
from cnn_core.nn.layer import Layer, Memory, Shape, maps
from cnn_core.ops.pool import global_avg_pool, global_avg_pool_backward
from cnn_core.ops.pool_windows import PoolOptions, pool_geometry
from cnn_core.ops.poolings import POOLINGS
from cnn_core.ops.registry import entry


@dataclass
class Pool2D(Layer):
    """Make one number of each window: (C, H, W) -> (C, H', W'). `kind` is one of POOLINGS."""

    kind: str = "max"
    size: int | Pair = 2
    stride: int | Pair | None = None
    padding: int | Pair = 0
    dilation: int | Pair = 1
    ceil_mode: bool = False

    @property
    def name(self) -> str:
        known = type(self) is Pool2D and self.kind in POOLINGS
        return f"{POOLINGS[self.kind].title} pool" if known else super().name

    def geometry(self, shape: Shape) -> Geometry:
        """Return where the windows lie on one input."""
        _, height, width = maps(shape)
        return pool_geometry((height, width), self.size, **self.options, image="its input")

    def output_shape(self, shape: Shape) -> Shape:
        entry(POOLINGS, self.kind, "pooling")
        return shape[0], *self.geometry(shape).out

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return POOLINGS[self.kind].forward(x, self.size, **self.options)

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        if not to_input:
            return None
        return POOLINGS[self.kind].backward(grad, x, self.size, **self.options)

    @property
    def options(self) -> PoolOptions:
        """The settings beside the size, by the names that the functions use."""
        return {
            "stride": self.stride,
            "padding": self.padding,
            "dilation": self.dilation,
            "ceil_mode": self.ceil_mode,
        }

    @property
    def window(self) -> tuple[Pair, Pair, Pair]:
        size = pair(self.size, "size")
        stride = size if self.stride is None else pair(self.stride, "stride")
        return size, stride, pair(self.dilation, "dilation")


@dataclass
class MaxPool2D(Pool2D):
    """Keep the largest value of each window."""

    kind: str = field(default="max", init=False, repr=False)


@dataclass
class AvgPool2D(Pool2D):
    """Average each window."""

    kind: str = field(default="avg", init=False, repr=False)


@dataclass
class MinPool2D(Pool2D):
    """Keep the smallest value of each window."""

    kind: str = field(default="min", init=False, repr=False)


@dataclass
class LpPool2D(Pool2D):
    """Take the L2 norm of each window."""

    kind: str = field(default="lp", init=False, repr=False)


@dataclass
class GlobalAvgPool(Layer):
    """Average each whole map: (C, H, W) -> (C,)."""

    def output_shape(self, shape: Shape) -> Shape:
        return (maps(shape)[0],)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return global_avg_pool(x)

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        return global_avg_pool_backward(grad, x) if to_input else None

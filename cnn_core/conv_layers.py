"""Convolution as a layer, and its transpose."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnn_core.layer import Layer, Shape, maps
from cnn_core.sizes import Geometry, Padding, Pair, counted, geometry, pair


@dataclass
class Conv2D(Layer):
    """Slide kernels over all channels: (C, H, W) -> (filters, H', W')."""

    filters: int = 8
    kernel: int | Pair = 3
    stride: int | Pair = 1
    padding: Padding = 0
    dilation: int | Pair = 1
    groups: int = 1
    padding_mode: str = "zeros"
    bias: bool = True

    def geometry(self, shape: Shape) -> Geometry:
        """Return where the windows lie on one input."""
        _, height, width = maps(shape, "Conv2D")
        return geometry(
            (height, width),
            pair(self.kernel, "kernel"),
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
        )

    def output_shape(self, shape: Shape) -> Shape:
        return self.filters, *self.geometry(shape).out

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        channels, _, _ = maps(shape, "Conv2D")
        if channels % self.groups or self.filters % self.groups:
            raise ValueError(
                f"groups {self.groups} does not divide {counted(channels, 'channel')} and "
                f"{counted(self.filters, 'filter')}: use {math.gcd(channels, self.filters)}"
            )
        w = (self.filters, channels // self.groups, *pair(self.kernel, "kernel"))
        return {"w": w, "b": (self.filters,)} if self.bias else {"w": w}

    def multiply_adds(self, shape: Shape) -> int:
        return math.prod(self.geometry(shape).out) * math.prod(self.parameter_shapes(shape)["w"])

    @property
    def window(self) -> tuple[Pair, Pair, Pair]:
        return (
            pair(self.kernel, "kernel"),
            pair(self.stride, "stride"),
            pair(self.dilation, "dilation"),
        )

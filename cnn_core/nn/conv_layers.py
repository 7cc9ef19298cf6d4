"""Convolution as a layer, and its transpose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnn_core.geometry.padding import Array, check_amounts, pad2d, unpad2d
from cnn_core.geometry.sizes import Geometry, Padding, Pair, geometry, pair, whole
from cnn_core.nn.layer import Layer, Memory, Shape, maps
from cnn_core.ops.conv import check_groups, conv2d
from cnn_core.ops.conv_gradients import grouped_multiply, grouped_multiply_across, split
from cnn_core.ops.conv_transpose import conv_transpose2d, conv_transpose2d_backward, transposed_size
from cnn_core.ops.fast.depthwise import correlate_depthwise, depthwise_gradients, is_depthwise
from cnn_core.ops.fast.im2col import gather, multiply, scatter


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
        _, height, width = maps(shape)
        found = geometry(
            (height, width),
            pair(self.kernel, "kernel"),
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            image="its input",
        )
        check_amounts(found.amounts, found.size, self.padding_mode)
        return found

    def output_shape(self, shape: Shape) -> Shape:
        return whole(self.filters, "filters"), *self.geometry(shape).out

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        channels, _, _ = maps(shape)
        check_groups(channels, whole(self.filters, "filters"), self.groups)
        w = (self.filters, channels // self.groups, *pair(self.kernel, "kernel"))
        return {"w": w, "b": (self.filters,)} if self.bias else {"w": w}

    def multiply_adds(self, shape: Shape) -> int:
        return math.prod(self.geometry(shape).out) * math.prod(self.parameter_shapes(shape)["w"])

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        w, b = self.parameters["w"], self.parameters.get("b")
        if memory is None:
            return conv2d(
                x,
                w,
                b,
                stride=self.stride,
                padding=self.padding,
                dilation=self.dilation,
                groups=self.groups,
                padding_mode=self.padding_mode,
            )
        at = memory.geometry(x.shape, lambda: self.geometry(x.shape[:3]))
        padded = pad2d(x, at.amounts, self.padding_mode)
        out = memory.buffer("out", (self.filters, *at.out, x.shape[3]), x.dtype)
        memory.kept["shape"] = x.shape
        if is_depthwise(len(x), self.groups):
            correlate_depthwise(padded, w, at, out)
            memory.kept["padded"] = padded
        else:
            memory.kept["columns"] = self._products(padded, at, out, memory)
        if b is not None:
            out += b[:, None, None, None]
        return out

    def _products(self, padded: Array, at: Geometry, out: Array, memory: Memory) -> Array:
        """Fill `out` by products of matrices, and return the columns that they read."""
        w = self.parameters["w"]
        # The columns outlive this call: backward needs them again, so they are not made in blocks.
        shape = len(padded), *at.kernel, *at.out, padded.shape[3]
        if is_bare(at):
            columns = padded.reshape(shape)
        else:
            columns = memory.buffer("columns", shape, padded.dtype)
            gather(padded, at, columns)
        for filters, channels in split(self.filters, len(padded), self.groups):
            flat = w[filters].reshape(filters.stop - filters.start, -1)
            cells = columns[channels].reshape(flat.shape[1], -1)
            multiply(flat, cells, out[filters].reshape(len(flat), -1))
        return columns

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        shape = memory.recall("shape")
        at = memory.geometry(shape, lambda: self.geometry(shape[:3]))
        fills = memory.to_parameters
        if fills and "b" in self.gradients:
            np.add.reduce(grad.reshape(len(grad), -1), axis=1, out=self.gradients["b"])
        w, dw = self.parameters["w"], self.gradients["w"] if fills else None
        if is_depthwise(shape[0], self.groups):
            dx = depthwise_gradients(memory.recall("padded"), w, grad, at, dw)
            return unpad2d(dx, at.amounts, self.padding_mode) if to_input else None
        columns = memory.recall("columns")
        if dw is not None:
            grouped_multiply_across(grad, columns, self.groups, dw)
        if not to_input:
            return None
        if is_bare(at):
            dx = memory.buffer("dx", shape, grad.dtype)
            grouped_multiply(w, grad, self.groups, dx.reshape(columns.shape))
            return dx
        # The windows are not needed any more; their gradients take the same memory.
        grouped_multiply(w, grad, self.groups, columns)
        height, width = (n + sum(p) for n, p in zip(at.size, at.amounts, strict=True))
        dx = memory.buffer("dx", (len(columns), height, width, shape[3]), grad.dtype)
        dx.fill(0)
        scatter(columns, at, dx)
        return unpad2d(dx, at.amounts, self.padding_mode)

    @property
    def window(self) -> tuple[Pair, Pair, Pair]:
        return (
            pair(self.kernel, "kernel"),
            pair(self.stride, "stride"),
            pair(self.dilation, "dilation"),
        )


def is_bare(at: Geometry) -> bool:
    """Tell whether each window is one pixel, in its place: the columns are the image itself."""
    return at.kernel == at.stride == (1, 1) and at.amounts == ((0, 0), (0, 0))


@dataclass
class ConvTranspose2D(Layer):
    """Stamp kernels onto larger maps: (C, H, W) -> (filters, H', W')."""

    filters: int = 8
    kernel: int | Pair = 2
    stride: int | Pair = 2
    padding: int | Pair = 0
    output_padding: int | Pair = 0
    dilation: int | Pair = 1
    groups: int = 1
    bias: bool = True

    def output_shape(self, shape: Shape) -> Shape:
        _, height, width = maps(shape)
        return whole(self.filters, "filters"), *transposed_size(
            (height, width),
            self.kernel,
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation=self.dilation,
        )

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        channels, _, _ = maps(shape)
        check_groups(channels, whole(self.filters, "filters"), self.groups)
        w = (channels, self.filters // self.groups, *pair(self.kernel, "kernel"))
        return {"w": w, "b": (self.filters,)} if self.bias else {"w": w}

    def multiply_adds(self, shape: Shape) -> int:
        return math.prod(shape[1:]) * math.prod(self.parameter_shapes(shape)["w"])

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return conv_transpose2d(
            x,
            self.parameters["w"],
            self.parameters.get("b"),
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation=self.dilation,
            groups=self.groups,
        )

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        found = conv_transpose2d_backward(
            grad,
            memory.recall("x"),
            self.parameters["w"],
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation=self.dilation,
            groups=self.groups,
        )
        if memory.to_parameters:
            for name, gradient in self.gradients.items():
                gradient[...] = getattr(found, name)
        return found.x if to_input else None

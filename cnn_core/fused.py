"""The one shortcut of training: convolution, ReLU and the maximum after them in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from cnn_core.columns import multiply, multiply_across, scatter
from cnn_core.conv_gradients import grouped_multiply
from cnn_core.conv_layers import Conv2D
from cnn_core.layer import Layer, Memory, Shape
from cnn_core.layers import ReLU
from cnn_core.padding import Array, pad2d, unpad2d
from cnn_core.pool_layers import MaxPool2D
from cnn_core.sizes import Geometry, pair


@dataclass
class ConvReLUMaxPool(Layer):
    """What Conv2D, ReLU and MaxPool2D without overlap answer and learn, in half their time.

    The maps are computed in as many parts as a pooling window has places, P: part 1 holds the first
    cell of every window, part 2 the second. Then the maximum compares whole parts, bias and ReLU
    touch the answers only, and cells that no window reads are never computed.
    """

    conv: Conv2D
    pool: MaxPool2D

    def __post_init__(self) -> None:
        self.parameters, self.gradients = self.conv.parameters, self.conv.gradients

    def geometry(self, shape: Shape) -> Geometry:
        """Return where the windows of one part lie: as far apart as those of the pooling."""
        at = self.conv.geometry(shape)
        pooled = self.pool.geometry((self.conv.filters, *at.out))
        rows, cols = (s * p for s, p in zip(at.stride, pooled.stride, strict=True))
        return replace(at, stride=(rows, cols), out=pooled.out)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        memory = memory or Memory()
        at = memory.geometry(x.shape, lambda: self.geometry(x.shape[:3]))
        padded = pad2d(x, at.amounts, self.conv.padding_mode)
        cells = (*at.out, x.shape[3])
        w = self.parameters["w"].reshape(self.conv.filters, -1)
        windows = self._windows(padded, at)
        buffer = memory.buffer("columns", windows.shape, x.dtype)
        np.copyto(buffer, windows)
        columns = buffer.reshape(-1, *windows.shape[2:])  # (P, C, kh, kw, H', W', N)
        parts = memory.buffer("parts", (len(columns), len(w), *cells), x.dtype)
        best = memory.buffer("best", parts.shape[1:], x.dtype)
        out = memory.buffer("out", parts.shape[1:], x.dtype)
        flat = columns.reshape(len(columns), w.shape[1], -1)
        multiply(w, flat, parts.reshape(len(parts), len(w), -1))
        np.maximum(parts[0], parts[-1], out=best)
        for part in parts[1:-1]:
            np.maximum(best, part, out=best)
        # NumPy is three times as fast with an array of zeros as with the number 0.
        zeros = memory.buffer("zeros", best.shape, x.dtype)
        if "b" in self.parameters:
            np.add(best, self.parameters["b"][:, None, None, None], out=out)
        np.maximum(out if "b" in self.parameters else best, zeros, out=out)
        memory.kept |= {"columns": flat, "parts": parts, "shape": x.shape}
        return out

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        columns, parts, shape = (memory.recall(name) for name in ("columns", "parts", "shape"))
        best = memory.buffer("best", grad.shape, grad.dtype)
        left = memory.buffer("left", grad.shape, grad.dtype)
        mask = memory.buffer("mask", grad.shape, np.dtype(np.bool_))
        np.greater(memory.buffer("out", grad.shape, grad.dtype), 0, out=mask)
        np.multiply(grad, mask, out=left)
        if "b" in self.gradients:
            np.add.reduce(left.reshape(len(left), -1), axis=1, out=self.gradients["b"])
        # The maps are not needed any more: their gradients take the same memory.
        for part in parts[:-1]:
            np.equal(part, best, out=mask)
            np.multiply(left, mask, out=part)
            # Once given away, nothing is left for a second winner.
            np.subtract(left, part, out=left)
        parts[-1] = left
        dw = self.gradients["w"].reshape(len(best), -1)
        multiply_across(parts.reshape(len(parts), len(best), -1), columns, dw)
        if not to_input:
            return None
        return self._spread(parts, shape, memory)

    def _spread(self, parts: Array, shape: Shape, memory: Memory) -> Array:
        """Return the input's gradient, given the maps' in parts (P, F, H', W', N)."""
        at = memory.geometry(shape, lambda: self.geometry(shape[:3]))
        size, stride, _ = self.pool.window
        # In reading order again: adding long rows is faster than adding every other cell.
        rows, cols = (s * (n - 1) + k for n, k, s in zip(at.out, size, stride, strict=True))
        whole = memory.buffer("whole", (parts.shape[1], rows, cols, shape[3]), parts.dtype)
        places = product(range(size[0]), range(size[1]))
        for part, (row, col) in zip(parts, places, strict=True):
            whole[:, row :: stride[0], col :: stride[1]] = part
        step = pair(self.conv.stride, "stride")
        plain = memory.geometry((-1, *shape), lambda: replace(at, stride=step, out=(rows, cols)))
        columns = memory.buffer("spread", (shape[0], *at.kernel, rows, cols, shape[3]), parts.dtype)
        grouped_multiply(self.parameters["w"], whole, 1, columns)
        height, width = (n + sum(p) for n, p in zip(at.size, at.amounts, strict=True))
        dx = memory.buffer("dx", (shape[0], height, width, shape[3]), parts.dtype)
        dx.fill(0)
        scatter(columns, plain, dx)
        return unpad2d(dx, at.amounts, self.conv.padding_mode)

    def _windows(self, padded: Array, at: Geometry) -> Array:
        """Return a view (ph, pw, C, kh, kw, H', W', N) of a padded image (C, H, W, N).

        One view, for copying it costs one call instead of ph * pw * kh * kw, which
        is what a step with a single picture spends its time on.
        """
        padded = np.ascontiguousarray(padded)
        channel, row, col, image = padded.strides
        rows, cols = pair(self.pool.size, "size")
        down, across = pair(self.conv.stride, "stride")
        # What as_strided does, in a fifth of the time.
        return np.ndarray(
            (rows, cols, len(padded), *at.kernel, *at.out, padded.shape[3]),
            padded.dtype,
            padded,
            strides=(
                down * row,
                across * col,
                channel,
                at.dilation[0] * row,
                at.dilation[1] * col,
                at.stride[0] * row,
                at.stride[1] * col,
                image,
            ),
        )


def fuse(layers: Sequence[Layer]) -> list[Layer]:
    """Replace each Conv2D, ReLU, MaxPool2D in a row, where that is the same, by all in one."""
    steps: list[Layer] = []
    for layer in layers:
        steps.append(layer)
        match steps[-3:]:
            case [Conv2D() as conv, ReLU(), MaxPool2D() as pool] if _plain(conv, pool):
                steps[-3:] = [ConvReLUMaxPool(conv, pool)]
    return steps


def _plain(conv: Conv2D, pool: MaxPool2D) -> bool:
    size, stride, dilation = pool.window
    apart = stride[0] >= size[0] and stride[1] >= size[1]
    bare = dilation == (1, 1) and pair(pool.padding, "padding", 0) == (0, 0) and not pool.ceil_mode
    return apart and bare and conv.groups == 1 and size != (1, 1)

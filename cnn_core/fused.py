"""The one shortcut of training: a ReLU and the maximum after it in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnn_core.layer import Layer, Memory
from cnn_core.layers import ReLU
from cnn_core.padding import Array
from cnn_core.pool_layers import MaxPool2D
from cnn_core.sizes import pair


@dataclass
class ReLUMaxPool(Layer):
    """max(0, the largest of each window): exactly ReLU, then MaxPool2D without overlap.

    The largest of the ReLUs is the ReLU of the largest, so ReLU and its mask are needed for the
    answers only: a quarter of the cells for 2x2.
    """

    pool: MaxPool2D

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        memory = memory or Memory()
        at = memory.geometry(x.shape, lambda: self.pool.geometry(x.shape[:3]))
        best = memory.buffer("best", (len(x), *at.out, x.shape[3]), x.dtype)
        first, *others = (x[:, *tap] for tap in at.taps)
        np.maximum(first, 0, out=best)
        for cells in others:
            np.maximum(best, cells, out=best)
        memory.kept["x"] = x
        return best

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        at = memory.geometry(x.shape, lambda: self.pool.geometry(x.shape[:3]))
        best = memory.buffer("best", grad.shape, grad.dtype)
        left = memory.buffer("left", grad.shape, grad.dtype)
        mask = memory.buffer("mask", grad.shape, np.dtype(np.bool_))
        # Cells that no window reads keep the zeros of a new buffer.
        dx = memory.buffer("dx", x.shape, x.dtype)
        np.greater(best, 0, out=mask)
        np.multiply(grad, mask, out=left)
        *others, last = at.taps
        for tap in others:
            np.equal(x[:, *tap], best, out=mask)
            np.multiply(left, mask, out=dx[:, *tap])
            # Once given away, nothing is left for a second winner.
            np.subtract(left, dx[:, *tap], out=left)
        dx[:, *last] = left
        return dx


def fuse(layers: Sequence[Layer]) -> list[Layer]:
    """Replace each ReLU with a MaxPool2D without overlap or padding behind it by both in one."""
    steps: list[Layer] = []
    for layer in layers:
        if steps and type(steps[-1]) is ReLU and _plain(layer):
            assert isinstance(layer, MaxPool2D)
            steps[-1] = ReLUMaxPool(layer)
        else:
            steps.append(layer)
    return steps


def _plain(layer: Layer) -> bool:
    if type(layer) is not MaxPool2D or layer.ceil_mode:
        return False
    size, stride, _ = layer.window
    return (
        stride[0] >= size[0]
        and stride[1] >= size[1]
        and pair(layer.dilation, "dilation") == (1, 1)
        and pair(layer.padding, "padding", 0) == (0, 0)
    )

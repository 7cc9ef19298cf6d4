"""Padding on the wrong sides: maps keep their size, but all in them moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.nn.layer import Layer, Memory


@dataclass
class OneSidedPadding(Layer):
    """Put zeros above and left of its input, and cut as much off below and right.

    (C, H, W, N) -> the same shape; cell (r, c) is cell (r - by, c - by) of the input.
    """

    by: int = 1

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        found = np.zeros_like(x)
        rows, columns = (max(size - self.by, 0) for size in x.shape[1:3])
        found[:, self.by :, self.by :] = x[:, :rows, :columns]
        return found

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        found = np.zeros_like(grad)
        rows, columns = (max(size - self.by, 0) for size in grad.shape[1:3])
        found[:, :rows, :columns] = grad[:, self.by :, self.by :]
        return found if to_input else None

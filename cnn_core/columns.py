"""Many filters over an image or a batch: every window a column, then one matrix product.

The columns are gathered by kh * kw copies of whole slices, never window by window.
"""

from __future__ import annotations

import numpy as np

from cnn_core.padding import Array, pad2d
from cnn_core.sizes import Geometry

# Bytes of columns at a time: larger blocks leave the cache, smaller ones starve the product.
BLOCK = 1 << 22


def correlate_columns(
    x: Array, w: Array, at: Geometry, out: Array, mode: str = "zeros", fill: float = 0.0
) -> None:
    """Fill out (F, H', W', ...) with w (F, C, kh, kw) over an image (C, H, W, ...) and padding."""
    padded = pad2d(x, at.amounts, mode, fill)
    filters, depth = w.shape[0], w[0].size
    line = out[0, 0].size
    step = min(at.out[0], max(1, BLOCK // (depth * line * padded.itemsize)))
    flat = w.reshape(filters, depth)
    buffer = np.empty(depth * step * line, dtype=padded.dtype)
    for first in range(0, at.out[0], step):
        rows = min(step, at.out[0] - first)
        columns = buffer[: depth * rows * line].reshape(depth, rows * line)
        windows = columns.reshape(padded.shape[0], *at.kernel, rows, *out.shape[2:])
        start = first * at.stride[0]
        for i, j in np.ndindex(at.kernel):
            down, across = at.tap(i, j)
            windows[:, i, j] = padded[:, start:, across][:, down][:, :rows]
        out[:, first : first + rows] = (flat @ columns).reshape(filters, rows, *out.shape[2:])

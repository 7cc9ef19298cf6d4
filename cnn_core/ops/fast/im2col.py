"""Many filters over an image or a batch: every window a column, then one matrix product.

The columns are gathered by kh * kw copies of whole slices, never window by window; backwards they
are added up where they came from.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cnn_core.geometry.padding import Array, pad2d
from cnn_core.geometry.sizes import Geometry

# Bytes of columns at a time: larger blocks leave the cache, smaller ones starve the product.
BLOCK = 1 << 22

# Multiply-adds up to which OpenBLAS, here and in NumPy's wheels, multiplies without first copying
# both matrices into its own order: a small network's thin products are 1.5 to 5 times as fast.
SMALL = 10**6


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


def gather(padded: Array, at: Geometry, columns: Array) -> None:
    """Fill columns (C, kh, kw, H', W', ...) with the windows of a padded image (C, H, W, ...)."""
    places = columns.reshape(len(columns), len(at.taps), *columns.shape[3:])
    for place, (rows, cols) in enumerate(at.taps):
        places[:, place] = padded[:, rows, cols]


def scatter(columns: Array, at: Geometry, padded: Array) -> None:
    """Add columns (C, kh, kw, H', W', ...) to the cells (C, H, W, ...) they were gathered from."""
    places = columns.reshape(len(columns), len(at.taps), *columns.shape[3:])
    for place, (rows, cols) in enumerate(at.taps):
        cells = padded[:, rows, cols]
        np.add(cells, places[:, place], out=cells)


def multiply(a: Array, b: Array, out: Array) -> None:
    """Fill out (..., M, K) with a (M, D) @ b (..., D, K): a long K goes in small blocks."""
    wide, answer = in_blocks(a.size, b, out)
    np.matmul(a, wide, out=answer)


def multiply_across(a: Array, b: Array, out: Array) -> None:
    """Fill out (M, D) with the sum of a (..., M, K) @ b (..., D, K) transposed, in small blocks."""
    left, right = in_blocks(out.size, a, b)
    if left.ndim == 2:
        np.matmul(left, right.T, out=out)
        return
    products = np.matmul(left, right.swapaxes(-2, -1))
    np.add.reduce(products.reshape(-1, *out.shape), axis=0, out=out)


def in_blocks(size: int, *arrays: Array) -> list[Array]:
    """Cut arrays (..., rows, K) into views (..., blocks, rows, K / blocks), or leave them whole.

    `size` is how many multiply-adds a product of theirs takes for each of the K cells.
    """
    length = arrays[0].shape[-1]
    blocks = _blocks(length, size)
    if blocks == 1:
        return list(arrays)
    return [m.reshape(*m.shape[:-1], blocks, -1).swapaxes(-3, -2) for m in arrays]


@lru_cache(maxsize=1024)
def _blocks(length: int, size: int) -> int:
    """Return into how many equal blocks a product over `length` cells goes; 1 if it stays whole."""
    fewest = -(-length * size // SMALL)
    # Cells are rows x columns x images, so a divisor is near; many tiny blocks would gain nothing.
    return next((n for n in range(fewest, min(8 * fewest, length) + 1) if length % n == 0), 1)

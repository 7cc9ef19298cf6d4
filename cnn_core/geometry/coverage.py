"""How often windows read each pixel, and which pixels they never read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import check_amounts, source_index
from cnn_core.geometry.sizes import Geometry, Padding, Pair, geometry, pair


@dataclass(frozen=True)
class Unread:
    """Rows and columns of an image that no window reads."""

    rows: tuple[int, ...]
    cols: tuple[int, ...]


def unread(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
) -> Unread:
    """Return which rows and columns of an image (H, W) no window reads.

    A mode that repeats the image in its padding lets windows read a cell there too.

    >>> unread((6, 6), 3, stride=2).rows
    (5,)
    """
    found = geometry(
        size, pair(kernel, "kernel"), stride=stride, padding=padding, dilation=dilation
    )
    rows, cols = (
        tuple(np.flatnonzero(_windows_along(found, axis, padding_mode) == 0).tolist())
        for axis in (0, 1)
    )
    return Unread(rows, cols)


def window_counts(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
) -> NDArray[np.int64]:
    """Count the windows that each pixel of the image takes part in.

    size (H, W) -> (H, W). A window that reads a pixel's copy in reflected, repeated or wrapped
    padding counts, once.

    >>> window_counts((4, 4), 3)[0].tolist()
    [1, 2, 2, 1]
    """
    found = geometry(
        size, pair(kernel, "kernel"), stride=stride, padding=padding, dilation=dilation
    )
    rows, cols = (_windows_along(found, axis, padding_mode) for axis in (0, 1))
    counts: NDArray[np.int64] = np.multiply.outer(rows, cols)
    return counts


def _windows_along(found: Geometry, axis: int, mode: str) -> NDArray[np.int64]:
    """Count along one axis the windows that read each cell, or a copy of it: (size,)."""
    check_amounts(found.amounts, found.size, mode)
    size, (before, after) = found.size[axis], found.amounts[axis]
    sources = source_index(size, before, after, mode)[found.reads(axis) + before]
    reads = np.zeros((found.out[axis], size + 1), dtype=bool)  # the last column: fills
    reads[np.arange(found.out[axis])[:, None], sources] = True
    return np.asarray(reads[:, :size].sum(axis=0), dtype=np.int64)

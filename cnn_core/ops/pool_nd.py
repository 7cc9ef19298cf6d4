"""Pooling along any number of axes: a row of numbers, a map, a film, a scan of a body."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.ops.poolings import POOLINGS
from cnn_core.ops.registry import entry


def window_cells(x: ArrayLike, size: int, *, stride: int | None = None) -> Array:
    """Return the cells of every window, in reading order.

    x has N axes, a window `size` cells along each; the stride is the size unless given. The result
    has the N axes of the windows, and a last one of size**N cells. Errors: a size or stride below
    1, and an axis shorter than a window.

    >>> window_cells([3, 7, 1, 2], 2).tolist()
    [[3, 7], [1, 2]]
    """
    values = np.asarray(x)
    step = size if stride is None else stride
    if min(size, step) < 1:
        raise ValueError(f"size {size} and stride {step}: both are at least 1")
    if not values.ndim or min(values.shape) < size:
        raise ValueError(
            f"a window of {size} does not fit in {values.shape}: the largest that does is "
            f"{min(values.shape, default=0)}"
        )
    windows = sliding_window_view(values, (size,) * values.ndim)
    apart = windows[(slice(None, None, step),) * values.ndim]
    return apart.reshape(*apart.shape[: values.ndim], -1)


def pool_nd(x: ArrayLike, size: int, *, stride: int | None = None, kind: str = "max") -> Array:
    """Pool along all axes of x; `kind` is one of POOLINGS. Sizes and errors as in `window_cells`.

    >>> pool_nd([[[3, 7], [1, 2]], [[0, 4], [9, 5]]], 2).tolist()
    [[[9.0]]]
    """
    cells = window_cells(np.asarray(x, dtype=np.float64), size, stride=stride)
    # Each window is a map of one row, under a window as long as that row.
    rows = cells.reshape(-1, 1, cells.shape[-1])
    found = entry(POOLINGS, kind, "pooling").forward(rows, (1, cells.shape[-1]))
    return np.asarray(found.reshape(cells.shape[:-1]))


def picked_cells(
    x: ArrayLike, size: int, *, stride: int | None = None, kind: str = "max"
) -> NDArray[np.intp] | None:
    """Return which of its cells each window picks, in reading order; None if it picks none."""
    picks = entry(POOLINGS, kind, "pooling").picks
    if picks is None:
        return None
    return picks.index(np.moveaxis(window_cells(x, size, stride=stride), -1, 0))

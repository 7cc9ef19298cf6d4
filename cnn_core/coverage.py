"""How often windows read each pixel, and which pixels they never read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.sizes import Padding, Pair, geometry, pair


@dataclass(frozen=True)
class Unread:
    """Rows and columns that no window reads; 0 is the image's first, padding lies outside."""

    rows: tuple[int, ...]
    cols: tuple[int, ...]
    padding_rows: tuple[int, ...]
    padding_cols: tuple[int, ...]


def unread(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
) -> Unread:
    """Return which rows and columns of the image, and of its padding, no window reads.

    size (H, W); coordinates count from the image's first cell, so padding before it is negative.

    >>> unread((6, 6), 3, stride=2).rows
    (5,)
    """
    found = geometry(
        size, pair(kernel, "kernel"), stride=stride, padding=padding, dilation=dilation
    )
    inside, outside = [], []
    for axis in (0, 1):
        before, after = found.amounts[axis]
        read = set(found.reads(axis).ravel().tolist())
        missed = [at for at in range(-before, size[axis] + after) if at not in read]
        inside.append(tuple(at for at in missed if 0 <= at < size[axis]))
        outside.append(tuple(at for at in missed if not 0 <= at < size[axis]))
    return Unread(inside[0], inside[1], outside[0], outside[1])


def window_counts(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
) -> NDArray[np.int64]:
    """Count the windows that each pixel of the image takes part in.

    size (H, W) -> (H, W). A pixel copied into reflected or wrapped padding is not counted there.

    >>> window_counts((4, 4), 3)[0].tolist()
    [1, 2, 2, 1]
    """
    found = geometry(
        size, pair(kernel, "kernel"), stride=stride, padding=padding, dilation=dilation
    )
    per_axis = []
    for axis in (0, 1):
        reads = found.reads(axis).ravel()
        inside = reads[(reads >= 0) & (reads < size[axis])]
        per_axis.append(np.bincount(inside, minlength=size[axis]))
    counts: NDArray[np.int64] = np.multiply.outer(per_axis[0], per_axis[1])
    return counts

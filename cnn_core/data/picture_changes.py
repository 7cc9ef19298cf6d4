"""The same object in other light or in another place: what becomes of its numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLACK, WHITE = 0, 255

Pixels = NDArray[np.uint8]


def brightened(x: Pixels, by: int) -> Pixels:
    """Add `by` to every number, -255 to 255, and stop at black and white: 0..255.

    x (C, H, W) -> (C, H, W).

    >>> brightened(np.uint8([[[0, 250]]]), 10).tolist()
    [[[10, 255]]]
    """
    return np.clip(x.astype(np.int16) + by, BLACK, WHITE).astype(np.uint8)


def moved(x: Pixels, rows: int, columns: int) -> Pixels:
    """Move a picture down by `rows` and to the right by `columns`; what comes in is black.

    x (C, H, W) -> (C, H, W); negative numbers move it up and to the left.

    >>> moved(np.uint8([[[1, 2, 3]]]), 0, 1).tolist()
    [[[0, 1, 2]]]
    """
    answer = np.zeros_like(x)
    high, wide = x.shape[1:]
    (into_r, from_r), (into_c, from_c) = _overlap(high, rows), _overlap(wide, columns)
    answer[:, into_r, into_c] = x[:, from_r, from_c]
    return answer


def count_changed(before: Pixels, after: Pixels) -> int:
    """Count the numbers that differ between two pictures (C, H, W) of one size.

    Raises ValueError for pictures of two sizes.
    """
    if before.shape != after.shape:
        raise ValueError(
            f"only pictures of one size can be compared, not {before.shape} and {after.shape}"
        )
    return int(np.count_nonzero(before != after))


def _overlap(size: int, by: int) -> tuple[slice, slice]:
    """Return where a line of `size` pixels, moved by `by`, lands, and what of it stays inside."""
    by = min(max(by, -size), size)
    return slice(max(by, 0), size + min(by, 0)), slice(max(-by, 0), size - max(by, 0))

"""Whether a map moves along when its input does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair


@dataclass(frozen=True)
class Following:
    """How well a map followed its input: the map after against the map before, moved along."""

    compared: Pair  # rows and columns that both have
    largest: float  # difference of two cells there, 0 or more


def follows(before: Array, after: Array, by: Pair) -> Following:
    """Compare a map (H, W) after a move of its input with the map before, moved `by` cells.

    `by` is (rows down, columns right). Cells whose partner is outside are left out.

    >>> follows(np.array([[1, 2, 3]]), np.array([[9, 1, 2]]), (0, 1)).largest
    0.0
    """
    if before.shape != after.shape:
        raise ValueError(f"only maps of one size can be compared: {before.shape}, {after.shape}")
    (new_r, old_r), (new_c, old_c) = (
        _shared(length, by[axis]) for axis, length in enumerate(before.shape)
    )
    differences = np.abs(after[new_r, new_c].astype(float) - before[old_r, old_c].astype(float))
    rows, columns = differences.shape
    return Following((rows, columns), float(differences.max(initial=0)))


def _shared(length: int, by: int) -> tuple[slice, slice]:
    """Return the places after a move, and where they were before it."""
    by = min(max(by, -length), length)
    return slice(max(by, 0), length + min(by, 0)), slice(max(-by, 0), length - max(by, 0))

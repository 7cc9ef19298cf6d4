"""How much an answer changes when the picture moves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.data.picture_changes import Pixels, moved
from cnn_core.geometry.padding import Array


def change(before: ArrayLike, after: ArrayLike) -> float:
    """Return how much two maps of one shape differ: sum of |after - before| over sum of |before|.

    0 is no change; where `before` is 0 everywhere it is over that of |after|, or 0. Errors: two
    shapes.

    >>> change([2, 2], [2, 1]), change([0], [0])
    (0.25, 0.0)
    """
    old, new = np.asarray(before, np.float64), np.asarray(after, np.float64)
    if old.shape != new.shape:
        raise ValueError(f"only maps of one shape can be compared, not {old.shape} and {new.shape}")
    most = float(np.abs(old).sum()) or float(np.abs(new).sum())
    return float(np.abs(new - old).sum()) / most if most else 0.0


def shift_changes(
    x: Pixels, answer: Callable[[Pixels], Array], farthest: int
) -> NDArray[np.float64]:
    """Return the change of `answer` when the picture moves right by 0, 1, ... `farthest` pixels.

    x (C, H, W) uint8 -> (farthest + 1,); what comes in from the left is black.

    >>> shift_changes(np.uint8([[[9, 0, 0]]]), lambda x: x[0] / 9.0, 1).tolist()
    [0.0, 2.0]
    """
    still = answer(x)
    return np.array([change(still, answer(moved(x, 0, by))) for by in range(farthest + 1)])

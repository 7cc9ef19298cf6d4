"""Where a map says the most."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.sizes import Pair


def farthest_from_zero(values: ArrayLike) -> Pair:
    """Return row and column of the value (H, W) farthest from 0; of several, nearest the middle.

    Errors: a map without cells.

    >>> farthest_from_zero([[0, 3, 0], [0, -3, 2], [1, 0, 0]])
    (1, 1)
    """
    sizes = np.abs(np.asarray(values, dtype=np.float64))
    if sizes.ndim != 2 or not sizes.size:
        raise ValueError(f"a map has rows and columns, but this has shape {sizes.shape}")
    middle = (np.array(sizes.shape) - 1) / 2
    largest = np.argwhere(sizes == sizes.max())
    row, column = largest[np.argmin(((largest - middle) ** 2).sum(axis=1))]
    return int(row), int(column)

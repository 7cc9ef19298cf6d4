"""How the numbers of a map are spread: a histogram, and how many are exactly 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def histogram(
    values: ArrayLike, low: float, high: float, bins: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Count the values in `bins` equal steps from `low` to `high`: edges (bins + 1,), counts.

    A step holds its lower edge but not its upper one, the last holds both; values outside go to
    the nearest step. Errors: no steps, or none between the ends.

    >>> histogram([0, 1, 1.5, 9], 0, 2, 2)[1].tolist()
    [1, 3]
    """
    if bins < 1 or not low < high:
        raise ValueError(
            f"{bins} steps from {low} to {high} hold nothing: use 1 or more, and low below high"
        )
    edges = np.linspace(low, high, bins + 1)
    counts, _ = np.histogram(np.clip(np.asarray(values, dtype=np.float64), low, high), edges)
    return edges, counts.astype(np.int64)


def count_zeros(values: ArrayLike) -> int:
    """Count the values that are exactly 0.

    >>> count_zeros([0.0, -0.0, 1e-9])
    2
    """
    return int(np.count_nonzero(np.asarray(values) == 0))

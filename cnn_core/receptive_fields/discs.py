"""Receptive fields as discs packed like a honeycomb, as fields of neighbouring neurons overlap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def honeycomb(size: float, apart: float) -> Points:
    """Return the middles (n, 2) of a honeycomb that covers a square and one step around it.

    Middles are (down, across) in the units of `size`, the square's side; neighbours are `apart`
    from each other. Errors: no distance.
    """
    if apart <= 0:
        raise ValueError(f"neighbours are some way apart, not {apart}")
    down = apart * np.sqrt(3) / 2
    rows = np.arange(-1, int(np.ceil(size / down)) + 2)
    columns = np.arange(-2, int(np.ceil(size / apart)) + 3)
    across = [[(column + 0.5 * (row % 2)) * apart for column in columns] for row in rows]
    middles = np.stack(np.broadcast_arrays((rows * down)[:, None], across), axis=-1)
    return np.asarray(middles.reshape(-1, 2), np.float64)


def covering(middles: Points, radius: float, point: tuple[float, float]) -> NDArray[np.intp]:
    """Return which discs around these middles (n, 2) a point lies in, their borders included.

    >>> covering(honeycomb(4.0, 1.0), 1.0, (0.0, 0.0)).size
    7
    """
    apart = np.hypot(*(middles - np.asarray(point)).T)
    return np.flatnonzero(apart <= radius + 1e-9)

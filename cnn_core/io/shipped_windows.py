"""Windows of the shipped photographs, and what the large network makes of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.assets import asset


@dataclass(frozen=True, eq=False)
class PhotoWindows:
    """N windows: where each was cut out, whether it is kept for the test, its 1,280 averages.

    `places` (N, 4) are the number of the photograph, row, column and side in pixels; `tested` (N,);
    `averages` (N, 1280) float32. The tested windows of a photograph lie right of all others.
    """

    photographs: tuple[str, ...]
    places: NDArray[np.int16]
    tested: NDArray[np.bool_]
    averages: NDArray[np.float32]


@cache
def photo_windows() -> PhotoWindows:
    """Return the windows that come with the core, read-only; `tools/photo_windows.py` makes them.

    >>> photo_windows().averages.shape
    (144, 1280)
    """
    with np.load(asset("networks/windows.npz"), allow_pickle=False) as arrays:
        places, tested = arrays["places"], arrays["tested"]
        averages = arrays["averages"].astype(np.float32)
        names = tuple(map(str, arrays["photographs"]))
    for array in (places, tested, averages):
        array.setflags(write=False)
    return PhotoWindows(names, places, tested, averages)

"""Which value of a map gets the strongest colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

MANY = 4096  # cells from which on a map is looked at, not read


def colour_range(maps: Sequence[NDArray[Any]]) -> tuple[float, bool]:
    """Return the value of the strongest colour, and whether some values lie beyond it.

    A few extreme cells would leave a photograph's map nearly white: of large maps the strongest
    1 % share the strongest colour, and the legend says so.
    """
    sizes = [np.abs(one).ravel() for one in maps]
    largest = max(float(one.max()) for one in sizes)
    if sizes[0].size < MANY:
        return largest, False
    every = sizes[0].size // MANY
    usual = max(float(np.percentile(one[::every], 99)) for one in sizes)
    return (usual, True) if 0 < usual < largest else (largest, False)

"""Two maps made into one: what a second layer can find that neither map shows alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Maps = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Combination:
    """One way to make maps (C, H, W) one (H, W)."""

    title: str
    combine: Callable[[Maps, float], Maps]
    thresholds: bool = False  # whether the threshold counts


def added(maps: Maps, threshold: float = 0.0) -> Maps:
    """Add the maps up: large where any of them is."""
    return np.asarray(maps.sum(axis=0))


def multiplied(maps: Maps, threshold: float = 0.0) -> Maps:
    """Multiply the maps: large only where all of them are."""
    return np.asarray(maps.prod(axis=0))


def above(maps: Maps, threshold: float) -> Maps:
    """Add the maps up and keep what lies above the threshold: max(0, sum - threshold).

    >>> above(np.array([[[30.0, 20.0]], [[0.0, 20.0]]]), 30).tolist()
    [[0.0, 10.0]]
    """
    return np.asarray(np.maximum(added(maps) - threshold, 0.0))


# Name in the link -> combination, in the order of the menu.
COMBINATIONS: Mapping[str, Combination] = MappingProxyType(
    {
        "sum": Combination("Sum", added),
        "product": Combination("Product", multiplied),
        "above": Combination("Sum above a threshold", above, thresholds=True),
    }
)

"""How far a curve that somebody drew is from the one it should be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class CurveDistance:
    """The distance of two curves over one range."""

    mean: float  # of |one - other|
    largest: float
    at: int  # the sample where it is largest, the first of equal ones


def curve_distance(values: ArrayLike, knots: ArrayLike) -> CurveDistance:
    """Compare samples (n,) of a curve with one that goes straight from knot to knot (m,).

    Samples and knots are each evenly apart, and both reach from one end of the range to the other.
    Errors: fewer than two of either.

    >>> curve_distance([0, 1, 2, 1, 0], [0, 1, 0])
    CurveDistance(mean=0.4, largest=1.0, at=2)
    """
    samples, drawn = (np.asarray(one, np.float64).ravel() for one in (values, knots))
    if min(len(samples), len(drawn)) < 2:
        raise ValueError(f"a curve has at least 2 numbers, not {min(len(samples), len(drawn))}")
    there = np.linspace(0, 1, len(samples))
    off = np.abs(np.interp(there, np.linspace(0, 1, len(drawn)), drawn) - samples)
    return CurveDistance(float(off.mean()), float(off.max()), int(off.argmax()))

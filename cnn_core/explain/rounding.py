"""Rounding for print: to the nearest whole number, with as many decimals as can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def nearest(value: Fraction) -> int:
    """Return the nearest whole number, halves away from 0.

    >>> nearest(Fraction(5, 2)), nearest(Fraction(-5, 2)), nearest(Fraction(1, 3))
    (3, -3, 0)
    """
    whole = math.floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def places_for(values: Sequence[float], digits: int = 4, *, most: int = 12) -> int:
    """Return with how many decimals the largest of the values has so many digits.

    >>> places_for([0.5]), places_for([123.4, 0.1]), places_for([0.00012, 0.0])
    (4, 1, 7)
    """
    largest = max((abs(one) for one in values), default=0.0)
    if largest == 0 or not math.isfinite(largest):
        return digits
    return min(max(digits - 1 - math.floor(math.log10(largest)), 0), most)

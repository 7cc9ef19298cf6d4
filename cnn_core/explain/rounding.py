"""Rounding that keeps a sum true: printed terms add up to the printed total."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def rounded_terms(terms: Sequence[float], places: int) -> list[int]:
    """Round terms to whole numbers of 10^-places whose sum is that of the terms, rounded.

    Each is one of the two neighbours of its term. Those with the largest remainders are rounded
    up, as seats are given to parties. A term that is exact stays as it is. Errors: a number that
    is not finite.

    >>> rounded_terms([0.25, 0.25, 0.25, 0.25], 1), rounded_terms([1.0, -0.5], 1)
    ([3, 3, 2, 2], [10, -5])
    """
    if not all(math.isfinite(one) for one in terms):
        raise ValueError("a sum with a number that is not finite cannot be rounded")
    # Exact, for a float is a fraction: no doubt on which side of a neighbour it lies.
    exact = [Fraction(one) * 10**places for one in terms]
    below = [math.floor(one) for one in exact]
    missing = nearest(sum(exact, Fraction(0))) - sum(below)
    remainders = [one - low for one, low in zip(exact, below, strict=True)]
    order = sorted(range(len(terms)), key=lambda k: (-remainders[k], k))
    up = set(order[:missing])
    return [low + (k in up) for k, low in enumerate(below)]


def nearest(value: Fraction) -> int:
    """Return the nearest whole number, halves away from 0."""
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

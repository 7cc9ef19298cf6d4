"""Numbers of a step as its lines print them: rounded so that what is printed adds up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cnn_core.explain import places_for, rounded_terms
from ui.text.numbers import bracketed, decimal

DIGITS = 4  # of the largest term of a sum
HUGE = 1e9  # from here on the power of ten says more than the digits
TINY = 1e-4  # and below here, where a line goes on with the number
FIGURE_DIGITS = 5
MOST_TERMS = 60  # of one sum that is printed term by term


def short(value: float, digits: int = 3) -> str:
    """Write a number with about so many digits that count: 0.0123, or 1.23e9."""
    if abs(value) >= HUGE:
        return f"{value:.{digits - 1}e}".replace("e+", "e").replace("-", "−")
    return decimal(Fraction(value), places_for([value], digits))


def factor(value: float, digits: int = 3) -> str:
    """Write a number that stands beside a multiplication sign."""
    return bracketed(short(value, digits))


def fixed(value: float, places: int) -> str:
    """Write a number with all its decimals, for columns."""
    return f"{value:.{places}f}".replace("-", "−")


def printed(whole: int, places: int) -> str:
    """Write a whole number of 10^-places."""
    return decimal(Fraction(whole, 10**places), places)


@dataclass(frozen=True)
class Figure:
    """A number as a line prints it, and exactly that much of it.

    What is worked out from figures is what a reader's calculator gives for the printed ones.
    """

    text: str
    value: float

    @property
    def factor(self) -> str:
        """The number beside a sign of multiplication."""
        return bracketed(self.text)


def figure(value: float) -> Figure:
    """Round a number to FIGURE_DIGITS digits: 0.012346, or 1.2346e−7."""
    if not math.isfinite(value):
        return Figure(short(value), value)
    kept = float(f"{value:.{FIGURE_DIGITS - 1}e}")
    if kept == 0 or TINY <= abs(kept) < HUGE:
        return Figure(short(kept, FIGURE_DIGITS), kept)
    digits, power = f"{kept:.{FIGURE_DIGITS - 1}e}".split("e")
    return Figure(f"{digits.rstrip('0').rstrip('.')}e{int(power)}".replace("-", "−"), kept)


class Sum:
    """A sum whose printed terms add up to its printed total, to the last digit."""

    def __init__(
        self, terms: Sequence[float], *, digits: int = DIGITS, places: int | None = None
    ) -> None:
        """Round the terms to so many decimals, or so that the largest has so many digits.

        A total that is much smaller than its terms is given decimals enough to be read.
        """
        if places is None:
            places = places_for(terms, digits)
            total, largest = abs(sum(terms)), max(map(abs, terms), default=0.0)
            if total > 1e-6 * largest:
                places = max(places, places_for([total], digits - 1))
        self.places = places
        self.wholes = rounded_terms(terms, places)

    @property
    def terms(self) -> list[str]:
        """The terms as printed."""
        return [printed(one, self.places) for one in self.wholes]

    @property
    def total(self) -> str:
        """The total as printed."""
        return printed(sum(self.wholes), self.places)

    @property
    def value(self) -> float:
        """The total as printed, to go on with."""
        return float(Fraction(sum(self.wholes), 10**self.places))

    def divided(self, count: int) -> str:
        """Return the printed total over a whole number, with about a digit less."""
        mean = Fraction(sum(self.wholes), 10**self.places * count)
        return decimal(mean, places_for([float(mean)], DIGITS))

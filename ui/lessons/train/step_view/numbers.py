"""Numbers of a step as its lines print them: what follows from them, a calculator finds too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cnn_core.explain import nearest, places_for
from ui.text.numbers import bracketed, decimal
from ui.text.worked_examples import exponent

DIGITS = 4  # of the largest term of a sum
HUGE = 1e9  # from here on the power of ten says more than the digits
TINY = 1e-4  # and below here, where a line goes on with the number
FIGURE_DIGITS = 5
FACTOR_DIGITS = 4
MOST_TERMS = 60  # of one sum that is printed term by term


def short(value: float, digits: int = 3) -> str:
    """Write a number with about so many digits that count: 0.0123, or 1.23e9."""
    if abs(value) >= HUGE:
        return f"{value:.{digits - 1}e}".replace("e+", "e").replace("-", "−")
    return decimal(Fraction(value), places_for([value], digits))


def factor(value: float, digits: int = 3) -> str:
    """Write a number that stands beside a multiplication sign."""
    return bracketed(short(value, digits))


def read(text: str) -> Fraction:
    """Return exactly what a printed number says."""
    return Fraction(text.strip("()").replace("−", "-"))


@dataclass(frozen=True)
class Product:
    """Factors as a line prints them, and the product of exactly those."""

    text: str
    value: float


def product(a: float, b: float) -> Product:
    """Write two factors: a×b."""
    texts = factor(a, FACTOR_DIGITS), factor(b, FACTOR_DIGITS)
    return Product("×".join(texts), float(read(texts[0]) * read(texts[1])))


def power_of(a: float, power: int) -> Product:
    """Write a power of a number: a²."""
    text = factor(a, FACTOR_DIGITS)
    return Product(f"{text}{exponent(power)}", float(read(text) ** power))


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


def exactly(value: Fraction) -> str:
    """Write a number that has an end with all its decimals."""
    places = 0
    while (value * 10**places).denominator > 1:
        places += 1
    return decimal(value, places)


class Sum:
    """A sum of rounded terms, its rounded total, and what rounding leaves over between them."""

    def __init__(
        self,
        terms: Sequence[float],
        *,
        digits: int = DIGITS,
        places: int | None = None,
        total: float | None = None,
    ) -> None:
        """Round the terms to so many decimals, or so that the largest has so many digits.

        A total that is much smaller than its terms is given decimals enough to be read. `total` is
        the true one where the terms are made of rounded numbers.
        """
        true = sum(terms) if total is None else total
        if places is None:
            places = places_for(terms, digits)
            largest = max(map(abs, terms), default=0.0)
            if abs(true) > 1e-6 * largest:
                places = max(places, places_for([true], digits - 1))
        self.places = places
        self.wholes = [nearest(Fraction(one) * 10**places) for one in terms]
        exact = sum(map(Fraction, terms), Fraction(0)) if total is None else Fraction(total)
        self.whole = nearest(exact * 10**places)

    @property
    def terms(self) -> list[str]:
        """The terms as printed."""
        return [printed(one, self.places) for one in self.wholes]

    @property
    def left_over(self) -> str:
        """The total less its printed terms, "" for nothing."""
        rest = self.whole - sum(self.wholes)
        return printed(rest, self.places) if rest else ""

    @property
    def total(self) -> str:
        """The total as printed."""
        return printed(self.whole, self.places)

    @property
    def value(self) -> float:
        """The total as printed, to go on with."""
        return float(Fraction(self.whole, 10**self.places))

    def divided(self, count: int) -> str:
        """Return the printed total over a whole number, with about a digit less."""
        mean = Fraction(self.whole, 10**self.places * count)
        return decimal(mean, places_for([float(mean)], DIGITS))

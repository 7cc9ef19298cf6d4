"""Numbers and sums as sentences print them: exact, or rounded to 2 decimals and said so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Rows = Sequence[Sequence[int]]

MINUS = "−"
DECIMALS = 2
MOST_TERMS = 12  # of one sum; a longer one is added up row by row


def decimal(value: Fraction | int, places: int = DECIMALS) -> str:
    """Write a value with at most `places` decimals, halves rounded away from 0.

    >>> decimal(Fraction(-1, 8)), decimal(Fraction(7, 2)), decimal(Fraction(-1, 999))
    ('−0.13', '3.5', '0')
    """
    scaled = math.floor(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    digits = str(scaled).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return f"{MINUS if value < 0 and scaled else ''}{whole}{'.' if part else ''}{part}"


def is_exact(value: Fraction | int, places: int = DECIMALS) -> bool:
    """Say whether `decimal` keeps all of a value."""
    return bool(10**places % Fraction(value).denominator == 0)


def rounded(value: Fraction | int) -> str:
    """Write a value, with "≈" before it where decimals are left out.

    >>> rounded(Fraction(26, 9)), rounded(30)
    ('≈ 2.89', '30')
    """
    return decimal(value) if is_exact(value) else f"≈ {decimal(value)}"


def result(value: Fraction | int) -> str:
    """Write the end of an equation: "= 30" or "≈ 2.89"."""
    return f"= {decimal(value)}" if is_exact(value) else rounded(value)


def in_tenths(tenths: int) -> str:
    """Write tenths as a decimal: 14 is 1.4."""
    return decimal(Fraction(tenths, 10))


def factor(value: Fraction | int) -> str:
    """Write an exact value that something is multiplied with: "3", "(−0.5)", "(20 / 9)"."""
    if is_exact(value):
        return bracketed(decimal(value))
    return f"({decimal(Fraction(value).numerator)} / {Fraction(value).denominator})"


def bracketed(text: str) -> str:
    """Put a negative number in brackets."""
    return f"({text})" if text.startswith(MINUS) else text


def added(texts: Iterable[str]) -> str:
    """Join numbers to a sum, "0" if there are none.

    >>> added(["3", "−2"]), added([])
    ('3 − 2', '0')
    """
    text = "".join(f" {MINUS} {t[1:]}" if t.startswith(MINUS) else f" + {t}" for t in texts)
    if not text:
        return "0"
    return f"{MINUS}{text[3:]}" if text.startswith(f" {MINUS}") else text[3:]


def weights_sum(numerators: Rows, divisor: int) -> str:
    """Write the sum of a kernel's weights, zeros left out: "(1 + 2 + 1) / 4"."""
    return _whole_sum([[(w, 1) for w in row if w] for row in numerators], divisor)


def window_sum(values: Rows, numerators: Rows, divisor: int) -> str:
    """Write the sum of the products of a window, (kh, kw) each, weights of 0 left out.

    >>> window_sum([[10, 0]], [[1, -1]], 9)
    '(10·1 + 0·(−1)) / 9'
    """
    pairs = zip(values, numerators, strict=True)
    rows = [[(w, v) for v, w in zip(*pair, strict=True) if w] for pair in pairs]
    return _whole_sum(rows, divisor, products=True)


def places_of(divisor: int) -> int | None:
    """Return the decimals of weights over this divisor, None where they are better divided."""
    places = len(str(divisor)) - 1
    return places if 10**places == divisor else None


def _whole_sum(rows: list[list[tuple[int, int]]], divisor: int, *, products: bool = False) -> str:
    """Write the sum of weight times value, each row a list of both; long ones as row sums."""
    places = places_of(divisor)

    def text(n: int) -> str:
        return decimal(Fraction(n, divisor), places) if places is not None else decimal(n)

    if sum(map(len, rows)) > MOST_TERMS:
        written = added(text(sum(w * v for w, v in row)) for row in rows if row)
    elif products:
        written = " + ".join(f"{v}·{bracketed(text(w))}" for row in rows for w, v in row) or "0"
    else:
        written = added(text(w) for row in rows for w, _ in row)
    if places is not None:
        return written
    return f"({written}) / {divisor}"


RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def scientific(value: float) -> str:
    """Write a float with two digits, small or large ones with a power of ten.

    >>> scientific(0.25**10), scientific(0.5), scientific(0.0), scientific(1e-6)
    ('9.5·10⁻⁷', '0.5', '0', '10⁻⁶')
    """
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        return decimal(Fraction(f"{value:.2g}"), 4)
    mantissa, exponent = f"{value:.1e}".split("e")
    power = f"10{str(int(exponent)).translate(RAISED)}"
    short = decimal(Fraction(mantissa), 1)
    return power if short == "1" else f"{short}·{power}"


def raised(number: int) -> str:
    """Write a whole number as an exponent."""
    return str(number).translate(RAISED)


def share(part: int, of: int) -> str:
    """Write a share in per cent, "under 1 %" and "over 99 %" where rounding would say none or all.

    >>> share(1, 4), share(1, 1000), share(0, 9)
    ('25 %', 'under 1 %', '0 %')
    """
    exact = 100 * part / of
    if 0 < exact < 1:
        return "under 1 %"
    if 99 < exact < 100:
        return "over 99 %"
    return f"{exact:.0f} %"


MOST_WRITTEN = 8  # rows or columns of a map whose numbers are written


def cell_texts(values: NDArray[np.float64]) -> list[str]:
    """Write each number of a map with at most two decimals, [] where there are too many."""
    return [] if max(values.shape) > MOST_WRITTEN else [_short(float(one)) for one in values.flat]


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", MINUS)

"""One number of a kernel as it is written: read, held to its limits, rounded, written back."""

from __future__ import annotations

import re
from fractions import Fraction

LARGEST_WEIGHT = 1000  # and the smallest is its negative
DECIMALS = 4
LARGEST_DIVISOR = 2**22

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_POWER = re.compile(rf"{_NUMBER.pattern}[eE][+-]?[0-9]+")  # 1e-3, as programs write it
_FRACTION = re.compile(r"[+-]?[0-9]+/[0-9]+")


def rounded(written: str) -> str:
    """Return a number of too many decimals with the most there may be; other words as they are.

    >>> rounded("0.11111111"), rounded("1/9"), rounded("2.5e-1")
    ('0.1111', '1/9', '2.5e-1')
    """
    if not (_NUMBER.fullmatch(written) or _POWER.fullmatch(written)):
        return written
    value = read_number(written) or Fraction(0)
    near = Fraction(round(value * 10**DECIMALS), 10**DECIMALS)
    return written if near == value else write_decimal(near)


def nearest_number(written: str, where: str, divisor: Fraction) -> Fraction:
    """Return the weight that works and is nearest to a number as it is written."""
    value = read_number(written)
    if value is None:
        return read_weight(written, divisor, where)  # for its error
    if not _FRACTION.fullmatch(written):
        value = Fraction(round(value * 10**DECIMALS), 10**DECIMALS)
    return min(max(value / divisor, Fraction(-LARGEST_WEIGHT)), Fraction(LARGEST_WEIGHT))


def read_number(written: str) -> Fraction | None:
    """Return a number as it is written, of powers of ten the nearest float; None if it is none."""
    if _FRACTION.fullmatch(written):
        above, below = map(int, written.split("/"))
        return Fraction(above, below) if below else None
    if _NUMBER.fullmatch(written):
        return Fraction(written)
    if not _POWER.fullmatch(written):
        return None
    value = float(written)
    largest = LARGEST_WEIGHT * LARGEST_DIVISOR + 1  # beyond every weight, and no infinity
    return Fraction(str(min(max(value, -largest), largest))) if abs(value) > 1e-30 else Fraction(0)


def read_weight(written: str, divisor: Fraction, where: str) -> Fraction:
    """Read a number; `where` is its place, for errors, or "" if that says nothing."""
    if not written:
        raise ValueError(f"{where or 'this'} is empty: write a number, 0 for none")
    at = where and f"{where}: "
    if _FRACTION.fullmatch(written):
        above, below = written.split("/")
        if int(below) == 0:
            raise ValueError(f'{at}"{written}" divides by 0: use another number below')
        value = Fraction(int(above), int(below)) / divisor
    elif _POWER.fullmatch(written):
        value = (read_number(written) or Fraction(0)) / divisor
        if abs(value) <= LARGEST_WEIGHT and 10**DECIMALS % value.denominator:
            raise ValueError(
                f'{at}"{written}" has more than {DECIMALS} decimals: '
                f"use {float(value):.{DECIMALS}f}"
            )
    elif _NUMBER.fullmatch(written):
        decimals = len(written.partition(".")[2].rstrip("0"))
        if decimals > DECIMALS:
            raise ValueError(
                f'{at}"{written}" has {decimals} decimals, {DECIMALS} at most: '
                f"use {float(written):.{DECIMALS}f}"
            )
        value = Fraction(written) / divisor
    else:
        raise ValueError(f'{at}"{written}" is not a number: write one like 2, -1, 0.5 or 1/9')
    if abs(value) > LARGEST_WEIGHT:
        nearest = (LARGEST_WEIGHT if value > 0 else -LARGEST_WEIGHT) * divisor
        raise ValueError(
            f'{at}"{written}" is outside -{LARGEST_WEIGHT} to {LARGEST_WEIGHT}: use {nearest}'
        )
    return value


def write_decimal(value: Fraction) -> str:
    """Write a number with at most `DECIMALS` decimals, beyond which it is cut off."""
    scaled = abs(value) * 10**DECIMALS
    digits = f"{int(scaled):0{DECIMALS + 1}d}"
    unsigned = f"{digits[:-DECIMALS]}.{digits[-DECIMALS:]}".rstrip("0").rstrip(".")
    return f"-{unsigned}" if value < 0 else unsigned

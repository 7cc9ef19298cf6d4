"""Kernels of the reader's own: typed, written into a link, or random."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from cnn_core.geometry.phrases import counted
from cnn_core.geometry.sizes import Pair
from cnn_core.kernels.notation import Grid, read_grid
from cnn_core.kernels.numbers import (
    DECIMALS,
    LARGEST_DIVISOR,
    nearest_number,
    read_number,
    read_weight,
    write_decimal,
)
from cnn_core.kernels.registry import Kernel

LARGEST_SIZE = 11
LONGEST_TEXT = 4000


def parse_weights(text: str) -> Kernel:
    """Read a kernel from text: numbers apart by commas or spaces, rows by ";" or new lines.

    Numbers are whole, decimal ("0.25") or fractions ("1/9"); a last row "/9" divides all of them.
    Other notations are read as `read_grid` does, of two meanings the likelier one. Sizes 1x1 to
    11x11, at most 4 decimals, -1000 to 1000. Errors: the row, column and remedy.

    >>> parse_weights("1 1 1; 1 1 1; 1 1 1; /9").sum
    Fraction(1, 1)
    """
    return kernel_of(*kernel_rows(text))


def kernel_rows(text: str) -> tuple[Grid, Fraction]:
    """Read a grid of numbers and what divides all of them. Errors: as `read_grid`; too long."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"{len(text)} characters are too many for a kernel: {LONGEST_TEXT} at most"
        )
    grid = read_grid(text)
    return grid, _common_divisor(grid.rows) / grid.times


def kernel_of(grid: Grid, divisor: Fraction) -> Kernel:
    """Return the kernel of a grid of words over a divisor. Errors: as `parse_weights`."""
    rows = grid.rows
    if not rows:
        raise ValueError("there are no numbers yet: write rows like 1,0,-1;2,0,-2;1,0,-1")
    weights = [
        [read_weight(one, divisor, _place(r, c)) for c, one in enumerate(row, 1)]
        for r, row in enumerate(rows, 1)
    ]
    _check_size(rows)
    return custom_kernel(weights)


@dataclass(frozen=True)
class Replacement:
    """What `nearest_weights` put in the place of something that does not work.

    "filled": missing numbers with 0. "cut": rows and columns beyond `LARGEST_SIZE` with nothing.
    "decimals": fractions without a common divisor. "weight": one number, `was`, with `now`.
    """

    kind: Literal["filled", "cut", "decimals", "weight"]
    was: str = ""  # as it was written
    now: Fraction = Fraction(0)


def nearest_weights(text: str) -> tuple[Kernel, list[Replacement]]:
    """Read a kernel from any text with numbers in it: what does not fit becomes the nearest.

    Returns the kernel and what was replaced. Errors: as `parse_weights`, where a part is no number
    at all; the place of an only number is not named.

    >>> [(one.was, one.now) for one in nearest_weights("1e38,0.00001")[1]]
    [('1e38', Fraction(1000, 1)), ('0.00001', Fraction(0, 1))]
    """
    grid, divisor = kernel_rows(text[:LONGEST_TEXT])
    rows = grid.rows
    if not rows:
        return parse_weights(text), []
    replaced = _fill_and_cut(rows)
    weights, alone = [], len(rows) == len(rows[0]) == 1
    for r, row in enumerate(rows, 1):
        places = ["" if alone else _place(r, c) for c in range(1, len(row) + 1)]
        weights.append([nearest_number(*one, divisor) for one in zip(row, places, strict=True)])
        written = zip(row, weights[-1], strict=True)
        replaced += [
            Replacement("weight", one, value * divisor)
            for one, value in written
            if read_number(one) != value * divisor
        ]
    try:
        return custom_kernel(weights), replaced
    except ValueError:
        tenths = [[Fraction(round(one * 10**DECIMALS), 10**DECIMALS) for one in w] for w in weights]
        return custom_kernel(tenths), [*replaced, Replacement("decimals")]


def nearest_weight(text: str) -> tuple[Fraction, list[Replacement]]:
    """Read one weight, as `nearest_weights` reads many. Errors: also where it is not one.

    >>> nearest_weight("2000")[0]
    Fraction(1000, 1)
    """
    kernel, replaced = nearest_weights(text)
    if kernel.shape != (1, 1):
        rows, columns = kernel.shape
        raise ValueError(f"one weight is one number, not {rows}×{columns} of them")
    return kernel.sum, replaced


def _fill_and_cut(rows: list[list[str]]) -> list[Replacement]:
    """Make rows equally long and at most `LARGEST_SIZE`, and return what was done."""
    done = []
    longest = max(map(len, rows))
    if len({len(row) for row in rows}) > 1 or not all(one for row in rows for one in row):
        done.append(Replacement("filled"))
    if max(longest, len(rows)) > LARGEST_SIZE:
        done.append(Replacement("cut"))
    wide = min(longest, LARGEST_SIZE)
    rows[:] = [[one or "0" for one in (row + [""] * wide)[:wide]] for row in rows[:LARGEST_SIZE]]
    return done


def custom_kernel(weights: Sequence[Sequence[Fraction | int]], title: str = "Custom") -> Kernel:
    """Return exact weights as a kernel, over their smallest common divisor.

    Where decimals are exact the divisor is a power of ten, so that 0.5 is shown as it was typed.

    Errors: weights whose common divisor is too large for numbers on screen.

    >>> custom_kernel([[Fraction(1, 2), Fraction(1, 3)]]).numerators
    ((3, 2),)
    """
    divisor = math.lcm(*(Fraction(one).denominator for row in weights for one in row))
    if divisor > LARGEST_DIVISOR:
        raise ValueError(
            f"these fractions have no common divisor up to {LARGEST_DIVISOR}: "
            f"write decimals with {DECIMALS} digits instead"
        )
    divisor = _power_of_ten(divisor) or divisor
    numerators = tuple(tuple(int(one * divisor) for one in row) for row in weights)
    return Kernel("custom", title, "", numerators, divisor)


def _power_of_ten(divisor: int) -> int:
    """Return the smallest power of ten that `divisor` divides, 0 beyond the decimals we print."""
    powers = (10**places for places in range(DECIMALS + 1))
    return next((power for power in powers if power % divisor == 0), 0)


def format_weights(kernel: Kernel) -> str:
    """Write a kernel as text that `parse_weights` reads back exactly, in decimals if it can be.

    >>> from cnn_core.kernels.registry import KERNELS
    >>> format_weights(KERNELS["box-blur"].kernel(2)), format_weights(KERNELS["sobel-x"].kernel())
    ('0.25,0.25;0.25,0.25', '-1,0,1;-2,0,2;-1,0,1')
    """
    exact = [[Fraction(n, kernel.divisor) for n in row] for row in kernel.numerators]
    divisor = math.lcm(*(one.denominator for row in exact for one in row))
    if 10**DECIMALS % divisor == 0:
        return _joined([[write_decimal(one) for one in row] for row in exact])
    whole = _joined([[str(one * divisor) for one in row] for row in exact])
    return min(
        f"{whole};/{divisor}", _joined([[str(one) for one in row] for row in exact]), key=len
    )


def random_kernel(rng: np.random.Generator, shape: Pair = (3, 3)) -> Kernel:
    """Draw a kernel of small whole numbers, -3 to 3, not all of them 0.

    >>> random_kernel(np.random.default_rng(0), (1, 3)).shape
    (1, 3)
    """
    if not all(1 <= side <= LARGEST_SIZE for side in shape):
        raise ValueError(f"a kernel is 1×1 to {LARGEST_SIZE}×{LARGEST_SIZE}, not {shape}")
    while True:
        drawn = rng.integers(-3, 4, size=shape)
        if drawn.any():
            return custom_kernel(drawn.tolist(), "Random")


def _common_divisor(rows: list[list[str]]) -> int:
    """Take a last row such as "/9" off the rows and return its number."""
    if not rows or not rows[-1][0].startswith("/"):
        return 1
    written = "".join(rows.pop())[1:]
    if not re.fullmatch("[0-9]+", written) or not 1 <= int(written) <= LARGEST_DIVISOR:
        raise ValueError(
            f'"/{written}" is not a divisor: write a whole number from 1 to {LARGEST_DIVISOR}, '
            "such as /9"
        )
    return int(written)


def _check_size(rows: list[list[str]]) -> None:
    if len(rows) > LARGEST_SIZE:
        raise ValueError(f"the kernel has {len(rows)} rows: {LARGEST_SIZE} at most")
    lengths = [len(row) for row in rows]
    usual = max(set(lengths), key=lambda n: (lengths.count(n), n))
    for number, length in enumerate(lengths, 1):
        if length > LARGEST_SIZE:
            raise ValueError(
                f"row {number} has {length} numbers: {LARGEST_SIZE} at most; "
                'start a new row with ";"'
            )
        if length != usual:
            others = "the other rows have"
            if len(rows) == 2 or lengths.count(usual) < len(rows) - 1:
                others = f"row {lengths.index(usual) + 1} has"
            remedy = "add" if length < usual else "remove"
            raise ValueError(
                f"row {number} has {counted(length, 'number')}, {others} {usual}: "
                f"{remedy} {abs(usual - length)}"
            )


def _joined(rows: list[list[str]]) -> str:
    return ";".join(",".join(row) for row in rows)


def _place(row: int, column: int) -> str:
    return f"row {row}, column {column}"

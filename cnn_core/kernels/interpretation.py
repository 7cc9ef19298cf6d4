"""What a kernel that a reader typed or pasted may mean: one kernel, or several and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from cnn_core.kernels.notation import Grid, Rows
from cnn_core.kernels.numbers import rounded
from cnn_core.kernels.registry import Kernel
from cnn_core.kernels.text import LARGEST_SIZE, kernel_of, kernel_rows


@dataclass(frozen=True)
class Interpretation:
    """The kernels that a text may mean, the likelier first, and why there is more than one reading.

    `doubt`: "commas" may be decimal points, which is the first kernel, or part numbers; numbers in
    "one-row" may be a square, which is the first kernel, or that row, if a kernel may be as wide.
    """

    kernels: tuple[Kernel, ...]
    doubt: Literal["", "commas", "one-row"] = ""
    decimal_commas: bool = False  # commas were read as decimal points, and nobody is asked
    rounded: tuple[tuple[str, str], ...] = ()  # numbers of too many decimals: as written, as read


def interpret_weights(text: str) -> Interpretation:
    """Read a kernel from text in any notation, and find out where the text has two meanings.

    Decimals beyond the fourth are rounded. Errors: as `parse_weights`.

    >>> interpret_weights("-1 0 1 -2 0 2 -1 0 1").doubt
    'one-row'
    """
    grid, divisor = kernel_rows(text)
    grid, changed = _rounded(grid)
    doubt, meanings = _meanings(grid)
    kernels = tuple(kernel_of(replace(grid, rows=rows), divisor) for rows in meanings)
    return Interpretation(kernels, doubt, grid.decimal_commas and not doubt, changed)


def kernel_of_one_row(text: str) -> Kernel:
    """Read a kernel that is known to be one row. Errors: as `parse_weights`.

    >>> kernel_of_one_row("0,25 0,5 0,25").sum
    Fraction(1, 1)
    """
    found = interpret_weights(text).kernels
    return next((kernel for kernel in found if kernel.shape[0] == 1), found[0])


def _meanings(grid: Grid) -> tuple[Literal["", "commas", "one-row"], list[Rows]]:
    """Return why the rows may mean several kernels, "" if they do not, and the rows of each."""
    rows = grid.rows
    if grid.other is not None:
        return "commas", [grid.other, rows]
    if len(rows) != 1 or grid.certain or "" in rows[0]:
        return "", [rows]
    count = len(rows[0])
    side = math.isqrt(count)
    if side**2 != count or not 2 <= side <= LARGEST_SIZE:
        return "", [rows]
    square = [rows[0][r * side : (r + 1) * side] for r in range(side)]
    return "one-row", [square, rows] if count <= LARGEST_SIZE else [square]


def _rounded(grid: Grid) -> tuple[Grid, tuple[tuple[str, str], ...]]:
    """Return the grid with numbers of at most `DECIMALS` decimals, and those that had more."""
    rows = [[rounded(word) for word in row] for row in grid.rows]
    other = grid.other and [[rounded(word) for word in row] for row in grid.other]
    pairs = zip(chain(*grid.rows), chain(*rows), strict=True)
    changed = tuple((was, now) for was, now in pairs if was != now)
    return replace(grid, rows=rows, other=other), changed

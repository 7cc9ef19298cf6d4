"""What a kernel that a reader typed or pasted may mean: one kernel, or a question to the reader."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import chain

from cnn_core.geometry.phrases import article
from cnn_core.kernels.notation import Grid, Rows
from cnn_core.kernels.registry import Kernel
from cnn_core.kernels.text import DECIMALS, LARGEST_SIZE, kernel_of, kernel_rows, rounded


@dataclass(frozen=True)
class Interpretation:
    """The kernels that a text may mean: one, or a question and what to call each of them."""

    kernels: tuple[Kernel, ...]
    question: str = ""
    choices: tuple[str, ...] = ()  # one for each kernel, where there is a question
    notes: tuple[str, ...] = ()  # how it was read, and what was rounded


def interpret_weights(text: str) -> Interpretation:
    """Read a kernel from text in any notation, and ask where the text has two meanings.

    Decimals beyond the fourth are rounded, and that is noted. Errors: as `parse_weights`.

    >>> interpret_weights("-1 0 1 -2 0 2 -1 0 1").question
    'These are 9 numbers in one row. Read them as a 3×3 kernel?'
    """
    grid, divisor = kernel_rows(text)
    grid, notes = _rounded(grid)
    choices = _choices(grid)
    if not choices:
        return Interpretation((kernel_of(grid, divisor),), notes=(*grid.notes, *notes))
    question, named = choices
    kernels = tuple(kernel_of(replace(grid, rows=rows), divisor) for rows in named.values())
    return Interpretation(kernels, question, tuple(named), notes)


def kernel_of_one_row(text: str) -> Kernel:
    """Read a kernel that is known to be one row. Errors: as `parse_weights`.

    >>> kernel_of_one_row("0,25 0,5 0,25").sum
    Fraction(1, 1)
    """
    found = interpret_weights(text).kernels
    return next((kernel for kernel in found if kernel.shape[0] == 1), found[0])


def _choices(grid: Grid) -> tuple[str, dict[str, Rows]] | None:
    """Return what to ask, and the rows that each answer means; None where the text is clear."""
    rows = grid.rows
    if grid.other is not None:
        high, wide = len(rows), len(rows[0])
        return "Are the commas decimal points, or do they part numbers?", {
            f"Decimal points: 1×{len(grid.other[0])}": grid.other,
            f"They part numbers: {high}×{wide}": rows,
        }
    if len(rows) != 1 or grid.certain or "" in rows[0]:
        return None
    count = len(rows[0])
    side = math.isqrt(count)
    if side**2 != count or not 2 <= side <= LARGEST_SIZE:
        return None
    square = [rows[0][r * side : (r + 1) * side] for r in range(side)]
    named = {f"{side}×{side} kernel": square}
    if count <= LARGEST_SIZE:
        named[f"One row: 1×{count}"] = rows
    return (
        f"These are {count} numbers in one row. Read them as {article(side)} {side}×{side} kernel?",
        named,
    )


def _rounded(grid: Grid) -> tuple[Grid, tuple[str, ...]]:
    """Return the grid with numbers of at most `DECIMALS` decimals, and a note if any had more."""
    rows = [[rounded(word) for word in row] for row in grid.rows]
    other = grid.other and [[rounded(word) for word in row] for row in grid.other]
    pairs = zip(chain(*grid.rows), chain(*rows), strict=True)
    changed = [f"{was[:16]} became {now}" for was, now in pairs if was != now]
    if not changed:
        return grid, ()
    more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
    note = f"Rounded to {DECIMALS} decimals: {changed[0]}{more}"
    return replace(grid, rows=rows, other=other), (note,)

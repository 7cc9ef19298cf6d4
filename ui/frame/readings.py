"""What one cell of a map reads, for the questions of lessons that ask how it was made."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ui.frame.questions import Cell
from ui.models.convolution import Convolution
from ui.text.numbers import Rows, result, window_sum


@dataclass(frozen=True)
class Reading:
    """What one cell of the map reads, and the weights (kh, kw) it reads it with."""

    values: NDArray[np.int64]
    numerators: NDArray[np.int64]
    divisor: int

    @property
    def total(self) -> int:
        """The sum of the products of values and numerators."""
        return int((self.values * self.numerators).sum())

    @property
    def value(self) -> Fraction:
        """The exact answer."""
        return Fraction(self.total, self.divisor)

    def equation(self) -> str:
        """Write the sum with its numbers: "10·1 + 0·(−1) = 10"."""
        values: Rows = self.values.tolist()
        written = window_sum(values, self.numerators.tolist(), self.divisor)
        return f"{written} {result(self.value)}"


def read(convolution: Convolution, cell: Cell) -> Reading:
    """Return what a cell reads. Errors: a cell outside the map."""
    kernel = convolution.sliding
    values = convolution.window(*cell).values[0].astype(np.int64)
    return Reading(values, np.array(kernel.numerators, dtype=np.int64), kernel.divisor)


def place(cell: Cell) -> str:
    """Write where a cell is, counted from 0 as on screen."""
    return f"row {cell[0]}, column {cell[1]}"

"""A picture whose rows a few taps slide over."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import TAPS, Overlap, overlap_rows
from cnn_core.kernels import Kernel, kernel_of_one_row
from ui.lessons.one_dimension.words import views as say
from ui.link.settings import Choice, Text
from ui.link.view import View
from ui.link.vocabulary import CUSTOM
from ui.pictures import Picture

MOST_TAPS = 7


def read_taps(text: str) -> Kernel:
    """Read a kernel of one row with a middle: 1, 3, 5 or 7 taps. Errors: any other."""
    kernel = kernel_of_one_row(text)
    high, wide = kernel.shape
    if high > 1 or wide % 2 == 0 or wide > MOST_TAPS:
        raise ValueError(
            say.THESE_ARE_NUMBERS_AND_THE_TAPS.format(high=high, wide=wide, most_taps=MOST_TAPS)
        )
    return kernel


def write_taps(kernel: Kernel) -> str:
    """Write taps as `read_taps` reads them."""
    exact = [Fraction(n, kernel.divisor) for n in kernel.numerators[0]]
    return ",".join(str(one) for one in exact)


@dataclass(frozen=True)
class PixelRows:
    """A picture (1, H, W) whose rows a few taps slide over."""

    picture: Picture
    taps: Kernel  # one row
    way: str = "convolution"

    @cached_property
    def overlap(self) -> Overlap:
        """All four sums (H, W) of every row, before the division: whole numbers."""
        return overlap_rows(self.picture.pixels[0], self.taps.numerators[0])

    @property
    def shown(self) -> NDArray[np.floating[Any]]:
        """The sums on screen."""
        return self.overlap.convolved if self.way == "convolution" else self.overlap.correlated

    @property
    def reach(self) -> int:
        """Taps to either side of the middle one."""
        return len(self.taps.numerators[0]) // 2

    def pixel(self, row: int, column: int) -> int:
        """Return a pixel, 0 outside the row."""
        wide = self.picture.pixels.shape[2]
        return int(self.picture.pixels[0, row, column]) if 0 <= column < wide else 0

    def tap(self, j: int) -> int:
        """Return the numerator of tap h(j), j from -reach to reach."""
        return self.taps.numerators[0][j + self.reach]


TAPS_CHOICE = Choice("taps", "edge", (*TAPS, CUSTOM))
# The taps of the reader's own, None for others.
ROW = Text[Kernel | None](
    "row",
    None,
    lambda text: read_taps(text) if text else None,
    lambda taps: write_taps(taps) if taps else "",
)


def chosen_taps(view: View) -> Kernel:
    """Return the taps of the view; custom ones start from those that were there."""
    if view[TAPS_CHOICE] != CUSTOM:
        view[ROW] = None
        return TAPS[view[TAPS_CHOICE]]
    own = view[ROW] or read_taps(write_taps(TAPS["edge"]))
    view[ROW] = own
    return own

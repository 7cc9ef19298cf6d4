"""A row of numbers, or a volume of slices, and what pooling makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry import output_size
from cnn_core.ops import POOLINGS
from cnn_core.ops.pool_nd import picked_cells, pool_nd, window_cells
from cnn_core.ops.poolings import Pooling
from ui.lessons.pooling.words import views as say

LARGEST = 99  # of a number, so that it can be read in its cell
MOST = 12  # numbers of a row
SIDE = 4  # slices, rows and columns of a volume at most
BETWEEN_SLICES, BETWEEN_ROWS = "|", ";"

Numbers = tuple[int, ...]  # in reading order


@dataclass(frozen=True)
class Block:
    """Whole numbers along one axis or three, and the window that moves over them."""

    shape: tuple[int, ...]  # (W,) or (D, H, W)
    numbers: Numbers
    kind: str = "max"  # one of POOLINGS
    side: int = 2  # of the window, along every axis
    step: int = 2

    @property
    def pooling(self) -> Pooling:
        """The pooling in the registry."""
        return POOLINGS[self.kind]

    @cached_property
    def values(self) -> NDArray[np.int64]:
        """The numbers in their shape."""
        return np.array(self.numbers, dtype=np.int64).reshape(self.shape)

    @property
    def size(self) -> tuple[int, ...]:
        """How many windows there are along each axis."""
        return tuple(output_size(one, self.side, stride=self.step) for one in self.shape)

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """The numbers of each window, (places, cells)."""
        found = window_cells(self.values, self.side, stride=self.step)
        return np.asarray(found.reshape(-1, found.shape[-1]), dtype=np.int64)

    @cached_property
    def pooled(self) -> NDArray[np.float64]:
        """What each window becomes, in the shape `size`."""
        return np.asarray(pool_nd(self.values, self.side, stride=self.step, kind=self.kind))

    @cached_property
    def picked(self) -> NDArray[np.intp] | None:
        """Which of its cells each window takes, (places,); None if it takes none alone."""
        found = picked_cells(self.values, self.side, stride=self.step, kind=self.kind)
        return None if found is None else found.ravel()

    def value(self, place: int) -> Fraction:
        """Return what the window at a place becomes, exact where it is a fraction."""
        return Fraction(float(self.pooled.flat[place])).limit_denominator(10**9)


@dataclass(frozen=True)
class Volume:
    """Numbers with their shape: what a link or the reader's hand may change."""

    shape: tuple[int, ...]
    numbers: Numbers


def read_row(text: str) -> Volume:
    """Read 2 to 12 whole numbers from −99 to 99. Errors: anything else.

    >>> read_row("3,7,1,2").numbers
    (3, 7, 1, 2)
    """
    numbers = _numbers(text)
    if not 2 <= len(numbers) <= MOST:
        raise ValueError(say.ROW_HAS_TO_NUMBERS_NOT.format(most=MOST, count=len(numbers)))
    return Volume((len(numbers),), numbers)


def read_volume(text: str) -> Volume:
    """Read slices of equal size, 2 to 4 a side: "3,7;1,2|0,4;9,5". Errors: anything else."""
    rows = [one.split(BETWEEN_ROWS) for one in text.split(BETWEEN_SLICES)]
    found = [[_numbers(row) for row in one] for one in rows]
    shape = (len(found), len(found[0]), len(found[0][0]))
    if any(len(one) != shape[1] for one in found) or any(
        len(row) != shape[2] for one in found for row in one
    ):
        raise ValueError(say.ALL_SLICES_HAVE_AS_MANY_ROWS)
    if not all(2 <= one <= SIDE for one in shape):
        raise ValueError(say.VOLUME_IS_TO_NUMBERS_ALONG.format(side=SIDE))
    return Volume(shape, tuple(n for one in found for row in one for n in row))


def write_block(block: Volume) -> str:
    """Write numbers as `read_row` and `read_volume` read them."""
    values = np.array(block.numbers).reshape((1, 1, *block.shape)[-3:])
    return BETWEEN_SLICES.join(
        BETWEEN_ROWS.join(",".join(str(n) for n in row) for row in one) for one in values
    )


def _numbers(text: str) -> Numbers:
    found = []
    for word in text.split(","):
        try:
            number = int(word)
        except ValueError:
            raise ValueError(say.NOT_A_WHOLE_NUMBER.format(word=word[:20])) from None
        if abs(number) > LARGEST:
            raise ValueError(say.NUMBERS_GO_FROM_TO_NOT.format(largest=LARGEST, word=word[:20]))
        found.append(number)
    return tuple(found)


OPENING: Mapping[str, Volume] = MappingProxyType(
    {
        "row": read_row("3,7,1,2,5,5,0,4"),
        "volume": read_volume(
            "3,7,1,0;1,2,6,2;0,4,2,8;5,1,3,3"
            "|0,4,2,5;9,5,1,1;2,0,7,4;3,6,0,2"
            "|1,1,0,3;4,0,2,6;8,3,1,0;2,5,4,9"
            "|2,6,3,1;0,3,5,4;1,7,2,2;6,0,3,5"
        ),
    }
)

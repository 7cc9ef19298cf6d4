"""A picture as the numbers a network sees, and the same object in other light or moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import brightened, count_changed, moved
from ui.lessons.pixels.words import views as say
from ui.pictures import Picture


@dataclass(frozen=True)
class Pixels:
    """A picture (C, H, W), what is done to it, and how its numbers are printed."""

    picture: Picture
    light: int = 0  # added to every number, which stops at 0 and 255
    down: int = 0  # pixels the object moves
    right: int = 0
    scale: int = 255  # the number printed for 255: 255, or 1 after normalisation

    @property
    def shape(self) -> tuple[int, int, int]:
        """Planes, rows and columns."""
        planes, rows, columns = self.picture.pixels.shape
        return planes, rows, columns

    @property
    def names(self) -> tuple[str, ...]:
        """What each plane is called."""
        return self.picture.plane_names

    @property
    def count(self) -> int:
        """How many numbers the picture is made of."""
        return int(self.picture.pixels.size)

    @property
    def is_changed(self) -> bool:
        """Whether anything is done to the picture."""
        return bool(self.light or self.down or self.right)

    @cached_property
    def after(self) -> NDArray[np.uint8]:
        """The picture after the change (C, H, W): moved, then brighter."""
        return brightened(moved(self.picture.pixels, self.down, self.right), self.light)

    @property
    def white(self) -> int:
        """The value drawn as white: the picture's own, or the largest that a change makes."""
        return (
            max(self.picture.white, int(self.after.max()))
            if self.is_changed
            else self.picture.white
        )

    @cached_property
    def changed(self) -> int:
        """How many numbers the change alters."""
        return count_changed(self.picture.pixels, self.after)

    @property
    def change(self) -> str:
        """The change in words: "brighter by 10", "shifted 1 down and 2 to the left"."""
        ways = [(self.down, "down", "up"), (self.right, "to the right", "to the left")]
        moves = [f"{abs(by)} {there if by > 0 else back}" for by, there, back in ways if by]
        parts = [f"shifted {' and '.join(moves)}"] if moves else []
        if self.light:
            parts.append(f"{'brighter' if self.light > 0 else 'darker'} by {abs(self.light)}")
        return ", ".join(parts)

    def at(self, row: int, column: int) -> tuple[int, ...]:
        """Return the numbers of one pixel, one a plane. Errors: a pixel outside the picture."""
        _, rows, columns = self.shape
        if not (0 <= row < rows and 0 <= column < columns):
            raise IndexError(
                say.ROW_COLUMN_IS_OUTSIDE.format(row=row, column=column, rows=rows, columns=columns)
            )
        return tuple(int(one) for one in self.picture.pixels[:, row, column])

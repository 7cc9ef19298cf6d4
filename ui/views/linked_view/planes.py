"""A linked view without a kernel: a picture's planes side by side, linked pixel by pixel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.views.pack import pack, smallest_integers


@dataclass(frozen=True)
class Grid:
    """One grid of the view: one plane in grey, or red, green and blue together in colour."""

    title: str
    planes: tuple[int, ...]
    signed: bool = False  # a difference, coloured around 0
    tint: int | None = None  # 0 red, 1 green, 2 blue: one plane in that light, not in grey


@dataclass(frozen=True)
class PlaneScene:
    """What the view shows, in whole numbers, so that what the browser prints is exact.

    `image` holds the picture's planes first; after them, if the picture is `compared`, as many of
    the picture after a change, and then their differences.
    """

    image: NDArray[Any]  # (P, H, W) whole numbers
    names: Sequence[str]  # of the picture's planes: red, green, blue
    grids: Sequence[Grid]
    scale: int = 255  # the number printed for 255: 255, or 1
    white: int = 255  # the value drawn as white
    compared: bool = False
    lens: bool = True  # a picture too large to be read lies beside its own magnified part
    label: str = "Picture"  # what a screen reader calls the view
    cell: tuple[int, int] = (0, 0)  # row and column to open on
    arrival: int = 0  # a new number makes the browser take `cell` again
    editable: bool = False
    brush: str = ""  # the number that a drag over the pixels paints; "" a drag changes one number
    edits_seen: int = 0  # number of the last edit that this scene answers
    said: str = ""  # of that edit: why it was refused, or what it became
    ahead: Mapping[str, Any] = field(default_factory=dict)  # where sliders are answered: ui/ahead

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        signed = [plane for grid in self.grids if grid.signed for plane in grid.planes]
        meta = {
            "names": list(self.names),
            "grids": [
                {
                    "title": one.title,
                    "planes": list(one.planes),
                    "signed": one.signed,
                    "tint": one.tint,
                }
                for one in self.grids
            ],
            "scale": self.scale,
            "white": self.white,
            "compared": self.compared,
            "lens": self.lens,
            "limit": int(np.abs(self.image[signed]).max()) if signed else 0,
            "label": self.label,
            "start": [0, *(int(one) for one in self.cell)],
            "arrival": self.arrival,
            "editable": ["pixels"] if self.editable else [],
            "brush": self.brush,
            "seq": self.edits_seen,
            "said": self.said,
            "ahead": dict(self.ahead),
        }
        return pack(meta, image=smallest_integers(self.image))

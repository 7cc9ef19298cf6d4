"""No padding, "same" and "full" side by side: the windows that read each pixel, and the sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry import output_size, window_counts
from ui.frame.scenes import size
from ui.lessons.padding.words import views as say
from ui.models.convolution import Convolution
from ui.views.board import Board, Panel

WAYS = {"valid": "no padding", "same": "same", "full": "full"}
WRITTEN = 400  # pixels of a picture whose counts are written in the cells
KEYS = say.ARROW_KEYS_MOVE_TO_ANOTHER


@dataclass(frozen=True, eq=False)
class Read:
    """One padding at stride 1: how many windows read each pixel (H, W), and the map's size."""

    counts: NDArray[np.int64]
    size: tuple[int, int] | None  # None where no window fits

    @property
    def corner(self) -> int:
        """The windows that read the pixel at the upper left."""
        return int(self.counts[0, 0])

    @property
    def middle(self) -> int:
        """The windows that read the pixel in the middle."""
        rows, columns = self.counts.shape
        return int(self.counts[rows // 2, columns // 2])


def read_by(found: Convolution) -> dict[str, Read]:
    """Return what each padding does to the picture under the kernel, at stride and dilation 1."""
    picture, kernel = found.read, found.kernel.shape
    made = {}
    for way in WAYS:
        try:
            out = output_size(picture, kernel, padding=way)
            counts = window_counts(picture, kernel, padding=way)
        except ValueError:
            out, counts = None, np.zeros(picture, dtype=np.int64)
        made[way] = Read(counts, out)
    return made


def paddings_board(found: Convolution) -> Board:
    """Return the picture three times, each pixel the number of windows that read it."""
    made = read_by(found)
    most = max(int(one.counts.max()) for one in made.values())
    panels = [
        Panel(
            f"{WAYS[way]}: {f'map {size(*one.size)}' if one.size else 'no map'}",
            one.counts,
            0,
            limit=most,
            texts=[str(n) for n in one.counts.ravel()] if one.counts.size <= WRITTEN else (),
        )
        for way, one in made.items()
    ]
    return Board(
        panels,
        found.read,
        {"kind": "readers", "names": [*WAYS.values()]},
        say.WINDOWS_THAT_READ_EACH_PIXEL.format(title=found.picture.title, keys=KEYS),
    )


def paddings_words(found: Convolution) -> str:
    """Say how many windows read a corner and the middle with each padding."""
    made = read_by(found)
    corner, middle = (
        [getattr(one, name) for one in made.values()] for name in ("corner", "middle")
    )
    ways = ("without padding", "with “same”", "with “full”")
    counts = [f"**{n}** {way}" for n, way in zip(corner, ways, strict=True)]
    same = f"always {middle[0]}" if len({*middle}) == 1 else ", ".join(map(str, middle))
    return say.WINDOWS_THAT_READ_A_CORNER.format(
        counts_0=counts[0], counts_1=counts[1], counts_2=counts[2], same=same
    )

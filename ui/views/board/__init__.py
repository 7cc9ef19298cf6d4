"""Grids in rows on one canvas: pictures, maps and kernels, linked cell by cell in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.views.component import component
from ui.views.events import CELL, NUMBER, Event, record, whole
from ui.views.pack import pack

# How far a dragged grid is shifted, and when, so that the same shift can be sent twice.
SLID = Event("slid", record(by=whole(0, 100), at=NUMBER))


@dataclass(frozen=True, eq=False)
class Panel:
    """One grid of the board."""

    title: str
    values: NDArray[Any]  # (H, W)
    row: int  # of the board
    # "grey", "signed", "weights"; of a board of waves also "magnitude" (on a log scale), "gain",
    # "wave" and "faded-wave": the chosen one, which the browser draws whatever `values` are
    kind: str = "signed"
    limit: float = 0  # the value of full colour or white; 0: its largest
    # What of this grid the chosen cell (r, c) reads: rows from r · step[0] + frame[0], columns from
    # c · step[1] + frame[1], so many rows and columns; None: a grid that has no cells of the map.
    frame: tuple[int, int, int, int] | None = (0, 0, 1, 1)
    step: tuple[int, int] = (1, 1)  # rows and columns from what one cell reads to the next's
    before: str = ""  # between this grid and the one before: "∗", "=", "→"
    part: str = ""  # in a drawn network: "input", "kernel", "map", "output" or "beside"
    slides: bool = False  # dragged to the left and right, it changes the board's `slide`
    texts: Sequence[str] = ()  # the numbers of its cells, row by row, where they are written


@dataclass(frozen=True, eq=False)
class Board:
    """What a board shows, and how its formula line reads (sentence.js)."""

    panels: Sequence[Panel]
    size: tuple[int, int]  # of the map whose cell is chosen
    formula: Mapping[str, Any]
    label: str  # what a screen reader calls the picture
    cell: tuple[int, int] = (0, 0)
    arrival: int = 0  # a new number makes the browser take `cell` again
    hidden: tuple[int, int] | None = None  # the cell a question asks for
    # The line under the grids: marks by their style in panel.css, "" for none, and what they mean.
    # Where a lesson has no line of its own, what `marks` says.
    key: Sequence[tuple[str, str]] = ()
    slide: tuple[int, int] | None = None  # columns by which its grids are shifted, and the most
    drag: str = ""  # what the line says where the reader may shift them

    def packed(self) -> bytes:
        """Pack the board for the browser."""
        meta = {
            "panels": [
                {
                    "title": one.title,
                    "row": one.row,
                    "kind": one.kind,
                    "limit": float(one.limit or np.abs(one.values).max() or 1),
                    "frame": None if one.frame is None else list(one.frame),
                    "step": list(one.step),
                    "before": one.before,
                    "part": one.part,
                    "slides": one.slides,
                    "texts": list(one.texts),
                }
                for one in self.panels
            ],
            "size": list(self.size),
            "formula": dict(self.formula),
            "label": self.label,
            "start": list(self.cell),
            "arrival": self.arrival,
            "key": [list(one) for one in self.key or marks(self.panels)],
            "slide": None if self.slide is None else list(self.slide),
            "drag": self.drag,
            "hidden": None if self.hidden is None else list(self.hidden),
        }
        return pack(
            meta, **{f"p{k}": one.values.astype(np.float64) for k, one in enumerate(self.panels)}
        )


WEIGHTS = (("positive", "weight above 0"), ("below", "weight below 0"))
COLOURS = (("colour-above", "above 0"), ("colour-below", "below 0 (hatched)"))
CHOSEN = ("chosen", "the chosen cell")
READ = ("chosen", "the chosen cell and what it reads")


def marks(panels: Sequence[Panel]) -> list[tuple[str, str]]:
    """Return what the colours, the hatch and the frame in these grids mean, those in sight."""
    signs = [
        (mark, any(bool((sign * one.values > 0).any()) for one in panels if one.kind == kind))
        for kind, pair in (("weights", WEIGHTS), ("signed", COLOURS))
        for sign, mark in zip((1, -1), pair, strict=True)
    ]
    frames = [one.frame[2:] for one in panels if one.frame is not None]
    framed = [READ if any(size != (1, 1) for size in frames) else CHOSEN] if frames else []
    return [mark for mark, seen in signs if seen] + framed


_component = component(
    "board",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL, SLID),
    picture="the maps side by side",
)


def board_view(
    board: Board,
    *,
    key: str,
    on_cell: Callable[[], None],
    on_slid: Callable[[], None] = lambda: None,
) -> None:
    """Show the board; `CELL.sent(key)`, {row, column}, is the cell once it rests.

    `SLID.sent(key)`, {by, at}, is how far the reader has dragged its grids that slide.
    """
    _component(key=key, data=board.packed(), on_cell_change=on_cell, on_slid_change=on_slid)

"""What the browser shows of one position of a step: panels of numbers, and lines of arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from ui.views.pack import pack

GREY, SIGNED = "grey", "signed"
LARGEST = 1e38
SAME, ALL = -1, -2  # tiles that a pointed cell leads to


@dataclass(frozen=True)
class Frame:
    """A frame around cells of one tile, or of ALL."""

    tile: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    soft: bool = False  # dashed: what belongs to it, not the thing itself


@dataclass(frozen=True)
class Follow:
    """Where a cell pointed at in another panel lies in this one."""

    panel: str
    stride: tuple[int, int] = (1, 1)
    offset: tuple[int, int] = (0, 0)
    size: tuple[int, int] = (1, 1)
    tile: int = SAME


@dataclass(frozen=True)
class Panel:
    """Grids of numbers, one tile for each map: values (T, R, C)."""

    name: str
    title: str
    values: Array
    look: str = SIGNED
    share: float = 1.0  # of the width, beside the others
    across: int = 0  # tiles in a row; 0: as fits
    sends: str = ""  # what a click on a cell chooses: "pick" or "weight"
    layer: int = 0  # whose weights these are
    first_tile: int = 0  # the number of the first tile among all
    tone: str = "soft"  # of the title: "violet" for weights, "teal" for answers
    pads: tuple[int, int, int, int] = (0, 0, 0, 0)  # padding above, left, below, right
    frames: Sequence[Frame] = ()
    marks: NDArray[Any] | None = None  # (T, R, C) cells with a dot: the winners
    follow: Follow | None = None
    limit: float = 0.0  # value of the full colour, if none is larger
    largest_cell: int = 44

    def described(self) -> dict[str, Any]:
        """Return all but the arrays, as plain values."""
        finite = self.values[np.isfinite(self.values)]
        limit = max(self.limit, float(np.abs(finite).max(initial=0.0)))
        return {
            "name": self.name,
            "title": self.title,
            "look": self.look,
            "share": self.share,
            "across": self.across,
            "sends": self.sends,
            "layer": self.layer,
            "firstTile": self.first_tile,
            "tone": self.tone,
            "pads": list(self.pads),
            "frames": [
                [int(f.tile), int(f.row), int(f.column), f.rows, f.columns, f.soft]
                for f in self.frames
            ],
            "follow": None
            if self.follow is None
            else {
                "panel": self.follow.panel,
                "stride": list(self.follow.stride),
                "offset": [int(one) for one in self.follow.offset],
                "size": list(self.follow.size),
                "tile": int(self.follow.tile),
            },
            "limit": limit,
            "largestCell": self.largest_cell,
        }


@dataclass(frozen=True)
class Row:
    """One line of a table: a class with its numbers."""

    texts: Sequence[str]
    bar: float  # -1 to 1
    chosen: bool = False
    right: bool = False  # the label


@dataclass(frozen=True)
class Table:
    """Classes with their numbers, and a bar for the last one."""

    heads: Sequence[str]
    rows: Sequence[Row]
    sends: str = ""
    signed: bool = False


@dataclass(frozen=True)
class Piece:
    """A part of a line: text, its kind, and what stands small below it."""

    text: str
    kind: str = ""  # "result", "weight", "soft"
    under: str = ""


@dataclass(frozen=True)
class Scene:
    """One position of the step, complete."""

    title: str
    words: str
    show: Sequence[Panel | Table | str]  # a text stands between two panels: ×, =, →
    lines: Sequence[Sequence[Piece]]
    note: str = ""  # about rounding
    say: Sequence[str] = field(default=())  # panels and signs that a pointed cell is told with


def selector(maps: Array, chosen: int, title: str) -> list[Panel]:
    """Return all maps small, to choose one of; nothing where there is only one."""
    if len(maps) == 1:
        return []
    whole = Frame(chosen, 0, 0, maps.shape[1], maps.shape[2])
    return [Panel("maps", title, maps, share=0.55, sends="pick", frames=[whole])]


def packed(scene: Scene, meta: dict[str, Any], **arrays: NDArray[Any]) -> bytes:
    """Pack a scene and what stays around it for the browser."""
    sent = dict(arrays)
    shown: list[dict[str, Any]] = []
    for one in scene.show:
        if isinstance(one, str):
            shown.append({"kind": "sign", "text": one})
        elif isinstance(one, Table):
            shown.append(
                {
                    "kind": "table",
                    "heads": list(one.heads),
                    "sends": one.sends,
                    "signed": one.signed,
                    "rows": [
                        {
                            "texts": list(row.texts),
                            "bar": float(row.bar),
                            "chosen": row.chosen,
                            "right": row.right,
                        }
                        for row in one.rows
                    ],
                }
            )
        else:
            shown.append({"kind": "panel", **one.described()})
            # A run that diverges may leave the range of what is sent, but not that of the colours.
            bounded = np.clip(one.values, -LARGEST, LARGEST)
            sent[f"values {one.name}"] = np.asarray(bounded, np.float32)
            if one.marks is not None:
                sent[f"marks {one.name}"] = one.marks.astype(np.uint8)
    lines = [
        [{"text": piece.text, "kind": piece.kind, "under": piece.under} for piece in line]
        for line in scene.lines
    ]
    return pack(
        {
            **meta,
            "title": scene.title,
            "words": scene.words,
            "show": shown,
            "lines": lines,
            "note": scene.note,
            "say": list(scene.say),
        },
        **sent,
    )

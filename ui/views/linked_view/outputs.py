"""A linked view whose window has no weights: pooling, or a function of each number alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.views.colour_range import colour_range
from ui.views.pack import pack, smallest_integers

FEW = 12  # rows or columns of a window that is drawn cell by cell


@dataclass(frozen=True)
class Bend:
    """A function of one number: how the view writes it and draws it."""

    name: str
    # The function with its number in it, for numbers above 0 and for the others: {x}, {-x} for
    # minus x, {(x)} in brackets where it is negative.
    worked: tuple[str, str]
    slopes: NDArray[np.float64]  # (H, W)
    curve: tuple[NDArray[np.float64], NDArray[np.float64]]  # x and f(x), each (n,)
    ends: tuple[float, float]  # lowest and highest f(x) drawn
    bias: int = 0  # tenths, part of every input value


@dataclass(frozen=True)
class Arithmetic:
    """How the formula writes what a window's cells become."""

    name: str  # stands before the cells in brackets, unless they are added
    scales: bool = True  # whether cells may be divided by `divisor` after all is done
    # What stands before and after the sum of the cells, and each cell's power: √(3² + 4²).
    sum: tuple[str, str, int] | None = None


@dataclass(frozen=True)
class OutputScene:
    """What the view shows. Values are whole numbers over a divisor, so that sums are exact.

    A window becomes one number by an `arithmetic` of its cells, or by a `bend` of its only one.
    """

    image: NDArray[Any]  # (1, H, W) whole numbers over `divisor`
    divisor: int
    maps: NDArray[Any]  # (1, H', W') over `map_divisor`: whole numbers where an answer is exact
    map_divisor: int
    arithmetic: Arithmetic | None = None
    window: tuple[int, int] = (1, 1)
    stride: tuple[int, int] = (1, 1)
    winners: NDArray[Any] | None = None  # (H', W', 2): row and column of the cell that won
    unread: NDArray[np.bool_] | None = None  # (H, W): cells that no window reads
    counts: NDArray[Any] | None = None  # (H, W), drawn in place of the values
    bend: Bend | None = None
    grey: tuple[bool, bool] = (False, False)  # input and map drawn from black, 0, to white
    # What the strongest colour stands for: one range for both, or the map has its own.
    same_range: bool = True
    white: float = 0  # the range of both is at least this
    titles: tuple[str, str, str] = ("input", "window", "map")
    label: str = "Input, window and map"
    cell: tuple[int, int] = (0, 0)
    arrival: int = 0
    hidden: tuple[int, int] | None = None  # the cell a question asks for
    editable: Sequence[str] = ()  # ("pixels",) where the input is a picture
    edits_seen: int = 0  # number of the last edit that this scene answers
    share: float = 0.42  # of the window's height that the canvas may take
    said: str = ""  # of the last edit: why it was refused, or what it became
    ahead: Mapping[str, Any] = field(default_factory=dict)  # where sliders are answered: ui/ahead
    announce: str = ""  # name under which curves hear of the cell: x, f(x), slope

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        before = self.image[0] / self.divisor
        after = self.maps[0] / self.map_divisor
        (start, beyond), (end, over) = colour_range([before]), colour_range([after])
        if self.same_range:
            start = end = max(start, end, self.white)
        arrays: dict[str, NDArray[Any]] = {
            "image": smallest_integers(self.image),
            "maps": _whole_or_float(self.maps),
        }
        meta: dict[str, Any] = {
            "answer": "function" if self.bend else "window",
            "boxed": max(self.window) > FEW,
            "window": list(self.window),
            "stride": list(self.stride),
            "inputDivisor": int(self.divisor),
            "divisors": [int(self.map_divisor)],
            "inputSigned": not self.grey[0],
            "white": (start or 1.0) * self.divisor,
            "mapWhite": end or 1.0,
            "limit": end,
            "beyond": beyond or over,
            "ranges": [[float(after.min()), float(after.max())]],
            "greyMaps": [self.grey[1]],
            "largestCount": 0 if self.counts is None else int(self.counts.max()),
            "inputTitles": [self.titles[0]],
            "kernelTitles": [self.titles[1]],
            "outputTitles": [self.titles[2]],
            "label": self.label,
            "start": [0, *(int(one) for one in self.cell)],
            "arrival": self.arrival,
            "hidden": None if self.hidden is None else [0, *(int(one) for one in self.hidden)],
            "editable": list(self.editable),
            "brush": "",
            "seq": self.edits_seen,
            "said": self.said,
            "ahead": dict(self.ahead),
            "share": self.share,
            "announce": self.announce,
        }
        if self.bend:
            x, y = self.bend.curve
            meta |= {
                "name": self.bend.name,
                "worked": list(self.bend.worked),
                "bias": self.bend.bias,
                "curveEnds": [float(one) for one in self.bend.ends],
            }
            arrays |= {
                "slopes": self.bend.slopes.astype(np.float64),
                "curve": np.concatenate([x, y]).astype(np.float32),
            }
        if self.arithmetic:
            name, scales, total = self.arithmetic.name, self.arithmetic.scales, self.arithmetic.sum
            meta |= {"answerName": name, "scales": scales, "sum": total and list(total)}
        for name, one in {"winners": self.winners, "counts": self.counts}.items():
            if one is not None:
                arrays[name] = smallest_integers(one)
        if self.unread is not None and self.unread.any():
            arrays["unread"] = self.unread.astype(np.uint8)
        return pack(meta, **arrays)


def _whole_or_float(values: NDArray[Any]) -> NDArray[Any]:
    whole = bool((values == np.rint(values)).all())
    return smallest_integers(values) if whole else values.astype(np.float64)

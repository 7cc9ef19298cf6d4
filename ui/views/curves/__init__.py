"""Curves: charts of lines, points or bars with exact values under the pointer.

`curves([Chart(...), ...], key=...)` draws them side by side; everything after that runs in the
browser. An axis is linear or logarithmic; pointing, touching or the arrow keys move from sample
to sample, and a line of text (`role="status"`) says the values. Charts whose x axes have the same
title move together. With `follow` they mark what another component announces (`views/announce.js`):
`Scene.announce` of the linked view tells the numbers of the cell that is pointed at.

    loss = Series("loss", steps, values, colour="violet")
    curves([Chart("Loss", [loss], x=Axis("step"), y=Axis("loss", log=True))], key="train.loss")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ui.views.component import component
from ui.views.pack import pack

Colour = Literal["ink", "soft", "violet", "teal", "positive", "negative"]


@dataclass(frozen=True)
class Series:
    """Numbers of one name over x. NaN and infinity leave a gap, which the text names.

    `kind` "bars" takes one x more than y: the edges. A `quiet` series is drawn thin, as a
    background for the others, and is not read out; a `thin` one is.
    """

    name: str
    x: ArrayLike  # (n,), for bars (n + 1,)
    y: ArrayLike  # (n,)
    colour: Colour = "teal"
    kind: Literal["line", "points", "bars"] = "line"
    dash: str = ""  # as SVG has it: "6 4"
    quiet: bool = False
    thin: bool = False

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return x and y as float64. Raises ValueError for lengths that do not belong together."""
        x, y = (np.asarray(one, dtype=np.float64).ravel() for one in (self.x, self.y))
        if len(x) != len(y) + (self.kind == "bars"):
            edges = ", one more for the edges of bars" if self.kind == "bars" else ""
            raise ValueError(
                f"series {self.name!r} has {len(x)} x for {len(y)} y: give as many{edges}"
            )
        return x, y


@dataclass(frozen=True)
class Axis:
    """One axis; without `low` or `high` it ends where the numbers do."""

    title: str
    low: float | None = None
    high: float | None = None
    log: bool = False  # what is 0 or below stands at the foot of the axis, as a ring
    whole: bool = False  # marks at whole numbers alone: layers, steps


@dataclass(frozen=True)
class Guide:
    """A dashed line across a chart at one y, with its words."""

    y: float
    words: str


@dataclass(frozen=True)
class Chart:
    """One chart. `label` is what a screen reader calls it; the title if it has none."""

    title: str
    series: Sequence[Series]
    x: Axis
    y: Axis
    guides: Sequence[Guide] = ()
    label: str = ""
    height: int = 220  # px of the plot
    at: float | None = None  # the x that is marked before anything is pointed at
    # Which of the announced numbers are x and y of the mark; y None: the nearest sample's.
    follows: tuple[int, int | None] | None = None

    def meta(self) -> dict[str, Any]:
        """Return all but the numbers, as JSON has it."""
        return {
            "title": self.title,
            "label": self.label or self.title,
            "height": self.height,
            "at": self.at,
            "follows": None if self.follows is None else list(self.follows),
            "guides": [{"y": float(one.y), "words": one.words} for one in self.guides],
            "x": vars(self.x),
            "y": vars(self.y),
            "series": [
                {
                    "name": one.name,
                    "colour": one.colour,
                    "kind": one.kind,
                    "dash": one.dash,
                    "quiet": one.quiet,
                    "thin": one.thin or one.quiet,
                }
                for one in self.series
            ],
        }


def packed(charts: Sequence[Chart], follow: str = "", words: str = "") -> bytes:
    """Pack charts for the browser. Raises ValueError for x that are not finite."""
    arrays, gaps = {}, []
    for c, chart in enumerate(charts):
        missing = []
        for k, one in enumerate(chart.series):
            x, y = one.arrays()
            finite = np.isfinite(y)
            missing.append(np.flatnonzero(~finite).tolist())
            arrays[f"x{c}.{k}"], arrays[f"y{c}.{k}"] = x, np.where(finite, y, 0.0)
        gaps.append(missing)
    meta = {
        "charts": [chart.meta() for chart in charts],
        "gaps": gaps,
        "follow": follow,
        "words": words,
    }
    return pack(meta, **arrays)


_component = component(
    "curves",
    __file__,
    html=("curves.html",),
    css=("../shared/palette.css", "curves.css"),
    picture="the curves",
)


def curves(charts: Sequence[Chart], *, key: str, follow: str = "", words: str = "") -> None:
    """Show charts side by side, below each other where there is no room.

    `follow` names what they mark until the reader points at a chart; `words` say what that is.
    """
    _component(key=key, data=packed(charts, follow, words))

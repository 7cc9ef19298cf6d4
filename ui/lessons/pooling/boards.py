"""Maps side by side: every pooling of one map, and one pooling of a picture that moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnn_core.ops import POOLINGS
from ui.frame.scenes import size
from ui.lessons.pooling.model import FARTHEST, Pooled
from ui.lessons.pooling.scene import source_name
from ui.lessons.pooling.settings import BY
from ui.lessons.pooling.words import page as words
from ui.lessons.pooling.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.text.numbers import cell_texts
from ui.views.board import COLOURS, READ, Board, Panel

Array = NDArray[np.float64]
KEYS = say.ARROW_KEYS_MOVE_THE_CELL


def compared_board(view: View, shown: Pooled) -> Board:
    """Return what is pooled beside what every pooling makes of it, with its zeros counted."""
    made = {kind: shown.pooled_by(kind) for kind in POOLINGS}
    limit = max(_limit(shown.source_map), *(_limit(one.map) for one in made.values()))
    grey = shown.is_grey
    first = next(iter(made.values()))
    title = f"{source_name(shown)} {size(*shown.whole)}"
    panels = [_panel(first, title, first.source_map, 0, grey=grey, limit=limit)]
    for kind, one in made.items():
        title = f"{POOLINGS[kind].title}, {_zeros(one.zeros)}"
        kept = "grey" if grey and bool((one.map >= 0).all()) else "signed"
        panels.append(Panel(title, one.map, 0, kept, limit, texts=cell_texts(one.map)))
    return Board(
        panels,
        first.size,
        {
            "kind": "pooled",
            "source": 0,
            "panels": [*range(1, len(panels))],
            "names": [_named(POOLINGS[kind].title) for kind in made],
        },
        f"{shown.convolution.picture.title}, pooled in {len(made)} ways. {KEYS}",
        view[CELL],
        view.arrival,
    )


def shifted_board(view: View, shown: Pooled) -> Board:
    """Return the maps before and after the picture moved, and what changed: pooled ones below."""
    by = view[BY]
    after = shown.moved(by)
    grey = shown.is_grey and bool(min(shown.map.min(), after.map.min()) >= 0)
    name, moved = source_name(shown), f"shifted by {by}"
    rows = ((name, shown.source_map, after.source_map), ("pooled", shown.map, after.map))
    panels: list[Panel] = []
    for row, ((title, was, now), changes) in enumerate(zip(rows, shown.changes(), strict=True)):
        limit = max(_limit(was), _limit(now))
        same = int((was == now).sum())
        changed = f"{100 * changes[by]:.0f} % change, {same:,} cell{'s' * (same != 1)} unchanged"
        panels += [
            _panel(shown, f"{title} {size(*was.shape)}", was, row, grey=grey, limit=limit),
            replace(_panel(shown, moved, now, row, grey=grey, limit=limit), slides=row == 0),
            _panel(shown, changed, now - was, row, limit=limit),
        ]
    return Board(
        panels,
        shown.size,
        {"kind": "change", "panels": [3, 4]},
        say.BEFORE_AND_AFTER_A_SHIFT.format(
            title=shown.convolution.picture.title, by=by, value="s" * (by != 1), keys=KEYS
        ),
        view[CELL],
        view.arrival,
        key=(*COLOURS, READ),
        slide=(by, FARTHEST),
        drag=words.DRAG,
    )


def _panel(
    shown: Pooled, title: str, values: Array, row: int, *, grey: bool = False, limit: float
) -> Panel:
    """Return a map's grid: in what is pooled, with the window that a pooled cell reads."""
    kind = "grey" if grey else "signed"
    texts = cell_texts(values)
    if values.shape == shown.whole:
        reads = (0, 0, *shown.window)
        return Panel(title, values, row, kind, limit, reads, shown.stride, texts=texts)
    return Panel(title, values, row, kind, limit, texts=texts)


def _zeros(count: int) -> str:
    return f"{count:,} zero{'s' * (count != 1)}"


def _named(title: str) -> str:
    """Return a title as it stands within a sentence: a name with a number in it stays as it is."""
    return title.lower() if title.isalpha() else title


def _limit(values: Array) -> float:
    return float(np.abs(values).max()) or 1.0

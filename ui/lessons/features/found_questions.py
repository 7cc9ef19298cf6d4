"""What the lesson asks about the windows that excite units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnn_core.nn import describe
from ui.frame.questions import Cell, Question, counted
from ui.lessons.features.found import Found
from ui.lessons.features.model import Shown
from ui.lessons.features.words import questions as say


@dataclass(frozen=True, eq=False)
class Looked:
    """What is on screen when a question about windows is asked."""

    shown: Shown
    found: Found


Maker = Callable[[Looked, Cell, np.random.Generator], Question | None]


def window_count(looked: Looked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many windows of a picture one unit of a layer sees."""
    layers = [sheet.layer for sheet in looked.found.sheets if not sheet.layer.scores]
    if not layers:
        return None
    layer = layers[int(rng.integers(len(layers)))]
    maps, rows, columns = layer.shape
    return counted(
        "windows",
        say.MAPS_OF_HAVE_CELLS_HOW_MANY.format(title=layer.title, rows=rows, columns=columns),
        rows * columns,
        [
            (maps, say.NUMBER_OF_UNITS_EACH_OF_THEM),
            (rows + columns, say.ONE_WINDOW_FOR_EACH_CELL_SO),
            (maps * rows * columns, say.THESE_ARE_THE_CELLS_OF_ALL),
        ],
        say.UNIT_HAS_ONE_MAP_AND_EACH_CELL.format(
            rows=rows, columns=columns, product=rows * columns
        ),
        rng,
    )


def window_side(looked: Looked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how large the windows of a later layer are."""
    opened = looked.shown.opened
    layers = [
        sheet.layer
        for sheet in looked.found.sheets[1:]
        if not sheet.layer.scores and sheet.layer.side < opened.network.input_shape[1]
    ]
    windows = [(one, one.layers(opened)[-1].window[0][0]) for one in layers]
    # A convolution of 1x1 sees what the one before it sees.
    layer, kernel = next(((one, size) for one, size in windows if size > 1), (None, 1))
    if layer is None:
        return None
    rows = describe(layer.layers(opened), opened.network.input_shape).rows
    fields = [row.field.size[0] for row in rows if row.field]
    before = fields[-2]
    return counted(
        "side",
        say.WINDOW_OF_COVERS_CELLS.format(title=layer.title, kernel=kernel, before=before),
        layer.side,
        [
            (kernel, say.THESE_ARE_ROWS_OF_THE_MAPS),
            (before * kernel, say.FIELDS_OF_NEIGHBOURS_OVERLAP),
            (before, say.WHAT_ONE_CELL_OF_THE_MAPS),
        ],
        say.FIRST_CELL_SEES_ROWS_AND_EACH.format(before=before, side=layer.side),
        rng,
    )


FOUND_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"windows": window_count, "side": window_side}
)

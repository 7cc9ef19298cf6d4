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


@dataclass(frozen=True, eq=False)
class Looked:
    """What is on screen when a question about windows is asked."""

    shown: Shown
    found: Found


Maker = Callable[[Looked, Cell, np.random.Generator], Question | None]


def window_count(looked: Looked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many windows of a picture one unit of a layer sees."""
    network = looked.shown.opened.network
    layers = [sheet.layer for sheet in looked.found.sheets if not sheet.layer.scores]
    if not layers:
        return None
    layer = layers[int(rng.integers(len(layers)))]
    maps, rows, columns = network.shapes[layer.depth]
    return counted(
        "windows",
        f"The maps of **{layer.title}** have {rows}×{columns} cells. How many windows of one "
        "picture does one of its units see?",
        rows * columns,
        [
            (maps, "This is the number of units. Each of them has its own map."),
            (rows + columns, "There is one window for each cell, so rows and columns multiply."),
            (maps * rows * columns, "These are the cells of all units together."),
        ],
        f"A unit has one map, and each cell of the map is one window: {rows}·{columns} = "
        f"{rows * columns}. The largest of them is shown.",
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
    if not layers:
        return None
    layer = layers[0]
    rows = describe(opened.network.layers[: layer.depth], opened.network.input_shape).rows
    kernel = rows[-1].layer.window[0][0]
    fields = [row.field.size[0] for row in rows if row.field]
    before = fields[-2]
    return counted(
        "side",
        f"A window of **{layer.title}** covers {kernel}×{kernel} cells of the maps before it, and "
        f"each of those sees {before} rows. How many rows of the image does its unit see?",
        layer.side,
        [
            (kernel, "These are rows of the maps before. Each of them sees more rows."),
            (before * kernel, "The fields of neighbours overlap, so they do not add up."),
            (before, "This is what one cell of the maps before sees."),
        ],
        f"The first cell sees {before} rows, and each further one lies some pixels on. "
        f"Together they see {layer.side} rows.",
        rng,
    )


FOUND_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"windows": window_count, "side": window_side}
)

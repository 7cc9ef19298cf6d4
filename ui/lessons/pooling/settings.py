"""The settings of the lesson on pooling, by the names they have in its link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ui.lessons.pooling.blocks import (
    OPENING,
    SIDE,
    Block,
    Volume,
    read_row,
    read_volume,
    write_block,
)
from ui.lessons.pooling.model import FARTHEST, GLOBAL, KINDS, SOURCES, Pooled
from ui.lessons.pooling.words import views as say
from ui.link.convolution import chosen_kernel, settle_cell, settled
from ui.link.pixel_edits import EDITS, edited, lasting
from ui.link.settings import Choice, Setting, Text, Whole
from ui.link.view import View
from ui.models.activation import STRONGEST_BIAS
from ui.models.convolution import Convolution
from ui.pictures import Picture

LARGEST_WINDOW = 8
LARGEST_STEP = 8

OF = Choice("of", "picture", tuple(SOURCES), "map to pool")
BIAS = Whole("bias", 0, -STRONGEST_BIAS, STRONGEST_BIAS)
POOL = Choice("pool", "max", KINDS, "pooling")
WINDOW = Whole("window", 2, 1, LARGEST_WINDOW)
STEP = Whole("step", 2, 1, LARGEST_STEP)
BY = Whole("by", 1, 0, FARTHEST)  # pixels of the shift
PLACE = Whole("place", 0, 0, SIDE**3 - 1)  # of a window over a row or a volume, in reading order
BLOCKS = {
    "row": Text[Volume]("row", OPENING["row"], read_row, write_block),
    "volume": Text[Volume]("volume", OPENING["volume"], read_volume, write_block),
}


def pool_settings() -> list[Setting[Any]]:
    """Return what the link says of pooling."""
    return [OF, BIAS, POOL, WINDOW, STEP, BY, PLACE, *BLOCKS.values()]


def settle_pooled(view: View, original: Picture) -> Pooled:
    """Return the nearest pooling that exists of the picture as it is edited, and note changes."""
    view[EDITS] = lasting(original, view[EDITS])
    shown = edited(original, view[EDITS])
    kernel = chosen_kernel(view)
    source = view[OF]
    found = Convolution(shown, kernel) if source == "picture" else settled(view, shown, kernel)
    if source in ("picture", "map"):
        view[BIAS] = 0  # of an activation alone
    pooled = Pooled(found, source, view[POOL], view[WINDOW], view[STEP], view[BIAS])
    room = min(pooled.whole)
    if view[WINDOW] > room:
        rows, columns = pooled.whole
        wanted = view[WINDOW]
        view.fit(WINDOW, room)
        view.notes.append(
            say.WINDOW_OF_COVERS_MORE_THAN.format(
                wanted=wanted, rows=rows, columns=columns, room=room
            ),
        )
        pooled = replace(pooled, side=room)
    settle_cell(view, pooled.answers, "map")
    return pooled


def settle_block(view: View, name: str) -> Block:
    """Return the row or the volume of the view under a window that fits in it, and note changes."""
    volume = view[BLOCKS[name]]
    if view[POOL] == GLOBAL:
        view.change(POOL, "avg", say.GLOBAL_POOLING_HAS_ONE_WINDOW)
    room = min(volume.shape)
    if view[WINDOW] > room:
        view.notes.append(say.WINDOW_OF_IS_LONGER_THAN.format(view=view[WINDOW], room=room))
        view.fit(WINDOW, room)
    block = Block(volume.shape, volume.numbers, view[POOL], view[WINDOW], view[STEP])
    view[PLACE] = min(view[PLACE], len(block.cells) - 1)
    return block

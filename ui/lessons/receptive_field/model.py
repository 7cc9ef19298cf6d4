"""What the lesson on receptive fields shows: a picture, a stack over it, one cell of a layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn import Field, describe, receptive_field
from cnn_core.receptive_fields import (
    FieldWork,
    MeasuredField,
    Reach,
    deciding_part,
    field_work,
    measured_field,
    reach,
)
from ui.lessons.receptive_field.stacks import MOST_LAYERS, STACK, Slide, sliding, trained_like
from ui.lessons.receptive_field.words import views as say
from ui.link.settings import Cell, Whole, quoted
from ui.link.view import View
from ui.link.vocabulary import CELL, MIDDLE
from ui.pictures import Picture

Pair = tuple[int, int]

LAST = 0  # the layer of a link that names none
CHANNELS = 4  # of the networks whose gradient is measured
HALF = 0.5
# Multiply-adds of all networks that one measurement may run forward: a second's work or so.
BUDGET = 2 * 10**8


@dataclass(frozen=True)
class FieldCell(Cell):
    """A cell in the link; a link that names none, or no cell, means the middle one."""

    default: Pair = MIDDLE

    def read(self, text: str) -> tuple[Pair, str | None]:
        value, note = super().read(text)
        return (
            value,
            note and say.NO_CELL_ROW_COLUMN_SO.format(quoted=quoted(text)),
        )


LAYER = Whole("layer", LAST, 0, MOST_LAYERS)


@dataclass(frozen=True)
class Fields:
    """A picture of one channel, the layers that slide over it, and the cell looked at."""

    picture: Picture
    slides: tuple[Slide, ...]
    layer: int  # 1 for the first; 0 is the picture itself
    cell: Pair

    @cached_property
    def sizes(self) -> list[Pair]:
        """Rows and columns of the picture and of each layer's map."""
        rows, columns = self.picture.pixels.shape[1:]
        found = describe(sliding(self.slides), (1, rows, columns))
        return [(rows, columns), *((row.shape[1], row.shape[2]) for row in found.rows)]

    @property
    def size(self) -> Pair:
        """Rows and columns of the picture."""
        return self.sizes[0]

    @cached_property
    def all(self) -> list[Field]:
        """The field of each layer's cells, the picture's own pixels first."""
        found = receptive_field(sliding(self.slides))
        return [Field(), *(one for one in found if one is not None)]

    @property
    def field(self) -> Field:
        """The field of the chosen layer's cells."""
        return self.all[self.layer]

    @cached_property
    def work(self) -> list[FieldWork]:
        """How size, jump and start of each layer add up."""
        return field_work(sliding(self.slides))

    @property
    def below(self) -> tuple[Slide, ...]:
        """The layers up to the chosen one."""
        return self.slides[: self.layer]

    @cached_property
    def reach(self) -> Reach:
        """What the chosen layer's cells read."""
        return reach(sliding(self.below), self.size)

    @property
    def inside(self) -> tuple[slice, slice]:
        """Rows and columns of the chosen cell's field as far as they are in the picture."""
        rows, columns = self.field.of(*self.cell)
        return clipped(rows, self.size[0]), clipped(columns, self.size[1])

    @property
    def at_rest(self) -> Fields:
        """The same stack, looked at through the middle cell of its last layer."""
        high, wide = self.sizes[-1]
        return replace(self, layer=len(self.slides), cell=(high // 2, wide // 2))

    def affordable(self, seeds: int) -> int:
        """Return over how many networks a measurement is averaged, at most `seeds`, at least 1."""
        part = deciding_part(sliding(self.below), self.size, self.cell)
        size = tuple(max(one.stop - one.start, 0) for one in (part.rows, part.columns))
        if not all(size):
            return seeds
        work = describe(trained_like(self.below, CHANNELS), (1, *size)).multiply_adds
        return max(1, min(seeds, BUDGET // max(work, 1)))

    def measured(self, seeds: int) -> MeasuredField:
        """Measure the chosen cell's field, over as many networks as are affordable."""
        return _measured(self.below, self.size, self.cell, self.affordable(seeds))


def clipped(part: slice, length: int) -> slice:
    """Return a part of an axis as far as it lies on it."""
    return slice(min(max(part.start, 0), length), max(min(part.stop, length), 0))


@lru_cache(maxsize=64)  # nothing in it is a visitor's: a stack, sizes and the arrays, locked
def _measured(slides: tuple[Slide, ...], size: Pair, cell: Pair, seeds: int) -> MeasuredField:
    found = measured_field(trained_like(slides, CHANNELS), (1, *size), cell, seeds=seeds)
    found.shares.setflags(write=False)
    return found


def settle_fields(view: View, picture: Picture) -> Fields:
    """Return the nearest stack and cell that exist on this picture, and note what had to change."""
    slides = view[STACK]
    rows, columns = picture.pixels.shape[1:]
    found = describe(sliding(slides), (1, rows, columns))
    if found.fault:
        fitting = len(found.rows)
        reason = found.reason.partition(":")[0]
        kept = slides[:fitting] or (Slide(padding=1),)
        done = (
            say.THESE_ARE_THE_BEFORE.format(fitting=fitting)
            if fitting > 1
            else f"This is {kept[0].title}."
        )
        view.change(
            STACK,
            kept,
            say.LAYER_DOES_NOT_FIT.format(
                next_fitting=fitting + 1,
                title=slides[fitting].title,
                rows=rows,
                columns=columns,
                reason=reason,
                done=done,
            ),
        )
        slides = kept
    if view[LAYER] > len(slides):
        note = say.ARE_LAYERS_SO_THE_LAST_IS_USED.format(count=len(slides))
        if view.arrived:
            view.notes.append(note)
        view[LAYER] = LAST
    layer = view[LAYER] or len(slides)
    high, wide = Fields(picture, slides, layer, (0, 0)).sizes[layer]
    return Fields(picture, slides, layer, _settled_cell(view, high, wide, layer))


def _settled_cell(view: View, high: int, wide: int, layer: int) -> Pair:
    """Return the view's cell, brought into the layer's map; its middle if the view names none."""
    if view[CELL] == MIDDLE:
        return high // 2, wide // 2
    row, column = view[CELL]
    cell = min(max(row, 0), high - 1), min(max(column, 0), wide - 1)
    if cell != (row, column):
        if view.arrived:
            view.notes.append(
                say.LAYER_HAS_CELLS_SO_ROW_COLUMN.format(
                    layer=layer, high=high, wide=wide, row=cell[0], column=cell[1]
                )
            )
        view[CELL] = cell
    return cell


def seen_through(picture: Picture, slides: Sequence[Slide]) -> NDArray[np.uint8]:
    """Return the map that a stack makes of a picture where every kernel is a plain average.

    (H', W'), 0..255: so that one still recognises what a layer's cells look at.
    """
    x = picture.pixels.astype(np.float32)
    for slide in slides:
        layer = slide.layer()
        if slide.kind == "c":
            layer.parameters["w"] = np.full(
                (1, 1, slide.size, slide.size), 1 / slide.size**2, np.float32
            )
            layer.parameters["b"] = np.zeros(1, np.float32)
        x = layer.forward(x[..., None] if x.ndim == 3 else x)
    return np.clip(np.rint(x.reshape(x.shape[1:3])), 0, 255).astype(np.uint8)

"""What the lesson shows: the network and picture of the link, and what is opened in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ui.lessons.inside.answers import answer_of
from ui.lessons.inside.settings import (
    BESIDE,
    CLASS,
    LAYER,
    MAP,
    NOBODY,
    PROBABLE,
    STRONGEST,
    VIEW,
)
from ui.link.settings import Setting
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.zoo.inputs import Input, chosen_input
from ui.zoo.networks import Opened, network_named, opened
from ui.zoo.parts import Answer, Part
from ui.zoo.session import stays
from ui.zoo.settings import DRAWING, IMAGE, TEST

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Shown:
    """All that is on screen, settled; what the network answers is worked out once asked for."""

    opened: Opened
    input: Input
    part: Part
    map: int
    asked_cell: Cell
    asked_class: int

    @cached_property
    def answer(self) -> Answer:
        """What the network makes of the picture."""
        return answer_of(self.opened, self.input)

    @property
    def finite(self) -> bool:
        """Whether all scores are numbers."""
        return bool(np.isfinite(self.answer.logits).all())

    @property
    def cell(self) -> Cell:
        """The cell that is opened: the one asked for, or the one farthest from 0."""
        if self.asked_cell != STRONGEST:
            return self.asked_cell
        values = self.answer.maps(self.part.number)[self.map]
        row, column = divmod(int(np.abs(values).argmax()), values.shape[1])
        return row, column

    @property
    def unit(self) -> int:
        """The class whose score is opened: the one asked for, or the most probable one."""
        return self.answer.best if self.asked_class == PROBABLE else self.asked_class


def shown_of(view: View) -> Shown:
    """Return what the view shows; what it cannot show becomes the nearest, with a sentence."""
    network = opened(view, BESIDE)
    brought = chosen_input(view, network)
    if view[IMAGE] in (TEST, DRAWING):  # other lessons have no such picture
        stays(IMAGE.name)
    part = network.parts[_nearest(view, LAYER, 1, len(network.parts) - 1)]
    if view[VIEW] == "cell" and part.kind != "conv":
        note = f"A cell of {part.title} reads no kernel, so its map is shown."
        if view.arrived:
            view.change(VIEW, "map", note)
        else:
            view[VIEW] = "map"
            view.notes.append(note)
    number = _nearest(view, MAP, 0, part.shape[0] - 1)
    asked = _nearest(view, CLASS, PROBABLE, len(network.classes) - 1)
    return Shown(network, brought, part, number, _cell(view, part), asked)


def beside(view: View, shown: Shown) -> Shown | None:
    """Return what the network beside the chosen one makes of the same picture, None for none."""
    if view[BESIDE] == NOBODY or view[VIEW] != "network" or shown.opened.data is None:
        return None
    other = network_named(view[BESIDE])
    same = other.data is shown.opened.data
    read = shown.input if same else replace(shown.input, label=None)
    last = other.parts[-1]
    return Shown(other, read, last, 0, STRONGEST, PROBABLE)


def _nearest(view: View, setting: Setting[int], low: int, high: int) -> int:
    """Bring a number into its range; a link that named it is told."""
    value = min(max(view[setting], low), high)
    if value != view[setting]:
        if setting.name in view.named:
            name, asked = setting.name, view[setting]
            said = f"This network has no {name} {asked} here, so {value} is used instead."
            view.change(setting, value, said)
        else:
            view.fit(setting, value)
    return value


def _cell(view: View, part: Part) -> Cell:
    if view[CELL] == STRONGEST:
        return STRONGEST
    row, column = (
        min(max(at, 0), most - 1) for at, most in zip(view[CELL], part.shape[1:], strict=True)
    )
    if (row, column) != view[CELL]:
        if CELL.name in view.named:
            asked = f"{view[CELL][0]},{view[CELL][1]}"
            said = f"This map has no cell {asked}, so {row},{column} is used instead."
            view.change(CELL, (row, column), said)
        else:
            view.fit(CELL, (row, column))
    return row, column

"""What the lesson shows: the network and picture of the link, and what is opened in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ui.lessons.inside.settings import (
    BESIDE,
    CLASS,
    LAYER,
    MAP,
    NOBODY,
    OTHER,
    PROBABLE,
    SECOND_PICTURES,
    SMALL,
    STRONGEST,
    VIEW,
)
from ui.lessons.inside.words import views as say
from ui.link.convolution import own_picture
from ui.link.settings import Setting
from ui.link.view import View
from ui.link.vocabulary import CELL, OWN
from ui.zoo.answers import answer_of
from ui.zoo.inputs import Input, chosen_input
from ui.zoo.networks import Opened, network_named, opened
from ui.zoo.parts import Answer, Part
from ui.zoo.session import brought_network, own_trainer, stays
from ui.zoo.settings import DRAWING, EXAMPLE, FILE, IMAGE, SMALL_ONLY, TEST

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
    if view[IMAGE] in SMALL_ONLY:  # other lessons have no such picture
        stays(IMAGE.name)
    part = network.parts[_nearest(view, LAYER, 1, len(network.parts) - 1)]
    if view[VIEW] == "cell" and part.kind != "conv":
        note = say.CELL_OF_READS_NO_KERNEL_SO.format(title=part.title)
        if view.arrived:
            view.change(VIEW, "map", note)
        else:
            view[VIEW] = "map"
            view.notes.append(note)
    _settle_beside(view, network)
    number = _nearest(view, MAP, 0, part.shape[0] - 1)
    asked = _nearest(view, CLASS, PROBABLE, len(network.classes) - 1)
    return Shown(network, brought, part, number, _cell(view, part), asked)


def beside(view: View, shown: Shown) -> Shown | None:
    """Return what stands beside: another picture or another network, None where it does not fit.

    Another picture is read by the same network: the same map, cell and class of it are shown.
    Another network reads the same picture; its maps and scores are shown where they are as many.
    """
    name = view[BESIDE]
    if name == NOBODY or view[VIEW] == "cell":
        return None
    if name in SECOND_PICTURES:
        chosen = view.with_values({IMAGE.name: name, EXAMPLE.name: view[OTHER]})
        read = chosen_input(chosen, shown.opened)
        second = replace(shown, input=read)
        return replace(second, asked_cell=shown.cell, asked_class=shown.unit)
    other = network_named(name)
    read = shown.input
    if other.data is not shown.opened.data or not other.tested:
        read = replace(read, label=None)
    if view[VIEW] == "network":
        return Shown(other, read, other.parts[-1], 0, STRONGEST, shown.unit)
    if not _alike(shown, other):
        return None
    part = other.parts[shown.part.number]
    return Shown(other, read, part, shown.map, shown.cell, shown.unit)


def _alike(shown: Shown, other: Opened) -> bool:
    """Tell whether another network has the same maps and classes, so that they can be compared."""
    shapes = [[(part.kind, part.shape) for part in one.parts] for one in (shown.opened, other)]
    return shapes[0] == shapes[1] and list(shown.opened.classes) == list(other.classes)


def second_names(opened: Opened) -> list[str]:
    """Return what may stand beside a network, by the names in the link."""
    pictures = [one for one in SECOND_PICTURES if one != OWN or own_picture()]
    if opened.data is None:
        return [NOBODY, *(one for one in pictures if one not in (TEST, DRAWING))]
    missing = {"yours": own_trainer(), FILE: brought_network()}
    networks = [one for one in SMALL if one not in missing or missing[one]]
    return [NOBODY, *networks, *pictures]


def _settle_beside(view: View, opened: Opened) -> None:
    """Leave out what cannot stand beside; a link that named it is told."""
    if view[BESIDE] in second_names(opened):
        return
    if BESIDE.name in view.named:
        said = say.WHAT_THIS_LINK_SHOWS_BESIDE
        view.change(BESIDE, NOBODY, said)
    else:
        view.fit(BESIDE, NOBODY)


def _nearest(view: View, setting: Setting[int], low: int, high: int) -> int:
    """Bring a number into its range; a link that named it is told."""
    value = min(max(view[setting], low), high)
    if value != view[setting]:
        if setting.name in view.named:
            name, asked = setting.name, view[setting]
            said = say.NETWORK_HAS_NO_HERE_SO_IS_USED.format(name=name, asked=asked, value=value)
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
            said = say.MAP_HAS_NO_CELL_SO_IS_USED.format(asked=asked, row=row, column=column)
            view.change(CELL, (row, column), said)
        else:
            view.fit(CELL, (row, column))
    return row, column

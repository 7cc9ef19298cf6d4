"""The windows that excite each unit most, layer by layer: among the training pictures or photos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnn_core.attribution import (
    TopWindows,
    field_at,
    first_layers,
    merged,
    narrowed,
    top_windows_steps,
)
from cnn_core.geometry.padding import Array
from cnn_core.io import photo_input
from cnn_core.nn import Layer as NetworkLayer
from cnn_core.nn import Network, receptive_field
from cnn_core.nn.layer import Shape
from ui.frame.long_work import Work, digest, read_only
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import LAYER, UNIT
from ui.lessons.features.words import views as say
from ui.link.convolution import own_picture
from ui.link.view import View
from ui.link.vocabulary import OWN
from ui.pictures import picture
from ui.zoo.networks import Opened
from ui.zoo.parts import Part
from ui.zoo.unit_sheet import ShippedUnits, unit_sheet

WINDOWS = 9  # of a unit
MOST_UNITS, PHOTO_UNITS = 32, 6  # of a layer
APART = 2  # cells between two windows of one photograph
FIRST = -1  # a unit that stands for the first one on the sheet


@dataclass(frozen=True)
class Layer:
    """One layer of the sheet."""

    title: str
    part: int  # its number in the link; 0 for the last layer
    scores: bool  # whether its units are the scores of the classes
    depth: int  # how many layers of the network give its units
    side: int  # rows and columns of a window, at most those of the image
    number: int  # of its part in lesson 14; 0 for scores
    shape: Shape  # (C, H, W) of its maps, (K,) of scores
    inside: int | None = None  # which layer of the last one, a block, gives them; None: the block

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.shape[0]

    def layers(self, opened: Opened) -> list[NetworkLayer]:
        """Return the network's layers up to this one, without weights."""
        return first_layers(opened.network, self.depth, inside=self.inside)

    def network(self, opened: Opened, side: int | None = None) -> Network:
        """Return the network up to this layer, for images of `side` rows and columns if told."""
        size = None if side is None else (side, side)
        return narrowed(opened.network, self.depth, size, inside=self.inside)

    @property
    def shipped(self) -> ShippedUnits | None:
        """What comes with the app for a layer of the large network."""
        return unit_sheet().layers.get(self.depth) if self.inside is None else None


@dataclass(frozen=True, eq=False)
class Sheet:
    """The windows of one layer's units, and where they lie."""

    layer: Layer
    units: NDArray[np.intp]  # (U,)
    values: NDArray[np.floating]  # (U, 9)
    pictures: NDArray[np.intp]  # (U, 9)
    places: NDArray[np.intp]  # (U, 9, 4): first row, rows, first column, columns, in the image
    made: NDArray[np.uint8] | None = None  # (M, C, S, S): of the first M units, from the app
    made_values: NDArray[np.float32] | None = None  # (M,): of the units for these


@dataclass(frozen=True, eq=False)
class Found:
    """All layers, and the pictures that their windows come from."""

    sheets: tuple[Sheet, ...]
    numbers: NDArray[np.intp]  # (P,): of the pictures below
    pictures: NDArray[np.uint8]  # (P, C, H, W)
    count: int  # pictures that were looked through

    def picture(self, number: int) -> NDArray[np.uint8]:
        """Return a picture (C, H, W) by its number."""
        return np.asarray(self.pictures[np.searchsorted(self.numbers, number)])


@dataclass(frozen=True, eq=False)
class Asked:
    """A unit of the large network that is not among the chosen ones, and its layer's windows."""

    layer: Layer
    unit: int  # FIRST: the first that is shown of the layer
    best: TopWindows  # of all units


def layers_of(opened: Opened) -> tuple[Layer, ...]:
    """Return the layers whose units can be chosen, early to late."""
    network = opened.network
    found = [_layer(opened, part) for part in opened.parts if part.kind == "conv"]
    if opened.data is None:
        return (*found[:-1], replace(found[-1], part=0))
    whole, side = len(network.layers), network.input_shape[1]
    scores = Layer(say.SCORES_OF_THE_CLASSES, 0, True, whole, side, 0, network.shapes[-1])
    return (*found, scores)


def layer_named(opened: Opened, part: int) -> Layer:
    """Return a layer by its number in the link; the last one where there is none."""
    layers = layers_of(opened)
    return next((layer for layer in layers if layer.part == part), layers[-1])


def settle_unit(view: View, opened: Opened) -> None:
    """Bring the chosen layer and unit to those of the network."""
    layer = layer_named(opened, view[LAYER])
    if view[LAYER] != layer.part:
        view.fit(LAYER, layer.part)
    if view[UNIT] >= layer.units:
        view.fit(UNIT, FIRST)


def _layer(opened: Opened, part: Part) -> Layer:
    """Return the layer that gives the sums of a part, before its activation."""
    before = part.bend is not None
    depth = part.at + 1 - (before and not part.block)
    inside = None if part.shown else part.inside - before
    field = receptive_field(first_layers(opened.network, depth, inside=inside))[-1]
    most = opened.network.input_shape[1]
    side = most if field is None else min(field.size[0], most)
    return Layer(part.title, part.number, False, depth, side, part.number, part.shape, inside)


def photographs() -> list[tuple[str, str]]:
    """Return the photographs that windows come from, and the reader's own: names and titles."""
    shipped = [(name, picture(name).title) for name in unit_sheet().photographs]
    own = own_picture()
    return [*shipped, (OWN, own.title)] if own else shipped


@cache
def _shipped_inputs() -> Array:
    names = unit_sheet().photographs
    inputs = [photo_input(picture(one).pixels / np.float32(255)) for one in names]
    return read_only(np.stack(inputs, axis=-1))


def looked_through(shown: Shown) -> tuple[Array, str]:
    """Return the images that windows are looked for in, (C, H, W, N), and a name for them."""
    data = shown.opened.data
    if data is not None:
        return data.train.batch(np.arange(len(data.train)))[0], data.name
    images = _shipped_inputs()
    if own := own_picture():
        mine = photo_input(own.pixels / np.float32(255))
        images = np.concatenate([images, mine[..., None]], axis=-1)
    return images, digest(images)


def asked_for(view: View, opened: Opened) -> tuple[Layer, int] | None:
    """Return the layer and unit that the view asks for, None where they are on the sheet."""
    layer, unit = layer_named(opened, view[LAYER]), view[UNIT]
    if opened.data is not None:
        return None
    shipped = layer.shipped
    known = shipped is not None and (unit == FIRST or unit in shipped.units)
    return None if known else (layer, unit)


def searched(shown: Shown, images: Array, layer: Layer) -> Work[TopWindows]:
    """Look through photographs for all units of a layer; yield the share that is done."""
    part = layer.network(shown.opened)
    return top_windows_steps(part, images, depth=layer.depth, count=WINDOWS, apart=APART)


def found_windows(shown: Shown, images: Array) -> Work[Found]:
    """Look through all pictures, layer by layer; yield the share that is done."""
    opened, sheets = shown.opened, []
    layers = layers_of(opened)
    for number, layer in enumerate(layers):
        steps = top_windows_steps(opened.network, images, depth=layer.depth, count=WINDOWS)
        best = yield from _share(steps, number, len(layers))
        sheets.append(_sheet(opened, layer, best, _units(best.values[:, 0], MOST_UNITS)))
    return _found(opened, images, sheets)


def found_in_photographs(shown: Shown, images: Array, asked: Asked | None) -> Work[Found]:
    """Show the chosen units, and the one that is asked for; yield the share that is done.

    What comes with the app is not computed again. The reader's own picture is looked through.
    """
    opened, sheets = shown.opened, []
    layers = [(one, one.shipped) for one in layers_of(opened)]
    ready = [(layer, chosen) for layer, chosen in layers if chosen is not None]
    known = len(unit_sheet().photographs)
    for number, (layer, chosen) in enumerate(ready):
        best = chosen.best
        if images.shape[-1] > known:
            steps = searched(shown, images[..., known:], layer)
            own = yield from _share(steps, number, len(ready))
            best = merged(best, own.of(chosen.units, first=known), WINDOWS)
        sheets.append(
            Sheet(
                layer,
                chosen.units,
                read_only(best.values),
                best.pictures,
                _places(opened, layer, best.cells),
                chosen.made,
                chosen.values,
            )
        )
    if asked:
        _add(opened, sheets, asked)
    yield 1.0
    return _found(opened, images, sheets)


def _add(opened: Opened, sheets: list[Sheet], asked: Asked) -> None:
    """Add the unit that is asked for; where its layer has no sheet, with some others of it."""
    numbers = [one.layer.number for one in sheets]
    if asked.layer.number in numbers:
        at = numbers.index(asked.layer.number)
        own = _sheet(opened, asked.layer, asked.best, np.array([asked.unit]))
        sheets[at] = _together(sheets[at], own)
        return
    units = _units(asked.best.values[:, 0], PHOTO_UNITS)
    if asked.unit != FIRST and asked.unit not in units:
        units = np.append(units[:-1], asked.unit)
    at = int(np.searchsorted(numbers, asked.layer.number))
    sheets.insert(at, _sheet(opened, asked.layer, asked.best, units))


def _together(one: Sheet, other: Sheet) -> Sheet:
    """Return a sheet with the units of both; pictures were made for the first ones alone."""
    return Sheet(
        one.layer,
        np.concatenate([one.units, other.units]),
        np.concatenate([one.values, other.values]),
        np.concatenate([one.pictures, other.pictures]),
        np.concatenate([one.places, other.places]),
        one.made,
        one.made_values,
    )


def _sheet(opened: Opened, layer: Layer, best: TopWindows, units: NDArray[np.intp]) -> Sheet:
    own = best.of(units)
    places = _places(opened, layer, own.cells)
    return Sheet(layer, units, read_only(own.values), own.pictures, places)


def _found(opened: Opened, images: Array, sheets: list[Sheet]) -> Found:
    used = np.unique(np.concatenate([one.pictures.ravel() for one in sheets]))
    return Found(tuple(sheets), used, _seen(opened, images, used), images.shape[-1])


def _share(steps: Work[TopWindows], number: int, count: int) -> Work[TopWindows]:
    """Go through steps whose share is one of `count` equal ones."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            found: TopWindows = end.value
            return found
        yield (number + done) / count


def _units(largest: NDArray[np.floating], most: int) -> NDArray[np.intp]:
    """Return all units, or of many those with the largest values."""
    order = np.argsort(-largest, kind="stable")[:most]
    return np.sort(order) if len(largest) <= most else order


def _places(opened: Opened, layer: Layer, cells: NDArray[np.intp]) -> NDArray[np.intp]:
    part, found = layer.network(opened), np.empty((*cells.shape[:2], 4), np.intp)
    for at in np.ndindex(cells.shape[:2]):
        row, column = map(int, cells[at])
        rows, columns = field_at(part, layer.depth, (row, column))
        found[at] = rows.start, rows.stop - rows.start, columns.start, columns.stop - columns.start
    return found


def _bytes(opened: Opened, image: Array) -> NDArray[np.floating]:
    low, high = opened.bounds
    return np.asarray(np.clip((image - low) / (high - low), 0, 1) * 255)


def _seen(opened: Opened, images: Array, used: NDArray[np.intp]) -> NDArray[np.uint8]:
    chosen = [_bytes(opened, images[..., number]) for number in used]
    return np.asarray(read_only(np.rint(np.stack(chosen)).astype(np.uint8)))

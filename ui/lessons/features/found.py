"""The windows that excite each unit most, layer by layer: among the training pictures or photos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnn_core.attribution import field_at, top_windows_steps
from cnn_core.geometry.padding import Array
from cnn_core.io import photo_input
from cnn_core.nn import receptive_field
from cnn_core.ops.resample import resized
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import LAYER, UNIT
from ui.link.convolution import own_picture
from ui.link.view import View
from ui.pictures import PICTURES, Picture, picture
from ui.zoo.long_work import Work, digest, read_only
from ui.zoo.networks import Opened
from ui.zoo.parts import Part

WINDOWS = 9  # of a unit
MOST_UNITS, PHOTO_UNITS = 32, 8  # of a layer
PHOTO_LAYERS = 5  # of the large network, from the first to the last
APART = 2  # cells between two windows of one photograph
LARGEST = 28  # pixels of a window's side as it is shown
PICTURE_SIDE = 112  # of a photograph as it is shown
OUTSIDE = 127  # what stands for pixels beyond the edge


@dataclass(frozen=True)
class Layer:
    """One layer of the sheet."""

    title: str
    part: int  # its number in the link; 0 for the last layer
    scores: bool  # whether its units are the scores of the classes
    depth: int  # how many layers of the network give its units
    side: int  # rows and columns of a window, at most those of the image


@dataclass(frozen=True, eq=False)
class Sheet:
    """The windows of one layer's units, and where they lie."""

    layer: Layer
    units: NDArray[np.intp]  # (U,)
    values: NDArray[np.floating]  # (U, 9)
    pictures: NDArray[np.intp]  # (U, 9)
    places: NDArray[np.intp]  # (U, 9, 4): first row, rows, first column, columns, in the image
    windows: NDArray[np.uint8]  # (U, 9, C, S, S)


@dataclass(frozen=True, eq=False)
class Found:
    """All layers, and the pictures that their windows come from."""

    sheets: tuple[Sheet, ...]
    numbers: NDArray[np.intp]  # (P,): of the pictures below
    pictures: NDArray[np.uint8]  # (P, C, H, W)
    count: int  # pictures that were looked through


def layers_of(opened: Opened) -> tuple[Layer, ...]:
    """Return the layers of the sheet, early to late."""
    network = opened.network
    parts = [part for part in opened.parts if part.kind == "conv" and part.shown]
    if opened.data is None:
        at = np.linspace(0, len(parts) - 1, PHOTO_LAYERS).round().astype(int)
        parts = [parts[k] for k in at]
    found = [_layer(opened, part.title, part.number, depth_of(part)) for part in parts]
    if opened.data is None:
        return (*found[:-1], replace(found[-1], part=0))
    scores = _layer(opened, "scores of the classes", 0, len(network.layers))
    return (*found, replace(scores, scores=True))


def settle_unit(view: View, opened: Opened) -> None:
    """Bring the chosen layer and unit to those of the sheet."""
    layers = {layer.part: layer for layer in layers_of(opened)}
    if view[LAYER] not in layers:
        view.fit(LAYER, 0)
    if view[UNIT] >= opened.network.shapes[layers[view[LAYER]].depth][0]:
        view.fit(UNIT, 0)


def depth_of(part: Part) -> int:
    """Return how many layers give the sums of a part, before its activation."""
    return part.at if part.bend and not part.block else part.at + 1


def _layer(opened: Opened, title: str, part: int, depth: int) -> Layer:
    field = receptive_field(opened.network.layers[:depth])[-1]
    most = opened.network.input_shape[1]
    return Layer(title, part, False, depth, most if field is None else min(field.size[0], most))


def photographs() -> list[Picture]:
    """Return the photographs that come with the app, and the reader's own picture."""
    own = own_picture()
    return [*_shipped(), own] if own else [*_shipped()]


@cache
def _shipped() -> tuple[Picture, ...]:
    every = [picture(name) for name in PICTURES]
    return tuple(one for one in every if min(one.pixels.shape[1:]) > PICTURE_SIDE)


@cache
def _shipped_inputs() -> Array:
    inputs = [photo_input(one.pixels / np.float32(255)) for one in _shipped()]
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


def found_windows(shown: Shown, images: Array) -> Work[Found]:
    """Look through all pictures, layer by layer; yield the share that is done."""
    opened, sheets = shown.opened, []
    layers = layers_of(opened)
    for number, layer in enumerate(layers):
        steps = top_windows_steps(
            opened.network,
            images,
            depth=layer.depth,
            count=WINDOWS,
            apart=APART if opened.data is None else None,
        )
        while True:
            try:
                done = next(steps)
            except StopIteration as end:
                best = end.value
                break
            yield (number + done) / len(layers)
        units = _units(best.values[:, 0], PHOTO_UNITS if opened.data is None else MOST_UNITS)
        places = _places(opened, layer, best.cells[units])
        sheets.append(
            Sheet(
                layer,
                units,
                read_only(best.values[units]),
                best.pictures[units],
                places,
                _cut(opened, layer, images, best.pictures[units], places),
            )
        )
    used = np.unique(np.concatenate([one.pictures.ravel() for one in sheets]))
    return Found(tuple(sheets), used, _seen(opened, images, used), images.shape[-1])


def _units(largest: NDArray[np.floating], most: int) -> NDArray[np.intp]:
    """Return all units, or of many those with the largest values."""
    order = np.argsort(-largest, kind="stable")[:most]
    return np.sort(order) if len(largest) <= most else order


def _places(opened: Opened, layer: Layer, cells: NDArray[np.intp]) -> NDArray[np.intp]:
    found = np.empty((*cells.shape[:2], 4), np.intp)
    for at in np.ndindex(cells.shape[:2]):
        row, column = map(int, cells[at])
        rows, columns = field_at(opened.network, layer.depth, (row, column))
        found[at] = rows.start, rows.stop - rows.start, columns.start, columns.stop - columns.start
    return found


def _bytes(opened: Opened, image: Array) -> NDArray[np.floating]:
    low, high = opened.bounds
    return np.asarray(np.clip((image - low) / (high - low), 0, 1) * 255)


def _cut(
    opened: Opened,
    layer: Layer,
    images: Array,
    pictures: NDArray[np.intp],
    places: NDArray[np.intp],
) -> NDArray[np.uint8]:
    """Return the windows as they are shown: grey where they reach beyond the edge."""
    side, shown = layer.side, min(layer.side, LARGEST)
    found = np.empty((*pictures.shape, len(images), shown, shown), np.uint8)
    for at in np.ndindex(pictures.shape):
        top, high, left, wide = places[at]
        window = np.full((len(images), side, side), float(OUTSIDE))
        down = side - high if top == 0 else 0
        right = side - wide if left == 0 else 0
        image = images[..., pictures[at]]
        window[:, down : down + high, right : right + wide] = _bytes(
            opened, image[:, top : top + high, left : left + wide]
        )
        if side > shown:
            window = resized(window, (shown, shown))
        found[at] = np.rint(window)
    return np.asarray(read_only(found))


def _seen(opened: Opened, images: Array, used: NDArray[np.intp]) -> NDArray[np.uint8]:
    chosen = [_bytes(opened, images[..., number]) for number in used]
    if opened.data is None:
        chosen = [resized(one, (PICTURE_SIDE, PICTURE_SIDE)) for one in chosen]
    return np.asarray(read_only(np.rint(np.stack(chosen)).astype(np.uint8)))

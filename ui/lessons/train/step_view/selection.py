"""What the reader looks at in a step: position, example, cell and weight, made to fit."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnn_core.explain import Dissection
from cnn_core.geometry.padding import Array
from cnn_core.nn import Layer
from ui.lessons.train.step_view.positions import Stop, names_of
from ui.lessons.train.step_view.scene import GREY, SIGNED

Cell = tuple[int, int, int]  # tile, row, column

VECTOR = 25  # numbers in a row, where a vector has no maps behind it


@dataclass(frozen=True)
class Chosen:
    """One position of one step, for one example of its batch."""

    taken: Dissection
    stop: Stop
    example: int
    pick: Cell | None = None  # None: the most telling one
    weight: tuple[int, int, int, int] | None = None  # layer, tile, row, column

    @property
    def layer(self) -> Layer:
        """The layer of this position."""
        return self.taken.network.layers[self.stop.layer]

    @property
    def name(self) -> str:
        """What the layer is called."""
        return self.name_of(self.stop.layer)

    def name_of(self, layer: int) -> str:
        """Return what a layer is called."""
        return names_of(self.taken.network.layers)[layer]

    def before(self) -> Array:
        """Return the layer's input for the example, as maps (T, R, C)."""
        return self.maps(self.stop.layer)

    def after(self) -> Array:
        """Return its answer."""
        return self.maps(self.stop.layer + 1)

    def gradient_before(self) -> Array:
        """Return the gradient of its input."""
        return self.gradient_maps(self.stop.layer)

    def gradient_after(self) -> Array:
        """Return the gradient that comes to it from behind."""
        return self.gradient_maps(self.stop.layer + 1)

    def maps(self, position: int) -> Array:
        """Return one activation of the example as maps."""
        return self._as_maps(self.taken.activations[position][..., self.example])

    def gradient_maps(self, position: int) -> Array:
        """Return the gradient of one activation of the example's loss as maps."""
        return self._as_maps(self.taken.gradients[position][..., self.example])

    def columns_of(self, length: int) -> int:
        """Return how many numbers of a vector stand in a row: a map, if one was flattened."""
        for position, shape in enumerate(self.taken.network.shapes):
            behind = self.taken.network.shapes[position + 1 : position + 2]
            if len(shape) == 3 and behind == [(length,)] and math.prod(shape) == length:
                return shape[1] * shape[2] if shape[1] * shape[2] > 1 else min(length, VECTOR)
        return length if length <= VECTOR else VECTOR

    def vector(self, values: Array) -> Array:
        """Lay a vector (I,) out in rows (1, R, C); what is left of the last row is 0."""
        columns = self.columns_of(len(values))
        rows = -(-len(values) // columns)
        filled = np.zeros(rows * columns, values.dtype)
        filled[: len(values)] = values
        return filled.reshape(1, rows, columns)

    def picked(self, maps: Array, *, telling: Array | None = None) -> Cell:
        """Return the cell in these maps that the reader chose, else the largest there."""
        if self.pick is not None:
            tile, row, column = (
                min(max(k, 0), n - 1) for k, n in zip(self.pick, maps.shape, strict=True)
            )
            return tile, row, column
        return most_telling(maps if telling is None else telling)

    def _as_maps(self, values: Array) -> Array:
        return values if values.ndim == 3 else self.vector(values)


def most_telling(maps: Array) -> Cell:
    """Return where the number furthest from 0 stands."""
    place = np.unravel_index(int(np.abs(maps).argmax()), maps.shape)
    return int(place[0]), int(place[1]), int(place[2])


def look_of(chosen: Chosen, position: int) -> str:
    """Return how an activation is drawn: the picture grey, all else around 0."""
    return SIGNED if position else GREY


def chosen_weight(chosen: Chosen, number: int, shape: tuple[int, ...]) -> tuple[int, int, int]:
    """Return tile, row and column of the weight looked at in layer `number`'s (T, R, C)."""
    if chosen.weight is not None and chosen.weight[0] == number:
        tile, row, column = (
            min(max(k, 0), n - 1) for k, n in zip(chosen.weight[1:], shape, strict=True)
        )
        return tile, row, column
    grad = chosen.taken.network.layers[number].gradients["w"]
    return most_telling(grad.reshape(shape))

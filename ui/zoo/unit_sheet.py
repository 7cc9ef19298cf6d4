"""Units of the network of photographs that come with the app: their best windows, a made picture.

`tools/unit_sheet.py` makes the file. So a page has something to show before it computes anything.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.attribution import TopWindows
from cnn_core.data.assets import asset

FILE = "networks/units.npz"
SIDES = (8, 16, 32, 64, 96)  # rows and columns of pictures that are made


@dataclass(frozen=True, eq=False)
class ShippedUnits:
    """Some units of one layer: where they are excited most, and what was made for them."""

    units: NDArray[np.intp]  # (U,)
    best: TopWindows  # (U, 9), among the photographs that `Sheet.photographs` names
    made: NDArray[np.uint8]  # (U, C, S, S): what the unit sees of its made picture
    values: NDArray[np.float32]  # (U,): of the made pictures before they were packed


@dataclass(frozen=True, eq=False)
class UnitSheet:
    """Chosen units by how many layers of the network give them."""

    photographs: tuple[str, ...]  # by their names in PICTURES
    layers: Mapping[int, ShippedUnits]


def made_side(field: int) -> int:
    """Return how large a picture is made for a unit that sees so many rows of it, 96 at most.

    A unit in the middle of the last maps then sees none of the edge, if its window fits at all.
    """
    return next((side for side in SIDES if 2 * side >= 3 * field), SIDES[-1])


@cache
def unit_sheet() -> UnitSheet:
    """Return the units that come with the app, read-only."""
    with np.load(asset(FILE), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    layers = {}
    for depth in arrays["depths"].tolist():
        own = {name: arrays[f"{name}{depth}"] for name in ("units", "best", "pictures", "cells")}
        with Image.open(io.BytesIO(arrays[f"made{depth}"].tobytes())) as strip:
            pixels = np.asarray(strip.convert("RGB"))
        count = len(own["units"])
        side = pixels.shape[0]
        made = pixels.reshape(side, count, side, 3).transpose(1, 3, 0, 2)
        made = np.ascontiguousarray(made)
        for array in (*own.values(), made):
            array.setflags(write=False)
        layers[depth] = ShippedUnits(
            own["units"].astype(np.intp),
            TopWindows(own["best"], own["pictures"].astype(np.intp), own["cells"].astype(np.intp)),
            made,
            arrays[f"values{depth}"],
        )
    names = tuple(map(str, arrays["photographs"]))
    return UnitSheet(names, MappingProxyType(layers))

"""The matrix view: a layer as a matrix beside its picture and map, or a picture to be dragged.

Python sends whole numbers; pointing at a row, a weight or a pixel, and dragging the picture,
happens in the browser alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.analysis import Following
from ui.lessons.sharing.model import FARTHEST, Layer, Moves
from ui.session.keys import page_key, setting_key
from ui.views.component import component
from ui.views.events import PLACE, Event, choice, either, record, whole
from ui.views.pack import pack, smallest_integers


@dataclass(frozen=True)
class MatrixScene:
    """What the view shows: a layer's matrix, or with `moves` what both layers answer to a move."""

    layer: Layer
    cell: tuple[int, int] = (0, 0)  # of the map, to open on
    move: tuple[int, int] = (0, 0)  # rows down, columns right, to open on
    label: str = "Matrix"  # what a screen reader calls the view
    arrival: int = 0  # a new number makes the browser take cell and move again
    moves: Moves | None = None

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        layer, found = self.layer, self.layer.found
        rows, columns = layer.size
        meta: dict[str, Any] = {
            "rows": rows,
            "columns": columns,
            "outputRows": found.size[0],
            "outputColumns": found.size[1],
            "kernelColumns": found.kernel.shape[1],
            "white": found.picture.white,
            "divisors": [found.sliding.divisor if self.moves else layer.divisor],
            "inputPlaces": 0,
            "isConvolution": layer.sparse and layer.shared,
            "label": self.label,
            "start": [int(one) for one in self.cell],
            "move": [int(one) for one in self.move],
            "arrival": self.arrival,
        }
        arrays: dict[str, NDArray[Any]] = {"image": found.picture.pixels[0]}
        if self.moves is not None:
            meta |= _moves_meta(self.moves, found.stride)
            arrays["maps"] = smallest_integers(self.moves.maps)
            arrays["dense"] = smallest_integers(self.moves.dense)
        else:
            meta["count"] = layer.connections.count
            arrays["numbers"] = smallest_integers(layer.connections.numbers)
            arrays["weights"] = smallest_integers(layer.weights)
            arrays["map"] = smallest_integers(layer.map)
        return pack(meta, **arrays)


def _moves_meta(moves: Moves, stride: int) -> dict[str, Any]:
    return {
        "farthest": FARTHEST,
        "stride": stride,
        "follows": [_following(one) for one in moves.following],
        "denseFollows": [_following(one) for one in moves.dense_following],
        "limits": [int(np.abs(one).max()) for one in (moves.maps, moves.dense)],
    }


def _following(one: Following | None) -> list[Any] | None:
    return None if one is None else [*one.compared, one.largest]


STEP = whole(-FARTHEST, FARTHEST)
REST = Event(
    "rest",
    either(
        record(kind=choice("cell"), row=PLACE, column=PLACE),
        record(kind=choice("move"), row=STEP, column=STEP),
    ),
)

_component = component(
    "matrix_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "../linked_view/view.css", "view.css"),
    events=(REST,),
    picture="the matrix",
)


def matrix_view(page: str, scene: MatrixScene) -> None:
    """Show the scene; the cell or move on which the reader rests becomes the page's settings."""
    _component(
        key=page_key(page, "matrix-view"), data=scene.packed(), on_rest_change=lambda: _take(page)
    )


def _take(page: str) -> None:
    """Make what the reader rests on settings."""
    rest = REST.parts(page_key(page, "matrix-view"))
    if not rest:
        return
    row, column = rest["row"], rest["column"]
    if rest["kind"] == "cell":
        st.session_state[setting_key(page, "cell")] = (row, column)
    else:
        st.session_state[setting_key(page, "down")] = row
        st.session_state[setting_key(page, "right")] = column

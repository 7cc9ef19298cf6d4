"""The events of all views, each as a browser sends it."""

from __future__ import annotations

from typing import Any

from ui.lessons.activation.fit_view import DRAGGED
from ui.lessons.architectures.blocks_view import FOLD, LAYER
from ui.lessons.features.features_view import CHOICE
from ui.lessons.kernels.tiles_view import OPEN
from ui.lessons.one_dimension.overlap_view import DRAWING
from ui.lessons.one_dimension.overlap_view import REST as PLACE_RESTED
from ui.lessons.pixels.stack_view import APART
from ui.lessons.pooling.windows_view import NUMBERS
from ui.lessons.receptive_field.field_view import CELL as FIELD_CELL
from ui.lessons.sharing.matrix_view import REST
from ui.lessons.train.judge_view import WANT as JUDGE_WANT
from ui.lessons.train.network_view import ASKED
from ui.lessons.train.step_view import WANT as STEP_WANT
from ui.views.board import SLID
from ui.views.connection import BACK
from ui.views.drawing_pad import INK, LENGTH
from ui.views.events import CELL as BOARD_CELL
from ui.views.events import Event
from ui.views.linked_view import CELL, EDIT
from ui.views.own_pictures import USE
from ui.views.room_key import RETURNED
from ui.views.sent_arrays import MISSING
from ui.views.talk import PROJECTED

# Of each event, what the browser sends when it does as it should.
SENT: dict[str, tuple[Event, Any]] = {
    "linked view, cell": (
        CELL,
        {"filter": 1, "row": 2, "column": 3, "pinned": False, "arrival": 1},
    ),
    "linked view, edit": (
        EDIT,
        {"seq": 3, "target": "weight", "indices": [[0, 0, 1, 2]], "value": "0.5", "live": True},
    ),
    "features view": (CHOICE, {"amount": 26, "layer": 3, "unit": 5, "seq": 5}),
    "board": (BOARD_CELL, {"row": 0, "column": 5}),
    "board, slide": (SLID, {"by": 3, "at": 1_700_000_000_000}),
    "field view": (FIELD_CELL, {"layer": 2, "row": 0, "column": 5}),
    "matrix view, cell": (REST, {"kind": "cell", "row": 2, "column": 0}),
    "matrix view, move": (REST, {"kind": "move", "row": -3, "column": 3}),
    "overlap, place": (PLACE_RESTED, {"kind": "pixels", "x": 3, "row": 2, "way": "correlation"}),
    "overlap, drawing": (DRAWING, {"which": "f", "knots": [0, 1.5, 0], "live": True, "seq": 1}),
    "fit": (DRAGGED, {"values": [0, 0, 1, 2.5, 1, 0, -3], "live": True}),
    "blocks": (LAYER, 3),
    "blocks, fold": (FOLD, 2),
    "stack": (APART, 40),
    "windows": (NUMBERS, {"seq": 1_700_000_000_000, "numbers": [3, -7, 99]}),
    "tiles": (OPEN, {"tile": "sobel-x", "at": 1_700_000_000_000}),
    "judge": (JUDGE_WANT, {"pair": [4, 9], "sheet": "late", "seq": 2}),
    "step": (
        STEP_WANT,
        {"stop": 1, "example": 2, "pick": [0, 1, 2], "weight": [0, 0, 1, 1], "seq": 2},
    ),
    "network": (
        ASKED,
        {"tick": 7, "sheet": 1, "commands": [{"n": 1, "do": "back", "value": 30}]},
    ),
    "any view, missing": (MISSING, 1_700_000_000_000),
    "connection": (BACK, 2),
    "own pictures": (USE, {"name": "tall.png", "file": "iVBORw0KGgo="}),
    "room key": (RETURNED, f"BCDF.{22 * 'x'}"),
    "talk": (PROJECTED, True),
    "pad": (INK, {"number": 1, "pixels": "A" * LENGTH}),
}

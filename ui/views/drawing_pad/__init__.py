"""The drawing pad: a canvas to draw on, and what a network answers while one draws.

The pad sends its ink as SIDE x SIDE bytes, one drawing at a time, and the next one only when the
last was answered. Drawing, undo, and pointing at maps never wait for the server.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.views.component import component
from ui.views.events import Event, record, text, whole
from ui.views.pack import pack

SIDE = 84  # pixels of a drawing's rows and columns: three for each of the network's
LENGTH = 4 * -(-SIDE * SIDE // 3)  # of a drawing's bytes in base 64
INK = Event("ink", record(number=whole(1, 2**53), pixels=text(LENGTH)))


@dataclass(frozen=True)
class LayerMaps:
    """One layer's answer, drawn as a row of maps; a vector is one map of one row."""

    title: str  # "1 conv2d, 8 of 3×3"
    maps: NDArray[np.float32]  # (C, H, W)
    # What cell (r, c) sees of the picture: ((size, jump, start) of rows, of columns); None: all
    field: tuple[tuple[int, int, int], tuple[int, int, int]] | None = None
    names: Sequence[str] = ()  # of a vector's numbers, where they have any


@dataclass(frozen=True)
class Answer:
    """What a network makes of one picture."""

    seen: NDArray[np.float32]  # (C, H, W), 0 to 1, as the network gets it
    words: str  # what was done to the drawing for it
    classes: Sequence[str]
    logits: NDArray[np.float32]  # (K,)
    probabilities: NDArray[np.float32]  # (K,)
    layers: Sequence[LayerMaps] = ()


@dataclass(frozen=True)
class PadScene:
    """What the pad shows beside the reader's strokes, which only the browser knows."""

    label: str  # what the picture on the pad is, in a few words
    answered: int = 0  # number of the drawing that this answers
    # What lies under the strokes, (SIDE, SIDE) bytes; a new `backdrop_number` makes it take the
    # place of all that was drawn, and an `example` gives way to the first stroke.
    backdrop: NDArray[np.uint8] | None = None
    backdrop_number: int = 0
    example: bool = False
    answer: Answer | None = None
    refusal: str = ""  # why there is no answer
    alone: bool = False  # only the pad: nobody answers

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        meta: dict[str, Any] = {
            "label": self.label,
            "side": SIDE,
            "answered": self.answered,
            "backdropNumber": self.backdrop_number,
            "example": self.example,
            "refusal": self.refusal,
            "alone": self.alone,
            "answer": None,
        }
        arrays: dict[str, NDArray[Any]] = {}
        if self.backdrop is not None:
            arrays["backdrop"] = self.backdrop
        if self.answer is not None:
            meta["answer"] = {
                "words": self.answer.words,
                "classes": list(self.answer.classes),
                "layers": [
                    {
                        "title": one.title,
                        "field": None if one.field is None else [list(axis) for axis in one.field],
                        "names": list(one.names),
                    }
                    for one in self.answer.layers
                ],
            }
            arrays |= {
                "seen": self.answer.seen,
                "logits": self.answer.logits,
                "probabilities": self.answer.probabilities,
            }
            arrays |= {f"maps{k}": one.maps for k, one in enumerate(self.answer.layers)}
        return pack(meta, **arrays)


@dataclass(frozen=True)
class Ink:
    """One drawing as it came from the browser, checked."""

    number: int
    pixels: NDArray[np.uint8]  # (SIDE, SIDE), white on black


def read_ink(sent: object) -> Ink | None:
    """Return the drawing that a browser sent, None for whatever is none."""
    ink = INK.of(sent)
    if ink is None or len(ink["pixels"]) < LENGTH:
        return None
    try:
        data = base64.b64decode(ink["pixels"], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) != SIDE * SIDE:
        return None
    return Ink(ink["number"], np.frombuffer(data, np.uint8).reshape(SIDE, SIDE))


_component = component(
    "drawing_pad",
    __file__,
    html=("pad.html",),
    css=("../shared/palette.css", "pad.css"),
    events=(INK,),
)


def drawing_pad(scene: PadScene, *, key: str, on_ink: Callable[[], None] = lambda: None) -> None:
    """Show the pad; `read_ink(st.session_state[key])` is then what the reader drew."""
    _component(key=key, data=scene.packed(), on_ink_change=on_ink)

"""The linked view: input, kernel and map as grids on one canvas, linked in the browser.

`linked_view` sends whole numbers and geometry and gets back the chosen cell and edited values.
Everything between two answers (pointing, pinning, stepping, playing, zooming) runs in `*.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import Gradient
from ui.views.colour_range import colour_range
from ui.views.component import component
from ui.views.events import (
    NUMBER,
    PLACE,
    Event,
    choice,
    either,
    finite,
    flag,
    record,
    sequence,
    text,
)
from ui.views.pack import pack, smallest_integers


class Packed(Protocol):
    """Anything the view can show.

    `Scene`, `planes.PlaneScene` without a kernel, `outputs.OutputScene` without weights.
    """

    def packed(self) -> bytes: ...


@dataclass(frozen=True)
class Scene:
    """What a linked view shows, in whole numbers, so that the browser's formula is exact.

    Values are whole numbers over 10 ** `places`, weights and maps over their kernel's divisor.
    """

    image: NDArray[Any]  # (C, H, W) whole numbers
    weights: NDArray[Any]  # (F, C / groups, kh, kw) whole numbers
    maps: NDArray[Any]  # (F, H', W') whole numbers: sums before the division
    divisors: Sequence[int]  # one for each of the F kernels
    padding: tuple[tuple[int, int], tuple[int, int]]  # ((above, below), (left, right))
    stride: tuple[int, int] = (1, 1)
    dilation: tuple[int, int] = (1, 1)
    mode: str = "zeros"
    fill: int = 0
    groups: int = 1  # a map of group g reads the g-th part of the channels alone
    biases: Sequence[int] = ()  # whole numbers like the maps, one for each kernel; () is none
    after: str = ""  # what made the maps of the sums: "relu", or "product" of two planes
    sums: NDArray[Any] | None = None  # (F, H', W') as `maps`, before the ReLU
    places: int = 0
    # (H, W), drawn in place of the pixels: the windows that read each; 0 has a cross
    counts: NDArray[Any] | None = None
    # (H', W') each, drawn after two maps of Sobel x and y
    gradient: Gradient | None = None
    white: int = 255  # the value drawn as white
    share: float | None = None  # of the window's height that the canvas may take, if not the usual
    input_titles: Sequence[str] = ("input",)
    kernel_titles: Sequence[str] = ("kernel (value·weight)",)
    map_titles: Sequence[str] = ("feature map",)
    map_names: Sequence[str] = ()  # as the formula names them, where titles are too short
    planes: Sequence[str] = ()  # what each of several channels is called
    splits: bool = False  # they are red, green and blue: the image splits into them at first
    grey_maps: Sequence[bool] = (False,)  # a map that is a picture again is drawn as one
    label: str = "Input, kernel and feature map"  # what a screen reader calls the picture
    cell: tuple[int, int, int] = (0, 0, 0)  # filter, row, column to open on
    arrival: int = 0  # a new number makes the browser take `cell` again
    pinned: bool = False
    hidden: tuple[int, int, int] | None = None  # the cell a question asks for
    editable: Sequence[str] = field(default=())  # of "weights", "pixels"
    # Draw the window of every cell so far, where the map is small: whether windows are counted.
    trail: bool = False
    brush: str = ""  # the weight that a drag over the kernel draws; "" drags change one weight
    # It plays once from this row and column to `cell`, unless the reader asked for less motion.
    autoplay: tuple[int, int] | None = None
    speed: float = 2  # cells a second: one of playback.js
    edits_seen: int = 0  # number of the last edit that this scene answers
    ahead: Mapping[str, Any] = field(default_factory=dict)  # where sliders are answered: ui/ahead
    said: str = ""  # of that edit: why it was refused, or what it became

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        image = smallest_integers(self.image)
        limit, beyond = colour_range(
            [one / divisor for one, divisor in zip(self.maps, self.divisors, strict=True)]
        )
        meta: dict[str, Any] = {
            "divisors": [int(one) for one in self.divisors],
            "padding": [list(one) for one in self.padding],
            "stride": list(self.stride),
            "dilation": list(self.dilation),
            "mode": self.mode,
            "fill": int(self.fill),
            "groups": self.groups,
            "biases": [int(one) for one in self.biases],
            "after": self.after,
            "planes": list(self.planes),
            "splits": self.splits,
            "mapNames": list(self.map_names),
            "inputPlaces": self.places,
            "inputSigned": bool((self.image < 0).any()),
            "white": int(self.white),
            **({} if self.share is None else {"share": self.share}),
            "largestCount": 0 if self.counts is None else int(self.counts.max()),
            "ranges": [
                [float(one.min()) / divisor, float(one.max()) / divisor]
                for one, divisor in zip(self.maps, self.divisors, strict=True)
            ],
            "limit": limit,
            "beyond": beyond,
            "inputTitles": list(self.input_titles),
            "kernelTitles": list(self.kernel_titles),
            "outputTitles": list(self.map_titles),
            "greyMaps": list(self.grey_maps),
            "label": self.label,
            "start": [int(one) for one in self.cell],
            "arrival": self.arrival,
            "pinned": self.pinned,
            "hidden": None if self.hidden is None else [int(one) for one in self.hidden],
            "editable": list(self.editable),
            "trail": self.trail,
            "brush": self.brush,
            "autoplay": self.autoplay,
            "speed": self.speed,
            "seq": self.edits_seen,
            "ahead": dict(self.ahead),
            "imageSum": f"{crc32(image.tobytes()):08x}",
            "said": self.said,
            "derived": [],
        }
        extra = {"counts": self.counts, "sums": self.sums}
        more = {name: smallest_integers(one) for name, one in extra.items() if one is not None}
        if self.gradient:
            steepest, beyond = colour_range([self.gradient.magnitude])
            meta |= {
                "derived": ["magnitude", "direction"],
                "steepest": steepest,
                "steepestBeyond": beyond,
            }
            tenths = np.degrees(self.gradient.direction.astype(np.float64)) * 10
            hundredths = self.gradient.magnitude.astype(np.float64) * 100
            more |= {
                "magnitude": smallest_integers(np.rint(hundredths)),
                "direction": smallest_integers(np.rint(tenths)),
            }
        return pack(
            meta,
            **more,
            image=image,
            weights=smallest_integers(self.weights),
            maps=smallest_integers(self.maps),
        )


MOST_PLACES = 121  # weights of the largest kernel
LONGEST_NUMBER = 100  # characters of a number that was typed
CELL = Event(
    "cell",
    record({"filter": PLACE, "pinned": flag, "arrival": NUMBER}, row=PLACE, column=PLACE),
)
EDIT = Event(
    "edit",
    record(
        {"seq": NUMBER},
        target=choice("weight", "pixel"),
        indices=sequence(sequence(PLACE, most=4, least=2), most=MOST_PLACES, least=1),
        value=either(text(LONGEST_NUMBER), finite),
    ),
)

NAME = "linked_view"
_component = component(
    NAME,
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL, EDIT),
    picture="the linked grids",
)


def linked_view(
    scene: Packed,
    *,
    key: str,
    on_cell: Callable[[], None] = lambda: None,
    on_edit: Callable[[], None] = lambda: None,
) -> None:
    """Show the scene; `st.session_state[key]` then holds what the reader did in it.

    `cell` {filter, row, column, pinned} once the choice rests, `edit` {seq, target, indices,
    value} when a weight or pixel is changed; the callbacks run first. Both come from a
    browser: check them.
    """
    _component(key=key, data=scene.packed(), on_cell_change=on_cell, on_edit_change=on_edit)

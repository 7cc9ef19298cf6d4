"""One function or row slides over another, drawn and moved in the browser.

The server sends every result once; dragging x takes them by their index (`*.js`).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_core.analysis import KNOTS_APART, MOST_KNOTS, STRIPS, strip_middles
from ui.lessons.one_dimension.functions import PLACES, TALLEST, Curves, Function
from ui.lessons.one_dimension.pixel_rows import PixelRows
from ui.lessons.one_dimension.settings import WAYS
from ui.lessons.one_dimension.words import views as say
from ui.views.component import component
from ui.views.events import NUMBER, PLACE, Event, choice, finite, flag, record, sequence
from ui.views.pack import pack, smallest_integers

Cell = tuple[int, int]


def packed(
    shown: Curves | PixelRows, *, x: int, cell: Cell, arrival: int, hidden: Cell | None
) -> bytes:
    """Pack what the lesson shows; `hidden` is what a question asks for: (0, place) or a cell."""
    if isinstance(shown, Curves):
        place = None if hidden is None else hidden[1]
        return packed_curves(shown, x=x, arrival=arrival, hidden=place)
    return packed_rows(shown, cell=cell, arrival=arrival, hidden=hidden)


def packed_curves(shown: Curves, *, x: int, arrival: int, hidden: int | None) -> bytes:
    """Pack two functions and their four results; `hidden` is the place a question asks for."""
    overlap, off = shown.overlap, shown.off
    meta = {
        "kind": "curves",
        "strips": STRIPS,
        "places": PLACES,
        "apart": KNOTS_APART / STRIPS,
        "mostKnots": MOST_KNOTS,
        "tallest": TALLEST,
        "titles": [shown.f.title, shown.h.title],
        "ranges": [shown.f.range, shown.h.range],
        "diverges": {"convolution": False, "correlation": shown.diverges},
        "knots": {
            "f": _knots(shown.f),
            "h": _knots(shown.h),
            "guess": list(shown.guess) or [0.0] * MOST_KNOTS,
        },
        "guessed": bool(shown.guess),
        "off": None if off is None else [off.mean, off.largest, off.at],
        "way": shown.way,
        "start": {"x": x + PLACES, "row": 0},
        "arrival": arrival,
        "hidden": None if hidden is None else hidden + PLACES,
        "label": say.ARROW_KEYS_MOVE_X_AND_LESS.format(title=shown.f.title, title_2=shown.h.title),
    }
    return pack(
        meta,
        f=shown.f.values,
        h=shown.h.values,
        convolution=overlap.convolved,
        convolutionSwapped=overlap.swapped,
        correlation=overlap.correlated,
        correlationSwapped=overlap.correlated_swapped,
    )


def _knots(function: Function) -> list[float]:
    """Return the numbers from which a drawing of this function starts."""
    if function.is_drawn:
        return list(function.knots)
    places = (np.arange(MOST_KNOTS) - MOST_KNOTS // 2) * KNOTS_APART / STRIPS
    return [round(one, 2) for one in np.interp(places, strip_middles(), function.values).tolist()]


def packed_rows(shown: PixelRows, *, cell: Cell, arrival: int, hidden: Cell | None) -> bytes:
    """Pack a picture, its taps and the four sums of every row, all whole numbers."""
    overlap, picture = shown.overlap, shown.picture
    row, column = cell
    meta = {
        "kind": "pixels",
        "divisor": shown.taps.divisor,
        "reach": shown.reach,
        "white": picture.white,
        "limit": float(max(abs(overlap.convolved).max(), abs(overlap.correlated).max())),
        "titles": [picture.title, shown.taps.title],
        "way": shown.way,
        "start": {"x": column, "row": row},
        "arrival": arrival,
        "hidden": None if hidden is None else list(hidden),
        "label": say.ROW_OF_UNDER_THE_WEIGHTS_LEFT.format(
            title=picture.title, title_2=shown.taps.title
        ),
    }
    return pack(
        meta,
        image=smallest_integers(picture.pixels[0]),
        taps=smallest_integers(np.array(shown.taps.numerators[0])),
        convolution=smallest_integers(overlap.convolved),
        convolutionSwapped=smallest_integers(overlap.swapped),
        correlation=smallest_integers(overlap.correlated),
        correlationSwapped=smallest_integers(overlap.correlated_swapped),
    )


REST = Event(
    "place", record({"way": choice(*WAYS)}, kind=choice("curves", "pixels"), x=PLACE, row=PLACE)
)
DRAWING = Event(
    "drawing",
    record(
        {"live": flag, "seq": NUMBER},
        which=choice("f", "h", "guess"),
        knots=sequence(finite, MOST_KNOTS),
    ),
)

_component = component(
    "overlap",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(REST, DRAWING),
    picture="the sliding kernel",
)


def overlap_view(
    packed: bytes, *, key: str, on_place: Callable[[], None], on_drawing: Callable[[], None]
) -> None:
    """Show one sliding over the other; `REST` and `DRAWING` then tell what the reader did.

    The place {kind, x, row, way} once it rests, the drawing {which, knots, live, seq} while a
    function is drawn; the callbacks run first.
    """
    _component(key=key, data=packed, on_place_change=on_place, on_drawing_change=on_drawing)

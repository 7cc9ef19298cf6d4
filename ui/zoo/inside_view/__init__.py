"""The picture of a whole network, and of what was opened in it: a map, a cell, or a score.

Pointing, focus and the numbers that follow them stay in the browser. It sends what the reader
opens: which view, and which map, cell or class of it.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.views.component import component
from ui.views.events import NUMBER, PLACE, Event, choice, record

OPEN = Event(
    "open",
    record(
        {"layer": PLACE, "map": PLACE, "row": PLACE, "column": PLACE, "class": PLACE},
        view=choice("network", "map", "cell", "score"),
        seq=NUMBER,
    ),
)

_component = component(
    "inside_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(OPEN,),
    picture="the opened network",
)


def inside_view(data: bytes, *, key: str, on_open: Callable[[], None]) -> None:
    """Show a packed scene; `OPEN.parts(key)` is then what the reader opens."""
    _component(key=key, data=data, on_open_change=on_open)

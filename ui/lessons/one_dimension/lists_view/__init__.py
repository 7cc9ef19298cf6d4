"""Two lists, one of which slides under the other: what meets, and the table of all products."""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.one_dimension.lists import Lists
from ui.views.component import component
from ui.views.events import CELL

_component = component(
    "lists",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL,),
    picture="the two lists",
)


def lists_view(
    shown: Lists,
    *,
    place: int,
    arrival: int,
    hidden: int | None,
    key: str,
    on_place: Callable[[], None],
) -> None:
    """Show the lists; `CELL.sent(key)`, {row: 0, column}, is the place once it rests.

    `hidden` is the place whose sum a question asks for.
    """
    data = {
        "a": list(shown.a),
        "b": list(shown.b),
        "turns": shown.turns,
        "sums": shown.result.tolist(),
        "start": place,
        "arrival": arrival,
        "hidden": hidden,
    }
    _component(key=key, data=data, on_cell_change=on_place)

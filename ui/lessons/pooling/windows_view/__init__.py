"""A row or a volume whose numbers can be changed, a moving window, and what pooling makes of it."""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.pooling.blocks import LARGEST, SIDE, Block
from ui.lessons.pooling.words import views as say
from ui.text.numbers import decimal, result
from ui.text.worked_examples import pooled_cells
from ui.views.component import component
from ui.views.events import CELL, NUMBER, Event, record, sequence, whole

NUMBERS = Event(
    "numbers",
    record(seq=NUMBER, numbers=sequence(whole(-LARGEST, LARGEST), SIDE**3, 2)),
)

_component = component(
    "pooling-windows",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL, NUMBERS),
    picture=say.NUMBERS_AND_THEIR_WINDOWS,
)


def windows_view(
    block: Block,
    *,
    place: int,
    arrival: int,
    hidden: int | None,
    key: str,
    on_place: Callable[[], None],
    on_numbers: Callable[[], None],
) -> None:
    """Show the block; `CELL.sent(key)`, {row: 0, column}, is the window once it rests.

    `NUMBERS.sent(key)` are all its numbers after the reader changed one. `hidden` is the window
    whose value a question asks for.
    """
    count = len(block.cells)
    values = [block.value(k) for k in range(count)]
    data = {
        "shape": list((1, 1, *block.shape)[-3:]),
        "axes": len(block.shape),
        "numbers": list(block.numbers),
        "size": list((1, 1, *block.size)[-3:]),
        "side": block.side,
        "step": block.step,
        "largest": LARGEST,
        "picked": [] if block.picked is None else block.picked.tolist(),
        "values": [decimal(one) for one in values],
        "worked": [
            pooled_cells(block.pooling, [decimal(int(n)) for n in block.cells[k]])
            for k in range(count)
        ],
        "results": [result(one) for one in values],
        "start": place,
        "arrival": arrival,
        "hidden": hidden,
    }
    _component(key=key, data=data, on_cell_change=on_place, on_numbers_change=on_numbers)

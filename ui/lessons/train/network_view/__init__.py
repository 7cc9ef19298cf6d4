"""The picture of a network in training: one canvas component that updates in place.

The browser asks for the next redraw once it has painted the last one, so nothing runs that nobody
sees. What the reader does arrives as numbered commands, all that were not answered yet each time,
so that no click is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.train.words import views as say
from ui.views.component import component
from ui.views.events import NUMBER, Event, either, nothing, record, sequence, text, whole
from ui.views.pack import pack

COMMAND = record({"value": either(nothing, whole(), text(20))}, n=NUMBER, do=text(20))
ASKED = Event("asked", record(tick=NUMBER, sheet=NUMBER, commands=sequence(COMMAND, most=1000)))

_component = component(
    "network_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(ASKED,),
    picture=say.NETWORK_AND_ITS_TRAINING,
)


def network_view(data: bytes, *, key: str, on_asked: Callable[[], None]) -> None:
    """Show a packed scene; `ASKED.sent(key)` is what the browser asks for.

    {tick, sheet, commands: [{n, do, value}]}
    """
    _component(key=key, data=data, on_asked_change=on_asked)


__all__ = ["network_view", "pack"]

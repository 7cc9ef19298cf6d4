"""The key of the room that a tab leads: kept in the browser for as long as the tab is open."""

from __future__ import annotations

from collections.abc import Callable

from ui.session.keys import ROOM_KEY
from ui.views.component import component
from ui.views.events import Event, text

LONGEST = 40  # letters of a key
RETURNED = Event("returned", text(LONGEST))

_component = component("room_key", __file__, events=[RETURNED])


def keep_room_key(key: str, refused: str, on_returned: Callable[[], None]) -> None:
    """Have the tab keep a key, "" for none; call it once, with the menu.

    A tab that has one and is told of none sends it: `RETURNED.sent(ROOM_KEY)` in `on_returned`.
    `refused`: the one that it sent last, if no room knows it.
    """
    _component(key=ROOM_KEY, data={"key": key, "refused": refused}, on_returned_change=on_returned)

"""The connection to the server: its loss is said in the app's own words, and its return is told."""

from __future__ import annotations

from collections.abc import Mapping

from ui.session.keys import CONNECTION
from ui.views.component import component
from ui.views.events import NUMBER, Event

# After a lost connection Streamlit waits for the reader's next move, which a new session then
# takes for the first, and answers without it. This event is the first move instead.
BACK = Event("back", NUMBER)
_component = component("connection", __file__, events=[BACK])


def watch_connection(session: str, words: Mapping[str, str]) -> None:
    """Watch over the connection; call it once, with the menu.

    `session`: a name that is another one for each session. `words`: what to say when it is
    "lost", "back", and "anew" where the server had forgotten.
    """
    data = {"session": session, "words": dict(words)}
    _component(key=CONNECTION, data=data, on_back_change=lambda: None)

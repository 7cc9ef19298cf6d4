"""What the lesson keeps in a visitor's session."""

from __future__ import annotations

import time

import streamlit as st

from ui.lessons.inside.settings import STRONGEST
from ui.link.view import View
from ui.session.keys import page_key, setting_key
from ui.zoo.inside_view import OPEN

OPENED = page_key("inside", "opened")  # in a picture: when, each setting before and after it
LATE = 1.0  # seconds in which a control may still say what it said before


def take_opened(page: str, key: str, other: str = "") -> None:
    """Make settings of what the reader opened in a picture; in the network beside, that one's.

    `other`: the name of the network beside, if it was opened there.
    """
    want, new = OPEN.parts(key), {}
    if other:
        new["beside"] = st.session_state[setting_key(page, "network")]
        new["network"] = other
    new["view"] = want["view"]
    new |= {name: want[name] for name in ("layer", "map", "class") if name in want}
    if "row" in want:
        new["cell"] = (want["row"], want["column"])
    elif "map" in want:
        new["cell"] = STRONGEST
    keys = {setting_key(page, name): value for name, value in new.items()}
    before = {key: st.session_state.get(key) for key in keys}
    unheard = {key: (before[key], value) for key, value in keys.items() if value != before[key]}
    st.session_state[OPENED] = time.monotonic(), unheard
    for key, value in keys.items():
        st.session_state[key] = value


def hold_opened() -> None:
    """Put back what was opened in a picture, where a control has not heard of it yet.

    A browser that asks for the next numbers of a run says with it what its controls show, which may
    be what they showed before.
    """
    at, unheard = st.session_state.get(OPENED, (-LATE, {}))
    if time.monotonic() - at > LATE:
        return
    for key, (before, value) in unheard.items():
        if st.session_state.get(key) == before:
            st.session_state[key] = value


def is_moved(view: View) -> bool:
    """Tell whether the reader chose something else since the page was drawn."""
    state = st.session_state
    return any(state.get(view.key(name), value) != value for name, value in view.values.items())

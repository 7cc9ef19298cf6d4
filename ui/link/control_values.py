"""What a control shows, written where it must be and left alone while its reader moves it.

A value that a run writes is sent to the browser. That of a run that is behind takes back the keys
pressed since; that of a run that was overtaken may never arrive.
"""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from ui.session.keys import CONTROLS_SHOWN

# Seconds for which a control that the reader just moved is left as the browser has it.
HELD = 5.0


def put(key: str, value: Any) -> None:
    """Have a control show a value, and leave it alone where it does."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def moved(key: str) -> None:
    """Remember, in a control's reaction, that its reader moved it: its run may be overtaken."""
    known = st.session_state.get(CONTROLS_SHOWN, {})
    if key in known:
        known[key] = known[key][0], time.monotonic()


def show(key: str, value: Any) -> None:
    """Have a control that is no setting by itself show what it stands for.

    It is written in every run, but not while the reader moves it.
    """
    state, now = st.session_state, time.monotonic()
    known: dict[str, tuple[Any, float]] = state.setdefault(CONTROLS_SHOWN, {})
    before, moved_at = known.get(key, (value, now - HELD))
    said = state.get(key, before)
    if said != before:
        moved_at = now
    elif value != before:  # another control changed it, or a link
        moved_at = now - HELD
    known[key] = value, moved_at
    if now - moved_at < HELD:
        put(key, value)
    else:
        state[key] = value

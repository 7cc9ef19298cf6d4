"""What the reader chooses in the lesson's picture becomes settings."""

from __future__ import annotations

import streamlit as st

from ui.frame.long_work import halt
from ui.lessons.features.features_view import CHOICE
from ui.lessons.features.settings import AMOUNT, LAYER, UNIT
from ui.session.keys import page_key, setting_key

CHOSEN = (AMOUNT.name, LAYER.name, UNIT.name)  # settings that the picture may change


def take_choice(page: str, key: str) -> None:
    """Make settings of what the reader chose in the picture, or keep that a picture is opened."""
    chosen = CHOICE.parts(key)
    if "picture" in chosen:
        st.session_state[page_key(page, "opens")] = chosen
        return
    for name, value in chosen.items():
        if name == "grow":
            halt(page_key(page, "made"), stopped=not value)
        elif name in CHOSEN:
            st.session_state[setting_key(page, name)] = value


def window_opened(page: str) -> dict[str, int] | None:
    """Return which window the reader opens in lesson 14, once: its part, unit and picture."""
    found: dict[str, int] | None = st.session_state.pop(page_key(page, "opens"), None)
    return found


def choice_heard(key: str) -> int:
    """Return the number of the last choice that arrived, for the browser to know."""
    return int(CHOICE.parts(key).get("seq", 0))

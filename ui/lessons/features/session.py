"""What the reader chooses in the lesson's picture becomes settings."""

from __future__ import annotations

import streamlit as st

from ui.lessons.features.features_view import CHOICE
from ui.session.keys import setting_key


def take_choice(page: str, key: str) -> None:
    """Make settings of what the reader chose in the picture."""
    for name, value in CHOICE.parts(key).items():
        if name != "seq":
            st.session_state[setting_key(page, name)] = value


def choice_heard(key: str) -> int:
    """Return the number of the last choice that arrived, for the browser to know."""
    return int(CHOICE.parts(key).get("seq", 0))

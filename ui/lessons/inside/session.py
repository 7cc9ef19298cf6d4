"""What the lesson keeps in a visitor's session."""

from __future__ import annotations

import streamlit as st

from ui.lessons.inside.inside_view import OPEN
from ui.lessons.inside.settings import STRONGEST
from ui.session.keys import page_key, setting_key
from ui.zoo.parts import Answer

KEPT = page_key("inside", "answer")  # the last photograph's answer, and what it answers


def kept_answer(key: int) -> Answer | None:
    """Return the answer that was kept for this image."""
    kept = st.session_state.get(KEPT)
    return kept[1] if kept and kept[0] == key else None


def keep_answer(key: int, answer: Answer) -> None:
    """Keep the answer to one image, the last one alone: its maps take some 5 MB."""
    st.session_state[KEPT] = key, answer


def take_opened(page: str, key: str, other: str = "") -> None:
    """Make settings of what the reader opened in a picture; in the network beside, that one's.

    `other`: the name of the network beside, if it was opened there.
    """
    state, want = st.session_state, OPEN.parts(key)
    if other:
        state[setting_key(page, "beside")] = state[setting_key(page, "network")]
        state[setting_key(page, "network")] = other
    state[setting_key(page, "view")] = want["view"]
    for name in ("layer", "map", "class"):
        if name in want:
            state[setting_key(page, name)] = want[name]
    if "row" in want:
        state[setting_key(page, "cell")] = (want["row"], want["column"])
    elif "map" in want:
        state[setting_key(page, "cell")] = STRONGEST

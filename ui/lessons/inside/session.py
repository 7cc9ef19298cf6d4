"""What the lesson keeps in a visitor's session, and what it finds there of lesson 13."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.lessons.inside.inside_view import OPEN
from ui.lessons.inside.parts import Answer
from ui.lessons.inside.settings import STRONGEST
from ui.session.keys import CARRIED, TRAINER, page_key, setting_key
from ui.views.drawing_pad import read_ink

PAD = page_key("inside", "pad")
INK = page_key("inside", "ink")  # what was drawn last, (SIDE, SIDE)
KEPT = page_key("inside", "answer")  # the last photograph's answer, and what it answers
VISITOR = page_key("inside", "visitor")


def own_trainer() -> Any:
    """Return what the reader trains in lesson 13, None for nothing."""
    return st.session_state.get(TRAINER)


def visitor() -> str:
    """Return the name under which this visitor takes turns."""
    name: str = st.session_state.setdefault(VISITOR, uuid4().hex)
    return name


def kept_answer(key: int) -> Answer | None:
    """Return the answer that was kept for this image."""
    kept = st.session_state.get(KEPT)
    return kept[1] if kept and kept[0] == key else None


def keep_answer(key: int, answer: Answer) -> None:
    """Keep the answer to one image, the last one alone: its maps take some 5 MB."""
    st.session_state[KEPT] = key, answer


def drawing() -> NDArray[np.uint8] | None:
    """Return what the reader drew, None for nothing."""
    ink: NDArray[np.uint8] | None = st.session_state.get(INK)
    return ink


def take_ink() -> None:
    """Keep what the reader drew."""
    ink = read_ink(st.session_state.get(PAD))
    if ink is not None:
        st.session_state[INK] = ink.pixels


def stays(name: str) -> None:
    """Let a setting stay in this lesson: others have no such value."""
    st.session_state.get(CARRIED, {}).pop(name, None)


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

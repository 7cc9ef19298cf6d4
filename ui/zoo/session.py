"""What a visitor's session holds of networks and drawings, for every lesson that opens them."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.session.keys import CARRIED, TRAINER, page_key
from ui.views.drawing_pad import read_ink

INK = page_key("zoo", "ink")  # what was drawn last, (SIDE, SIDE)
BROUGHT = page_key("zoo", "network")  # the network of a file


def own_trainer() -> Any:
    """Return what the reader trains in lesson 13, None for nothing."""
    return st.session_state.get(TRAINER)


def keep_brought(network: Any) -> None:
    """Keep the network of the reader's file, the last one alone."""
    st.session_state[BROUGHT] = network


def brought_network() -> Any:
    """Return the network of the reader's file, None for none."""
    return st.session_state.get(BROUGHT)


def drawing() -> NDArray[np.uint8] | None:
    """Return what the reader drew, None for nothing."""
    ink: NDArray[np.uint8] | None = st.session_state.get(INK)
    return ink


def take_ink(pad: str) -> None:
    """Keep what the reader drew on a pad, by its key."""
    ink = read_ink(st.session_state.get(pad))
    if ink is not None:
        st.session_state[INK] = ink.pixels


def stays(name: str) -> None:
    """Let a setting stay where it is: other lessons have no such value."""
    st.session_state.get(CARRIED, {}).pop(name, None)

"""The drawings that a visitor made for both networks, and which digits they are meant to be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.frame.outcomes import show_outcome
from ui.lessons.break_it.words import page as words
from ui.session.keys import page_key
from ui.zoo.pads import new_ink, wipe

PAGE = "break-it"
TRAY = page_key(PAGE, "drawings")
MOST = 30


@dataclass(frozen=True, eq=False)
class Drawing:
    """What was drawn, (SIDE, SIDE) bytes, and the digit that it is meant to be."""

    ink: NDArray[np.uint8]
    meant: int


@dataclass(frozen=True, eq=False)
class Tray:
    """All drawings of a visitor, and why the last one was not taken."""

    drawings: tuple[Drawing, ...] = ()
    refusal: str = ""


def tray() -> Tray:
    """Return this visitor's drawings."""
    found: Tray = st.session_state.get(TRAY, Tray())
    return found


def take_drawing(meant: int) -> None:
    """Take what is on the pad as this digit, and wipe it; or say why it is not taken."""
    now, ink = tray(), new_ink(PAGE)
    if ink is None or not ink.pixels.any():
        st.session_state[TRAY] = replace(now, refusal=words.NOTHING_DRAWN)
    elif len(now.drawings) >= MOST:
        st.session_state[TRAY] = replace(now, refusal=words.full(MOST))
    else:
        st.session_state[TRAY] = Tray((*now.drawings, Drawing(ink.pixels, meant)))
        wipe(PAGE, ink)
        show_outcome(PAGE)


def remove_drawings(*, all_of_them: bool) -> None:
    """Forget the last drawing, or all."""
    st.session_state[TRAY] = Tray(() if all_of_them else tray().drawings[:-1])

"""A drawing pad that is wiped when its drawing was taken: none is taken twice."""

from __future__ import annotations

import streamlit as st

from ui.session.keys import page_key
from ui.views.drawing_pad import Ink, PadScene, drawing_pad, read_ink


@st.fragment
def fresh_pad(page: str, label: str) -> None:
    """Show the pad of a page, or of a part of one; what is drawn runs nothing but the pad."""
    key = _pad(page)
    ink = read_ink(st.session_state.get(key))
    wiped, used = _wiped(page)
    drawing_pad(
        PadScene(
            label=label,
            alone=True,
            answered=max(used, ink.number if ink else 0),
            backdrop_number=wiped,
        ),
        key=key,
    )


def new_ink(page: str) -> Ink | None:
    """Return the drawing on the pad, None where there is none or it was taken already."""
    ink = read_ink(st.session_state.get(_pad(page)))
    return ink if ink is not None and ink.number > _wiped(page)[1] else None


def wipe(page: str, ink: Ink) -> None:
    """Wipe the pad, because its drawing was taken."""
    st.session_state[_wiped_key(page)] = _wiped(page)[0] + 1, ink.number


def _pad(page: str) -> str:
    return page_key(page, "pad")


def _wiped_key(page: str) -> str:
    return page_key(page, "wiped")


def _wiped(page: str) -> tuple[int, int]:
    """Return how often the pad was wiped, and the number of the last drawing that was taken."""
    found: tuple[int, int] = st.session_state.get(_wiped_key(page), (0, 0))
    return found

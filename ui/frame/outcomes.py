"""What comes of a lesson's button: the reader is led to it, because the button may be gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui.session.keys import page_key
from ui.views.outcome import lead_to


def show_outcome(page: str) -> None:
    """Lead the reader to what `outcome` holds: call it where a button was pressed."""
    key = _turn(page)
    st.session_state[key] = st.session_state.get(key, 0) + 1


@contextmanager
def outcome(page: str) -> Iterator[None]:
    """Put what comes of a page's button into a place of its own, which is said when it changes."""
    place = f"outcome-{page}"
    with st.container(key=place, gap="xsmall"):
        yield
    turn = st.session_state.get(_turn(page), 0)
    lead_to(place, turn=turn, key=page_key(page, "outcome"))


def _turn(page: str) -> str:
    return page_key(page, "outcome turn")

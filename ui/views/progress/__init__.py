"""Which lessons a reader has finished: kept in the reader's browser, and ticked in every link."""

from __future__ import annotations

import streamlit as st

from ui.session.keys import FINISHED, PROGRESS
from ui.views.component import component

_component = component("progress", __file__)


def tick_finished_lessons() -> None:
    """Tick the links to lessons that were finished here; call it once, where the menu is drawn.

    A lesson is finished once one of its questions was answered right, or its link to the next one
    was followed.
    """
    _component(key=PROGRESS)


def finish(path: str) -> None:
    """Remember in the reader's browser that a lesson is finished."""
    with st.sidebar:  # where it takes no room beside the question
        _component(key=FINISHED, data={"finished": path})

"""The button that takes back what the reader changed by hand."""

from __future__ import annotations

import streamlit as st

from ui.link.undo import can_undo, undo
from ui.link.view import View
from ui.session.keys import page_key


def undo_control(view: View) -> None:
    """Let the reader take back the last pixel or weight that was changed by hand."""
    if can_undo(view):
        st.button("Undo", key=page_key(view.page, "undo-last"), on_click=undo, args=(view.page,))

"""A text field whose text becomes a setting: what cannot be read stays, and the setting as well."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.controls.text import fill
from ui.link.view import View


def typed(view: View, name: str, label: str, check: Callable[[str], str], help_text: str) -> None:
    """Let the reader type the setting `name`; `check` gives its best spelling or raises."""
    field = view.key(f"{name}-typed")
    complaint = f"{field}-error"
    fill(field, view[name])
    st.text_input(
        label,
        key=field,
        help=help_text,
        on_change=_take,
        args=(field, view.key(name), complaint, check),
    )
    if error := st.session_state.get(complaint):
        st.error(f"{error}. It stays as it was.")


def _take(field: str, setting: str, complaint: str, check: Callable[[str], str]) -> None:
    state = st.session_state
    state.pop(complaint, None)
    try:
        state[setting] = check(state[field])
    except ValueError as error:
        text = str(error)
        state[complaint] = text[0].upper() + text[1:]

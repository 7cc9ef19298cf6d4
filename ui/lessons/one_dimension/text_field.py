"""A text field whose text becomes a setting: what cannot be read stays, and the setting as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from ui.controls.text import fill
from ui.lessons.one_dimension.words import views as say
from ui.link.settings import Setting
from ui.link.undo import keep_for_undo
from ui.link.view import View
from ui.session.keys import field_key

T = TypeVar("T")


def typed(
    view: View, setting: Setting[T], label: str, parse: Callable[[str], T], help_text: str
) -> None:
    """Let the reader type a setting; `parse` reads it or raises."""
    field = view.key(f"{setting.name}-typed")
    complaint = field_key(field, "error")
    fill(field, setting.write(view[setting]))
    st.text_input(
        label,
        key=field,
        help=help_text,
        on_change=_take,
        args=(field, view.key(setting.name), complaint, parse),
    )
    if error := st.session_state.get(complaint):
        st.error(say.STAYS_AS_IT_WAS.format(error=error))


def _take(field: str, setting: str, complaint: str, parse: Callable[[str], T]) -> None:
    state = st.session_state
    state.pop(complaint, None)
    try:
        value = parse(state[field])
    except ValueError as error:
        text = str(error)
        state[complaint] = text[0].upper() + text[1:]
        return
    page, _, name = setting.rpartition(".")
    keep_for_undo(page, {name: value})
    state[setting] = value

"""What a link says of the page around its lesson: whether it is projected.

It stays while the reader goes from figure to figure of one lesson.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.link.settings import Setting, Switch
from ui.link.view import Key, T, read_query
from ui.session.keys import CLASSROOM

PROJECTED = Switch("present")
SETTINGS: Mapping[str, Setting[Any]] = {one.name: one for one in (PROJECTED,)}


def read_classroom(query: Mapping[str, str], *, stays: bool) -> list[str]:
    """Take what a link says, and return a sentence for each part that it could not have.

    `stays`: the link leads from one figure to another, and what it leaves out holds on.
    """
    values, notes = read_query(SETTINGS, query)
    if stays:
        known = st.session_state.get(CLASSROOM, {})
        values |= {name: value for name, value in known.items() if name not in query}
    st.session_state[CLASSROOM] = values
    return notes


def classroom(setting: Key[T]) -> T:
    """Return what the link said last of the page around the lesson."""
    value: T = st.session_state.get(CLASSROOM, {}).get(setting.name, setting.default)
    return value


def arrange(setting: Setting[T], value: T) -> None:
    """Change the page around the lesson; the address says it with the next run."""
    st.session_state.setdefault(CLASSROOM, {})[setting.name] = value


def classroom_query() -> dict[str, str]:
    """Return the part of the address that says it: what is not as usual."""
    return {
        name: setting.write(classroom(setting))
        for name, setting in SETTINGS.items()
        if classroom(setting) != setting.default
    }


def classroom_part(query: Mapping[str, str]) -> dict[str, str]:
    """Return what a link says of the page around its lesson."""
    return {name: text for name, text in query.items() if name in SETTINGS}

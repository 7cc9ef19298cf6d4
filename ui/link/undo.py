"""What the reader changed by hand, pixels and weights, and how it was before: for *Undo*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.link.view import View

MOST = 50  # changes that can be taken back


def keep_for_undo(page: str, values: Mapping[str, Any]) -> None:
    """Keep how these settings are, before they become `values` by the reader's hand."""
    state = st.session_state
    before = {name: state.get(f"{page}.{name}") for name in values}
    if before != dict(values):
        kept = state.get(_key(page), [])
        state[_key(page)] = [*kept[1 - MOST :], (before, dict(values))]


def can_undo(view: View) -> bool:
    """Tell whether the last change by hand still stands; what was changed since is not undone."""
    kept = st.session_state.get(_key(view.page), [])
    if kept and any(view.values.get(name) != value for name, value in kept[-1][1].items()):
        del st.session_state[_key(view.page)]
        return False
    return bool(kept)


def undo(page: str) -> None:
    """Take the last change by hand back."""
    *rest, (before, _) = st.session_state.get(_key(page)) or [({}, {})]
    st.session_state[_key(page)] = rest
    for name, value in before.items():
        st.session_state[f"{page}.{name}"] = value


def _key(page: str) -> str:
    return f"{page}:undo"

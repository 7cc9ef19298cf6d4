"""What the reader changed by hand, pixels and weights, and how it was before: for *Undo*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.link.view import View
from ui.session.keys import page_key, setting_key

MOST = 50  # changes that can be taken back
# Settings before a change, and what they are since; None until the page has settled them.
Step = tuple[Mapping[str, Any], Mapping[str, Any] | None]


def keep_for_undo(page: str, values: Mapping[str, Any], *, goes_on: bool = False) -> None:
    """Keep how these settings are, before they become `values` by the reader's hand.

    A change that `goes_on` is part of the last one: a drag is one step.
    """
    state, kept = st.session_state, _kept(page)
    if goes_on and kept:
        state[_key(page)] = [*kept[:-1], (kept[-1][0], None)]
        return
    before = {name: state.get(setting_key(page, name)) for name in values}
    if before != dict(values):
        state[_key(page)] = [*kept[1 - MOST :], (before, None)]


def can_undo(view: View) -> bool:
    """Tell whether the last change by hand still stands; what was changed since is not undone."""
    kept = _kept(view.page)
    while kept and kept[-1][1] is None:
        before, _ = kept.pop()
        now = {name: view.values.get(name) for name in before}
        if now != before:  # else nothing is left of it: a pixel got the value it had
            kept.append((before, now))
    if kept and any(view.values.get(name) != one for name, one in (kept[-1][1] or {}).items()):
        kept = []
    st.session_state[_key(view.page)] = kept
    return bool(kept)


def undo(page: str) -> None:
    """Take the last change by hand back."""
    *rest, (before, _) = _kept(page) or [({}, {})]
    st.session_state[_key(page)] = rest
    for name, value in before.items():
        st.session_state[setting_key(page, name)] = value


def _kept(page: str) -> list[Step]:
    return list(st.session_state.get(_key(page), []))


def _key(page: str) -> str:
    return page_key(page, "undo")

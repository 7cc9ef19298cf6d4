"""What the reader asked for inside a view that has a state named "want", numbered by its "seq"."""

from __future__ import annotations

from typing import Any

import streamlit as st


def last_want(key: str) -> dict[str, Any]:
    """Return the last wish sent by the view with this key: from a browser, so to be checked."""
    want = (st.session_state.get(key) or {}).get("want")
    return want if isinstance(want, dict) else {}


def wants_seen(key: str) -> int:
    """Return the number of the last wish, for the browser to know that it was answered."""
    number = last_want(key).get("seq", 0)
    return number if type(number) is int else 0

"""The connection between a page and its session."""

from __future__ import annotations

import secrets

import streamlit as st

from ui.session.keys import SESSION_NAME
from ui.text.connection import WORDS
from ui.views.connection import watch_connection


def told_of_connection() -> None:
    """Have a page say when its connection is lost, and what came of it; call it once a run."""
    watch_connection(st.session_state.setdefault(SESSION_NAME, secrets.token_hex(8)), WORDS)

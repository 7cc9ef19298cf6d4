"""Where the app's own addresses begin: below the path that its server was given."""

from __future__ import annotations

import streamlit as st


def below_app(path: str) -> str:
    """Return the address of a path of the app, wherever the app lies: "/lab/views/a.js"."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"{'/' if base else ''}{base}/{path}"

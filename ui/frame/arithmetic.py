"""Lines of arithmetic beside a picture."""

from __future__ import annotations

import streamlit as st


def arithmetic(text: str) -> None:
    """Write lines of arithmetic as they are set.

    They are no code: the highlighter of a code block would be the largest script of the page.
    """
    with st.container(key="size"):
        st.text(text)

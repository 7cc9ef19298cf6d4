"""What the theme in .streamlit/config.toml cannot say: spacing, chips, panels (theme.css)."""

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def _sheet() -> str:
    return Path(__file__).with_name("theme.css").read_text("utf-8")


def style() -> None:
    """Add the stylesheet to this page."""
    st.html(f"<style>{_sheet()}</style>")

"""What the theme in .streamlit/config.toml cannot say: spacing, chips, panels, a projector."""

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def _sheet() -> str:
    files = ("theme.css", "projector.css")
    return "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in files)


def style() -> None:
    """Add the stylesheet to this page."""
    st.html(f"<style>{_sheet()}</style>")

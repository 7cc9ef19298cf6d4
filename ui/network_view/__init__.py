"""The picture of a network in training: one canvas component that updates in place.

The browser asks for the next redraw once it has painted the last one, so nothing runs that nobody
sees. What the reader does arrives as numbered commands, all that were not answered yet each time,
so that no click is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.pack import pack

HERE = Path(__file__).parent
# In the order in which they use each other; the browser gets them as one module.
SCRIPTS = (
    "../pack.js",
    "../palette.js",
    "../phone.js",
    "../curves/scale.js",
    "paint.js",
    "net.js",
    "chart.js",
    "sheet.js",
    "main.js",
)


def _source(*names: str) -> str:
    return "\n".join((HERE / name).read_text("utf-8") for name in names)


_component = st.components.v2.component(
    "network_view",
    html=_source("view.html"),
    css=_source("../palette.css", "view.css"),
    js=_source(*SCRIPTS),
)


def network_view(data: bytes, *, key: str, on_asked: Callable[[], None]) -> None:
    """Show a packed scene; `st.session_state[key]["asked"]` is what the browser asks for.

    {tick, sheet, commands: [{n, do, value}]}; it comes from a browser: check it.
    """
    _component(key=key, data=data, on_asked_change=on_asked)


__all__ = ["network_view", "pack"]

"""The drawing of a network in the page: point at a block to read it, click it to choose its layer.

The drawing itself is SVG from `ui.architecture_drawing`, whose words are all escaped there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


def _source(*names: str) -> str:
    return "\n".join((HERE / name).read_text("utf-8") for name in names)


_component = st.components.v2.component(
    "blocks_view",
    html=_source("view.html"),
    css=_source("../palette.css", "view.css"),
    js=_source("../palette.js", "main.js"),
)


def blocks_view(
    svg: str, said: str, *, key: str, on_layer: Callable[[], None] = lambda: None
) -> None:
    """Show a drawing; `st.session_state[key]["layer"]` is the number of a block clicked on.

    `said` stands below it while nothing is pointed at. The number comes from a browser: check it.
    """
    _component(key=key, data={"svg": svg, "said": said}, on_layer_change=on_layer)

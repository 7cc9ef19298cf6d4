"""The drawing of a network in the page: point at a block to read it, click it to choose its layer.

The drawing itself is SVG from `ui.architecture_drawing`, whose words are all escaped there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "blocks_view",
    html='<div class="blocks"></div><p class="said" role="status"></p>',
    css=(HERE / "view.css").read_text("utf-8"),
    js=(HERE / "main.js").read_text("utf-8"),
)


def blocks_view(
    svg: str, said: str, *, key: str, on_layer: Callable[[], None] = lambda: None
) -> None:
    """Show a drawing; `st.session_state[key]["layer"]` is the number of a block clicked on.

    `said` stands below it while nothing is pointed at. The number comes from a browser: check it.
    """
    _component(key=key, data={"svg": svg, "said": said}, on_layer_change=on_layer)

"""The picture of a network in training: one canvas component that updates in place.

The browser asks for the next redraw once it has painted the last one, so nothing runs that nobody
sees. What the reader does arrives as numbered commands, all that were not answered yet each time,
so that no click is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.views.component import component
from ui.views.pack import pack

# In the order in which they use each other; the browser gets them as one module.
SCRIPTS = (
    "../pack.js",
    "../palette.js",
    "../lifecycle.js",
    "../curves/scale.js",
    "paint.js",
    "net.js",
    "chart.js",
    "sheet.js",
    "main.js",
)


_component = component(
    "network_view",
    __file__,
    html=("view.html",),
    css=("../palette.css", "view.css"),
    js=SCRIPTS,
)


def network_view(data: bytes, *, key: str, on_asked: Callable[[], None]) -> None:
    """Show a packed scene; `st.session_state[key]["asked"]` is what the browser asks for.

    {tick, sheet, commands: [{n, do, value}]}; it comes from a browser: check it.
    """
    _component(key=key, data=data, on_asked_change=on_asked)


__all__ = ["network_view", "pack"]

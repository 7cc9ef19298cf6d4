"""A picture of a view as it is on screen, made in the reader's browser: PNG, and SVG where drawn.

The server draws nothing and hears nothing of it.
"""

from __future__ import annotations

from ui.views.component import component

_component = component(
    "snapshot",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
)


def snapshot(view: str, file: str, *, key: str) -> None:
    """Offer to save the view with the key `view` as a picture called `file`, without its ending."""
    _component(key=key, data={"view": view, "file": file}, width="content")

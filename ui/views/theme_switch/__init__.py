"""Light, dark, or as the system: the reader's choice, which the browser keeps.

The first HTML (ui/server/document.py) answers for the system's scheme with that choice.
"""

from __future__ import annotations

from ui.session.keys import THEME_SWITCH
from ui.views.component import component

_component = component(
    "theme_switch",
    __file__,
    html=["view.html"],
    css=["../shared/palette.css", "view.css"],
)


def choose_theme() -> None:
    """Offer the themes; call it once, in the menu."""
    _component(key=THEME_SWITCH)

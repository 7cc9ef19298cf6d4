"""The keys that work on the page one is on: "?" lists them in words, wherever the focus is."""

from __future__ import annotations

from ui.session.keys import KEYBOARD
from ui.views.component import component

_component = component("keyboard", __file__)


def list_keys() -> None:
    """Let "?" open the list of keys; call it once, where the menu is drawn."""
    _component(key=KEYBOARD)

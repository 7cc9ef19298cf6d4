"""The side of the page on a phone: it closes when a lesson is chosen in it."""

from __future__ import annotations

from ui.session.keys import SIDE_MENU
from ui.views.component import component

_component = component("side_menu", __file__)


def closes_behind_links() -> None:
    """Have the menu give way to the lesson it leads to; call it once, where the menu is drawn."""
    _component(key=SIDE_MENU)

"""Where a link leads: the focus follows it, the menu marks it, and it is said."""

from __future__ import annotations

from ui.session.keys import ARRIVAL
from ui.views.component import component

_component = component("arrival", __file__)


def follow_links() -> None:
    """Lead keyboards and screen readers along with every link; call it once, with the menu."""
    _component(key=ARRIVAL)

"""What came of a button: a place of the page takes the focus, and a screen reader says it."""

from __future__ import annotations

from ui.views.component import component

_component = component("outcome", __file__)


def lead_to(place: str, *, turn: int, key: str) -> None:
    """Let a container, by its key, be said when it changes, and take the focus at each new turn."""
    _component(key=key, data={"place": f"st-key-{place}", "turn": turn})

"""A lesson told in two minutes: its figures one after the other, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ui.session.keys import TALK
from ui.views.component import component

_component = component(
    "talk", __file__, html=("view.html",), css=("../shared/palette.css", "view.css")
)


def talk(steps: Sequence[str], now: int | None) -> None:
    """Offer to play the lesson; call it once, in the row that holds the links to its figures.

    `steps`: what is said of each figure, in the order of their links. `now`: the figure on screen,
    None where it is none of them.
    """
    data = {"steps": list(steps), "now": -1 if now is None else now}
    _component(key=TALK, data=data, width="content")

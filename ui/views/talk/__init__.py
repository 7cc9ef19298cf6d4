"""A lesson told figure by figure: on its page in two minutes, or alone on a projector.

On a projector the picture of the page fills the screen. What a presenter does there has keys, and
what only the presenter may see has a window of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.session.keys import TALK
from ui.views.component import component
from ui.views.events import Event, flag

PROJECTED = Event("projected", flag)

_component = component(
    "talk",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(PROJECTED,),
)


def talk(
    steps: Sequence[str],
    now: int | None,
    *,
    projected: bool,
    on_projected: Callable[[bool], None],
    controls: str = "shown",
) -> None:
    """Offer to play the lesson; call it once, in the row that holds the links to its figures.

    `steps`: what is said of each figure, in the order of their links. `now`: the figure on screen,
    None where it is none of them. `projected`: whether the link asks for a projector;
    `on_projected` hears that the reader began or ended it. `controls`: "shown", "locked" or
    "hidden", as a link for a class has it.
    """

    def hear() -> None:
        on_projected(PROJECTED.sent(TALK))

    _component(
        key=TALK,
        data={
            "steps": list(steps),
            "now": -1 if now is None else now,
            "projected": projected,
            "controls": controls,
        },
        width="content",
        on_projected_change=hear,
    )

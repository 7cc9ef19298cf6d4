"""The pictures of what a network looks for: changed by an amount that the slider sets.

Moving the slider, and the numbers that follow it, stay in the browser. It sends what the reader
chooses once the slider rests.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.features.words import views as say
from ui.views.component import component
from ui.views.events import NUMBER, PLACE, Event, record

CHOICE = Event(
    "choice",
    record(
        dict.fromkeys(("amount", "layer", "unit", "grow", "part", "picture"), PLACE),
        seq=NUMBER,
    ),
)

_component = component(
    "features_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(CHOICE,),
    picture=say.IMAGES_AND_THEIR_SCORES,
)


def features_view(data: bytes, *, key: str, on_choice: Callable[[], None]) -> None:
    """Show a packed scene; `CHOICE.parts(key)` is then what the reader chooses."""
    _component(key=key, data=data, on_choice_change=on_choice)

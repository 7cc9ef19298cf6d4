"""A target to be dragged, with the curves of two layers that follow it."""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.activation.fit import PLACES, TALLEST, Fits
from ui.lessons.activation.words import views as say
from ui.views.component import component
from ui.views.events import Event, finite, flag, record, sequence

DRAGGED = Event(
    "dragged",
    record({"live": flag}, values=sequence(finite, most=len(PLACES), least=len(PLACES))),
)

_component = component(
    "fit",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(DRAGGED,),
    picture=say.TARGET_AND_ITS_FITS,
)


def fit_view(shown: Fits, *, arrival: int, key: str, on_drag: Callable[[], None]) -> None:
    """Show the target and both fits; `DRAGGED.sent(key)`, {values, live}, is the reader's."""
    x = shown.x
    data = {
        "places": list(PLACES),
        "target": list(shown.target),
        "tallest": TALLEST,
        "x": x.tolist(),
        "straight": shown.straight.values(x).tolist(),
        "bent": shown.bent.values(x).tolist(),
        "parts": shown.bent.parts(x).tolist(),
        "atPlaces": [one.values(PLACES).round(9).tolist() for one in (shown.straight, shown.bent)],
        "title": shown.title,
        "arrival": arrival,
    }
    _component(key=key, data=data, on_dragged_change=on_drag)

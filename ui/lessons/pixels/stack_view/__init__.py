"""A colour image as its channels on each other, which slide apart."""

from __future__ import annotations

from collections.abc import Callable

from ui.lessons.pixels.model import Pixels
from ui.views.component import component
from ui.views.events import Event, whole
from ui.views.pack import pack

APART = Event("apart", whole(0, 100))  # per cent of the way until the channels lie side by side

_component = component(
    "pixels-stack",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(APART,),
    picture="the channels",
)


def stack_view(
    shown: Pixels,
    *,
    apart: int,
    tint: bool,
    cell: tuple[int, int],
    arrival: int,
    key: str,
    on_apart: Callable[[], None],
) -> None:
    """Show the channels; `APART.sent(key)` is how far they are apart once this rests.

    With `tint` each channel is painted in its own light, and where they overlap light adds up.
    """
    meta = {
        "names": list(shown.names),
        "title": shown.picture.title,
        "white": shown.white,
        "apart": apart,
        "tint": tint,
        "cell": list(cell),
        "values": list(shown.at(*cell)),
        "arrival": arrival,
    }
    _component(key=key, data=pack(meta, image=shown.picture.pixels), on_apart_change=on_apart)

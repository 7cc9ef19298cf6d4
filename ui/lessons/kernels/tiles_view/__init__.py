"""Tiles: small pictures with a name each, and a kernel's weights; one is opened by click or key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cnn_core.kernels import Kernel
from ui.lessons.kernels.thumbnails import Thumbnail
from ui.lessons.kernels.words import views as say
from ui.views.component import component
from ui.views.events import NUMBER, Event, record, text
from ui.views.pack import pack


@dataclass(frozen=True, eq=False)
class Tile:
    """One tile."""

    title: str
    shown: Thumbnail
    opens: str = ""  # what the browser sends when it is chosen; "" is a tile to look at
    about: str = ""
    kernel: Kernel | None = None  # whose weights stand beside it
    chosen: bool = False


OPEN = Event("open", record(tile=text(40), at=NUMBER))
_component = component(
    "tiles",
    __file__,
    html=("tiles.html",),
    css=("../shared/palette.css", "tiles.css"),
    events=(OPEN,),
    picture=say.MAPS_OF_ALL_KERNELS,
)


def tiles_view(
    tiles: Sequence[Tile], *, label: str, key: str, on_open: Callable[[], None], large: bool = False
) -> None:
    """Show the tiles; `OPEN.sent(key)`, {tile, at}, is what was opened."""
    meta = {
        "label": label,
        "large": large,
        "tiles": [
            {
                "title": one.title,
                "opens": one.opens,
                "about": one.about,
                "chosen": one.chosen,
                "grey": one.shown.grey,
                "weights": [list(row) for row in one.kernel.numerators] if one.kernel else [],
            }
            for one in tiles
        ],
    }
    _component(
        key=key,
        data=pack(meta, cells=np.stack([one.shown.cells for one in tiles])),
        on_open_change=on_open,
    )

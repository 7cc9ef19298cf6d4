"""Overlapping discs beside overlapping windows: in how many of each one point lies."""

from __future__ import annotations

from collections.abc import Callable

from cnn_core.receptive_fields import honeycomb
from ui.lessons.receptive_field.discs import APART, KERNEL, RADIUS, SIDE, STRIDES, TENTHS
from ui.views.component import component
from ui.views.events import CELL

_component = component(
    "discs",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL,),
    picture="the overlapping fields",
)


def disc_view(
    spot: tuple[int, int], *, arrival: int, key: str, on_spot: Callable[[], None]
) -> None:
    """Show both; `CELL.sent(key)`, {row, column} in tenths, is the point once it rests."""
    data = {
        "side": SIDE,
        "middles": honeycomb(SIDE, APART).round(6).tolist(),
        "radius": RADIUS,
        "kernel": KERNEL,
        "strides": list(STRIDES),
        "tenths": TENTHS,
        "start": list(spot),
        "arrival": arrival,
    }
    _component(key=key, data=data, on_cell_change=on_spot)

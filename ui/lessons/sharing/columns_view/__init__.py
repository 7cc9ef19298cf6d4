"""Windows as columns: a picture, its windows side by side, and the product with two kernels."""

from __future__ import annotations

from functools import partial

from ui.frame.events import take_rested_cell
from ui.lessons.sharing.model import WindowColumns
from ui.lessons.sharing.words import views as say
from ui.session.keys import page_key
from ui.views.component import component
from ui.views.events import CELL

_component = component(
    "columns",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "view.css"),
    events=(CELL,),
    picture=say.COLUMNS_OF_WINDOWS,
)


def columns_view(page: str, shown: WindowColumns, *, cell: tuple[int, int], arrival: int) -> None:
    """Show the product; the cell of the map on which the reader rests becomes the page's."""
    found = shown.found
    (above, _), (left, _) = found.amounts
    rows, columns = found.size
    data = {
        "picture": found.picture.pixels[0].tolist(),
        "white": int(found.picture.white),
        "kernel": list(found.kernel.shape),
        "stride": found.stride,
        "dilation": found.dilation,
        "before": [above, left],
        "size": [rows, columns],
        "columns": shown.columns.tolist(),
        "kernels": shown.kernels.tolist(),
        "maps": shown.maps.tolist(),
        "divisor": found.sliding.divisor,
        "start": cell[0] * columns + cell[1],
        "arrival": arrival,
    }
    key = page_key(page, "columns")
    _component(key=key, data=data, on_cell_change=partial(take_rested_cell, page, key))

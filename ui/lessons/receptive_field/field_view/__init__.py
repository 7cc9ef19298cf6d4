"""The field view: what a cell of any layer sees of a picture, on one canvas, in the browser.

Python sends the picture, each layer's windows and fields, and the cell to open on; pointing at
another cell, stepping from layer to layer and pinning never wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.nn.arithmetic import Count, Sum
from cnn_core.receptive_fields import MeasuredField
from ui.frame.events import rested_cell
from ui.lessons.receptive_field.model import HALF, Fields
from ui.lessons.receptive_field.stacks import write_stack
from ui.session.keys import page_key, setting_key
from ui.text.arithmetic import with_result
from ui.views.component import component
from ui.views.events import PLACE, Event, record, whole
from ui.views.pack import pack, smallest_integers

MOST_TERMS = 7  # of a sum that is written out: a longer one is shown by its last step


@dataclass(frozen=True)
class FieldScene:
    """What the view shows: one stack, or with mode "ways" the last map of each of several."""

    mode: str  # "field", "measured", "overlap" or "ways"
    shown: Sequence[Fields]  # all of the same picture; the first one's layer and cell are chosen
    titles: Sequence[str] = ("",)
    label: str = "Picture and layers"  # what a screen reader calls the view
    arrival: int = 0  # a new number makes the browser take the chosen cell again
    chosen: str = ""  # another text, too: the reader chose in a control
    measured: MeasuredField | None = None  # with mode "measured"
    seeds: int = 0
    maps: Sequence[NDArray[np.uint8]] = ()  # with mode "ways": the last map of each

    def packed(self) -> bytes:
        """Pack the scene for the browser."""
        first = self.shown[0]
        arrays: dict[str, NDArray[Any]] = {"image": first.picture.pixels[0]}
        meta = {
            "mode": self.mode,
            "panels": [
                {"title": title, "layers": _layers(one)}
                for title, one in zip(self.titles, self.shown, strict=True)
            ],
            "stack": write_stack(first.slides),
            "start": [first.layer, *(int(one) for one in first.cell)],
            "label": self.label,
            "arrival": self.arrival,
            "chosen": self.chosen,
        }
        if self.mode == "overlap":
            counts = first.reach.counts
            arrays["counts"] = smallest_integers(counts)
            meta["most"] = int(counts.max())
        if self.measured is not None:
            arrays["shares"] = self.measured.shares.astype(np.float32)
            meta["measured"] = _measured(self.measured, first, self.seeds)
        arrays |= {f"map{number}": one for number, one in enumerate(self.maps)}
        return pack(meta, **arrays)


def _layers(shown: Fields) -> list[dict[str, Any]]:
    """Return the picture and each layer as the browser knows them, along rows and columns alike."""
    rows, columns = shown.size
    common = {"kernel": 1, "stride": 1, "dilation": 1, "before": 0}
    found: list[dict[str, Any]] = [
        {"rows": rows, "columns": columns, "r": 1, "jump": 1, "start": 0, **common}
    ]
    for slide, before, field, work, (high, wide) in zip(
        shown.slides, shown.all, shown.all[1:], shown.work, shown.sizes[1:], strict=False
    ):
        found.append(
            {
                "name": _name(slide.kind, slide.size),
                "rows": high,
                "columns": wide,
                "kernel": slide.size,
                "stride": slide.stride,
                "dilation": slide.dilation,
                "before": slide.padding,
                "r": field.size[0],
                "jump": field.jump[0],
                "start": field.start[0],
                "rWork": with_result(_last_step(work.size, before.size[0])),
                "jumpWork": with_result(work.jump),
                "startWork": with_result(_last_step(work.start, before.start[0])),
            }
        )
    return found


def _last_step(count: Count, before: int) -> Count:
    """Return a long sum as its last step: what it was `before`, and what the layer adds."""
    if not isinstance(count.work, Sum) or len(count.work.terms) <= MOST_TERMS:
        return count
    if count.value == before:
        return Count(before)
    return Count(count.value, Sum(before, count.work.terms[-1]))


def _name(kind: str, size: int) -> str:
    return f"{'conv' if kind == 'c' else 'max' if kind == 'm' else 'avg'} {size}×{size}"


def _measured(found: MeasuredField, shown: Fields, seeds: int) -> dict[str, Any]:
    return {
        "layer": shown.layer,
        "row": int(shown.cell[0]),
        "column": int(shown.cell[1]),
        "corner": [int(one) for one in found.corner],
        "r": found.field.size[0],
        "half": [int(one) for one in found.middle(HALF)],
        "most": float(found.shares.max()),
        "seeds": seeds,
    }


CELL = Event("cell", record(layer=whole(1), row=PLACE, column=PLACE))

_component = component(
    "field_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "../linked_view/view.css", "view.css"),
    events=(CELL,),
    picture="the receptive field",
)


def field_view(page: str, scene: FieldScene) -> None:
    """Show the scene; the cell on which the reader rests becomes the page's layer and cell."""
    _component(
        key=page_key(page, "field-view"),
        data=scene.packed(),
        on_cell_change=lambda: _take_cell(page),
    )


def _take_cell(page: str) -> None:
    """Make the cell that the reader rests on settings."""
    if cell := rested_cell(page_key(page, "field-view"), CELL):
        st.session_state[setting_key(page, "layer")] = cell["layer"]
        st.session_state[setting_key(page, "cell")] = (cell["row"], cell["column"])

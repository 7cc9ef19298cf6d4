"""The settings of the lesson on pooling, by the names they have in its link."""

from __future__ import annotations

from dataclasses import replace

from ui.lessons.pooling.model import KINDS, SOURCES, Pooled
from ui.link.convolution import chosen_kernel, settle_cell, settled
from ui.link.settings import Choice, Setting, Whole
from ui.link.view import View
from ui.models.activation import STRONGEST_BIAS
from ui.models.convolution import Convolution
from ui.pictures import Picture

LARGEST_WINDOW = 8
LARGEST_STEP = 8


def pool_settings() -> list[Setting]:
    """Return what the link says of pooling."""
    return [
        Choice("of", "picture", tuple(SOURCES), "map to pool"),
        Whole("bias", 0, -STRONGEST_BIAS, STRONGEST_BIAS),
        Choice("pool", "max", KINDS, "pooling"),
        Whole("window", 2, 1, LARGEST_WINDOW),
        Whole("step", 2, 1, LARGEST_STEP),
    ]


def settle_pooled(view: View, shown: Picture) -> Pooled:
    """Return the nearest pooling that exists, and note what had to change."""
    kernel = chosen_kernel(view)
    source = view["of"]
    found = Convolution(shown, kernel) if source == "picture" else settled(view, shown, kernel)
    if source in ("picture", "map"):
        view.values["bias"] = 0  # of an activation alone
    pooled = Pooled(found, source, view["pool"], view["window"], view["step"], view["bias"])
    room = min(pooled.whole)
    if view["window"] > room:
        rows, columns = pooled.whole
        wanted = view["window"]
        view.fit("window", room)
        view.notes.append(
            f"A window of {wanted}×{wanted} covers more than the {rows}×{columns} cells there "
            f"are: this is {room}.",
        )
        pooled = replace(pooled, side=room)
    settle_cell(view, pooled.size, "map")
    return pooled

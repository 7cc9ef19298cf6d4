"""Turn a pooled map into the scene of a linked view."""

from __future__ import annotations

import numpy as np

from ui.frame.scenes import size
from ui.lessons.pooling.model import SOURCES, Pooled, pooling_title
from ui.lessons.pooling.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.views.linked_view.outputs import Arithmetic, OutputScene


def source_name(shown: Pooled) -> str:
    """Return what is pooled in a title: "picture", "map", "map after Tanh"."""
    name = SOURCES[shown.source].split(" ", 1)[1]
    return name.removeprefix("kernel’s ")


def pool_scene(
    view: View, shown: Pooled, *, readers: bool = False, hidden: tuple[int, int] | None = None
) -> OutputScene:
    """Return what is pooled, a window, and the pooled map.

    With `readers`, the cells give way to the number of windows that read each.
    """
    missed = shown.missed
    never = np.zeros(shown.whole, dtype=bool)
    never[list(missed.rows)] = True
    never[:, list(missed.cols)] = True
    grey = shown.is_grey
    kind, above = pooling_title(shown.kind), bool((shown.answers >= 0).all())
    window = kind + say.ONE_CELL_IS_TAKEN * (shown.pooling.picks is not None)
    total = shown.pooling.sum
    titles = (
        say.WINDOWS_THAT_READ_EACH_CELL if readers else f"{source_name(shown)} {size(*shown.whole)}"
    )
    return OutputScene(
        image=shown.values[None],
        divisor=shown.divisor,
        maps=shown.answers[None],
        map_divisor=shown.answer_divisor,
        arithmetic=Arithmetic(
            shown.pooling.name,
            shown.pooling.scales,
            None if total is None else (total.before, total.after, total.power),
        ),
        window=shown.window,
        stride=shown.stride,
        winners=shown.winners,
        unread=never,
        counts=shown.counts if readers else None,
        grey=(grey, grey and above),
        white=shown.convolution.picture.white if shown.source == "picture" else 0,
        titles=(titles, window, f"pooled {size(*shown.size)}"),
        label=say.POOLING_OF_ARROW_KEYS_MOVE.format(
            kind=kind, title=shown.convolution.picture.title
        ),
        cell=view[CELL],
        arrival=view.arrival,
        hidden=hidden,
        editable=() if readers or shown.source != "picture" else ("pixels",),
    )

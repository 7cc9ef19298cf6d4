"""Turn planes under deep kernels into the scene of a linked view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import COMBINATIONS
from ui.frame.scenes import size
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import Combined
from ui.lessons.channels.settings import MAP
from ui.lessons.channels.two_networks import CORNERS, TwoNetworks
from ui.lessons.channels.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.views.board import Board, Panel
from ui.views.linked_view import Scene

MOST_WRITTEN = 10  # rows or columns of a map whose numbers are written
RGB = ("red", "green", "blue")  # channels into which a colour image splits


def deep_scene(
    view: View,
    shown: Deep,
    *,
    hidden: tuple[int, int] | None = None,
    editable: Sequence[str] = (),
) -> Scene:
    """Return the scene of all planes, the kernels' planes, and one map for each kernel.

    Maps whose weights sum to about 1 over a picture are pictures again, and grey.
    """
    high, wide = shown.planes.shape[1:]
    signed, f = bool((shown.planes < 0).any()), _map(view, shown)
    many, depth = len(shown.planes) > 1, shown.depth
    titles = [one.title for one in shown.kernels]
    if shown.before is None and many:
        own = [f" · {one}" if one else "" for one in titles]
        titles = [f"map {k}{title}" for k, title in enumerate(own)]
    elif shown.before is not None and shown.groups == 1:
        titles = [f"output {k}" for k in range(len(titles))]
    inputs = [f"{name} {size(high, wide)}" for name in shown.names]
    if shown.before is not None:
        inputs = [f"layer 1, {name}" for name in shown.names]
    kernels = f"{len(shown.kernels)} kernel{'s' * (len(shown.kernels) > 1)} {depth} deep"
    keys = say.ARROW_KEYS_MOVE_THE_CELL_SPACE
    return Scene(
        image=shown.planes,
        weights=shown.weights,
        maps=shown.sums,
        divisors=[int(one) for one in shown.divisors],
        biases=[int(one) for one in shown.biases] if shown.biases.any() else (),
        groups=shown.groups,
        grey_maps=[not signed and 0 < one.sum <= 2 for one in shown.kernels],
        padding=shown.amounts,
        stride=(shown.stride, shown.stride),
        dilation=(shown.dilation, shown.dilation),
        mode=shown.mode,
        fill=shown.fill,
        white=int(np.abs(shown.planes).max()) if signed else shown.picture.white,
        planes=shown.names,
        splits=shown.before is None and tuple(shown.names) == RGB,
        input_titles=inputs,
        kernel_titles=["kernel (value·weight)"] * len(shown.kernels),
        map_titles=titles,
        map_names=_names(shown),
        label=f"{shown.picture.title}, {', '.join(shown.names)}, under {kernels}. {keys}",
        cell=(f, *view[CELL]),
        arrival=view.arrival,
        hidden=None if hidden is None else (f, *hidden),
        editable=editable,
    )


def _names(shown: Deep) -> list[str]:
    """Return what the formula calls each map of a second layer; [] for its title."""
    if shown.before is None or shown.groups == 1:
        return []
    parts = [one.title.split("·") for one in shown.kernels]
    over = "map" if shown.depth == 1 else "group"
    return [f"{over} {group} under kernel {number}" for group, number in parts]


def _map(view: View, shown: Deep) -> int:
    return min(view[MAP], len(shown.kernels) - 1)


def combined_scene(view: View, shown: Combined, *, hidden: tuple[int, int] | None = None) -> Scene:
    """Return the scene of two edge maps and what is made of them."""
    deep, way = shown.deep, COMBINATIONS[shown.how]
    high, wide = shown.map.shape
    return Scene(
        image=deep.planes,
        weights=deep.weights,
        maps=shown.map[None],
        sums=deep.sums if way.thresholds else None,
        after={"product": "product", "above": "relu"}.get(shown.how, ""),
        divisors=[1],
        biases=[int(one) for one in deep.biases] if way.thresholds else (),
        padding=((0, 0), (0, 0)),
        white=int(deep.planes.max()) or 1,
        planes=deep.names,
        input_titles=[f"{name}s {size(high, wide)}" for name in deep.names],
        kernel_titles=["1×1 kernel"],
        map_titles=[f"{way.title.lower()} {size(high, wide)}"],
        label=say.ITS_EDGE_MAPS_AND_THEIR.format(
            title=deep.picture.title, title_2=way.title.lower()
        ),
        cell=(0, *view[CELL]),
        arrival=view.arrival,
        hidden=None if hidden is None else (0, *hidden),
    )


def networks_board(view: View, shown: TwoNetworks) -> Board:
    """Return the picture and its edge maps, what the deep layer makes of them, and the flat one."""
    picture = shown.deep.picture
    grey = picture.pixels[0]
    written = max(grey.shape) <= MOST_WRITTEN
    names = shown.deep.names
    rows = (
        (0, shown.edges, [f"{one} edges, ReLU" for one in names]),
        (1, shown.corners, [f"deep: {one.title}" for one in shown.deep.kernels]),
        (2, shown.alone, [f"flat: {one.title} alone" for one in shown.flat.kernels]),
    )
    # One range for all maps, so that equal numbers have equal colours.
    limit = max(float(np.max(maps)) for _, maps, _ in rows) or 1.0
    panels = [Panel("image", grey, 0, "grey", picture.white, texts=_texts(grey, written))]
    panels += [
        Panel(
            title,
            one,
            row,
            limit=limit,
            before="→" if not row and not k else "",
            texts=_texts(one, written),
        )
        for row, maps, titles in rows
        for k, (one, title) in enumerate(zip(maps, titles, strict=True))
    ]
    return Board(
        panels,
        (grey.shape[0], grey.shape[1]),
        {
            "kind": "corners",
            "maps": [1, 2, 3, 4],
            "names": list(names),
            "pairs": [list(pair) for pair in CORNERS],
            "threshold": shown.threshold,
        },
        say.FOUR_EDGE_MAPS_AND_WHAT_A_DEEP.format(title=picture.title),
        view[CELL],
        view.arrival,
    )


def _texts(values: NDArray[Any], written: bool) -> list[str]:
    return [f"{one:.0f}" for one in values.flat] if written else []

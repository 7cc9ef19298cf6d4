"""Turn a lesson's pixels into the scene of a linked view."""

from __future__ import annotations

import numpy as np

from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.views.linked_view.planes import Grid, PlaneScene

KEYS = say.ARROW_KEYS_MOVE_FROM_PIXEL


def pixel_scene(
    view: View, shown: Pixels, *, split: bool, tint: bool = False, brush: int | None = None
) -> PlaneScene:
    """Return the picture's grids: whole, `split` into planes, or before and after a change.

    With `tint` each plane is shown in its own light, otherwise in grey. `brush` is the number, 0
    to 255, that a drag paints.
    """
    channels, rows, columns = shown.shape
    image = shown.picture.pixels
    colour = tuple(range(channels))
    size = f"{rows}×{columns}×3" if channels == 3 else f"{rows}×{columns}"
    planes = [
        Grid(name, (k,), tint=k if tint else None)
        for k, name in enumerate(shown.names)
        if channels == 3
    ]
    if shown.is_changed:
        after = shown.after.astype(np.int16)
        image = np.concatenate([image, after, after - image])
        names = shown.names if channels == 3 else ("",)
        differences = [
            Grid(f"after − before {name}".rstrip(), (2 * channels + k,), signed=True)
            for k, name in enumerate(names)
        ]
        grids = [
            Grid(f"before {size}", colour),
            Grid(f"after: {shown.change}", tuple(channels + k for k in colour)),
            *(differences if split or channels == 1 else []),
        ]
    else:
        grids = [Grid(f"image {size}", colour), *(planes if split else [])]
    return PlaneScene(
        image=image,
        names=shown.names,
        grids=grids,
        scale=shown.scale,
        white=shown.white,
        compared=shown.is_changed,
        lens=not shown.is_changed,
        label=f"{shown.picture.title}, {size}. {KEYS}"
        + ("" if shown.is_changed else say.KEY_P_EDITS_A_PIXEL_OR_PAINTS),
        cell=view[CELL],
        arrival=view.arrival,
        editable=not shown.is_changed,
        brush="" if brush is None or shown.is_changed else _printed(brush, shown.scale),
    )


def _printed(number: int, scale: int) -> str:
    """Return a number as the reader would type it: with scale 1, in parts of 255."""
    return str(number) if scale == 255 else f"{number / 255:.4f}"

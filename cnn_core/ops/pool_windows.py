"""The windows of a pooling: where they lie, what they reach, how many cells they read."""

from __future__ import annotations

from typing import TypedDict, Unpack

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.geometry.phrases import article, brief
from cnn_core.geometry.sizes import Geometry, Pair, geometry, pair
from cnn_core.ops.conv import check_image


class PoolOptions(TypedDict, total=False):
    """The options of every pooling, beside its size; an int stands for rows and columns alike."""

    stride: int | Pair | None  # cells from window to window; None, unless given: the size
    padding: int | Pair  # cells added on each side, 0 unless given
    dilation: int | Pair  # cells from one cell of a window to the next, 1 unless given
    ceil_mode: bool  # whether a last window may hang over the end, as in PyTorch


def padded_windows(
    x: Array, size: int | Pair, **options: Unpack[PoolOptions]
) -> tuple[Geometry, tuple[Pair, Pair]]:
    """Return where the windows lie, and the padding with the cells that rounding up reaches."""
    check_image(x)
    at = pool_geometry((x.shape[1], x.shape[2]), size, **options)
    ends = [max(0, int(at.reads(axis).max()) - at.size[axis] + 1) for axis in (0, 1)]
    (top, _), (left, _) = at.amounts
    return at, ((top, ends[0]), (left, ends[1]))


def pool_geometry(
    shape: Pair,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
    image: str = "the image",
) -> Geometry:
    """Return where the windows lie on a map (H, W). Errors: padding above half a window.

    `image` words the errors.
    """
    window = pair(size, "size")
    half = window[0] // 2, window[1] // 2
    pads = pair(padding, "padding", 0)
    if pads[0] > half[0] or pads[1] > half[1]:
        nearest = min(pads[0], half[0]), min(pads[1], half[1])
        raise ValueError(
            f"padding {brief(pads)} is more than half of {article(window[0])} "
            f"{window[0]}×{window[1]} window, "
            f"so some windows could see nothing else: use padding {brief(nearest)}"
        )
    return geometry(
        shape,
        window,
        stride=window if stride is None else stride,
        padding=pads,
        dilation=dilation,
        ceil_mode=ceil_mode,
        most=min(half),
        noun="window",
        image=image,
    )


def largest(padded: Array, at: Geometry) -> Array:
    """Return the largest cell of each window of a padded image (C, H, W, ...): (C, H', W', ...)."""
    out: Array = padded[:, *at.taps[0]].copy()
    for tap in at.taps[1:]:
        np.maximum(out, padded[:, *tap], out=out)
    return out


def cells_of(at: Geometry, x: Array) -> Array:
    """Count the cells each window averages over, to divide (C, H', W', ...) by."""
    counts = [
        np.count_nonzero(at.reads(axis) < at.size[axis] + at.amounts[axis][1], axis=1)
        for axis in (0, 1)
    ]
    cells = np.multiply.outer(counts[0], counts[1]).astype(x.dtype)
    return np.asarray(cells.reshape(*at.out, *[1] * (x.ndim - 3)))

"""Pooling: each window answers with one number and has no weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.conv import check_image, floating
from cnn_core.padding import Array, pad2d
from cnn_core.sizes import Geometry, Pair, brief, geometry, pair


def max_pool2d(
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Keep the largest value of each window, as PyTorch does.

    x (C, H, W) or (C, H, W, N) -> (C, H', W', ...); the stride is the size unless given. Padding
    counts as minus infinity, so it never wins. Errors: padding above half a window.

    >>> max_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[4.0]]]
    """
    image = floating(x)
    at = _geometry(image, size, stride, padding, dilation, ceil_mode)
    padded = pad2d(image, _reached(at), "constant", -np.inf)
    out = padded[:, *at.tap(0, 0)].copy()
    for i, j in np.ndindex(at.kernel):
        np.maximum(out, padded[:, *at.tap(i, j)], out=out)
    return out


def avg_pool2d(
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Average each window, as PyTorch does.

    x (C, H, W) or (C, H, W, N) -> (C, H', W', ...); the stride is the size unless given. Padding
    counts as zeros and is counted; cells beyond it, which `ceil_mode` may reach, are not.

    >>> avg_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[2.5]]]
    """
    image = floating(x)
    at = _geometry(image, size, stride, padding, dilation, ceil_mode)
    padded = pad2d(image, _reached(at))
    out = padded[:, *at.tap(0, 0)].copy()
    for i, j in list(np.ndindex(at.kernel))[1:]:
        out += padded[:, *at.tap(i, j)]
    counts = [
        np.count_nonzero(at.reads(axis) < at.size[axis] + at.amounts[axis][1], axis=1)
        for axis in (0, 1)
    ]
    cells = np.multiply.outer(counts[0], counts[1]).astype(out.dtype)
    out /= cells.reshape(*at.out, *[1] * (out.ndim - 3))
    return out


def _geometry(
    x: Array,
    size: int | Pair,
    stride: int | Pair | None,
    padding: int | Pair,
    dilation: int | Pair,
    ceil_mode: bool,
) -> Geometry:
    check_image(x)
    shape = x.shape[1], x.shape[2]
    return pool_geometry(shape, size, stride, padding, dilation, ceil_mode)


def pool_geometry(
    shape: Pair,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Geometry:
    """Return where the windows lie on a map (H, W). Errors: padding above half a window."""
    window = pair(size, "size")
    half = window[0] // 2, window[1] // 2
    pads = pair(padding, "padding", 0)
    if pads[0] > half[0] or pads[1] > half[1]:
        nearest = min(pads[0], half[0]), min(pads[1], half[1])
        raise ValueError(
            f"padding {brief(pads)} is more than half of a {window[0]}x{window[1]} window, "
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
    )


def _reached(at: Geometry) -> tuple[Pair, Pair]:
    """Return the padding with the cells beyond it that a rounded-up last window reaches."""
    ends = [max(0, int(at.reads(axis).max()) - at.size[axis] + 1) for axis in (0, 1)]
    (top, _), (left, _) = at.amounts
    return (top, ends[0]), (left, ends[1])

"""Pooling: each window answers with one number and has no weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array, pad2d
from cnn_core.geometry.sizes import Geometry, Pair, article, brief, geometry, pair
from cnn_core.ops.conv import check_image, floating


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
    counts as minus infinity, so no pixel loses to it: only a window whose dilation leaves it no
    pixel at all answers minus infinity. Errors: padding above half a window.

    >>> max_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[4.0]]]
    """
    image = floating(x)
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
    return largest(pad2d(image, reached, "constant", -np.inf), at)


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
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
    padded = pad2d(image, reached)
    out = padded[:, *at.taps[0]].copy()
    for tap in at.taps[1:]:
        out += padded[:, *tap]
    out /= cells_of(at, out)
    return out


def min_pool2d(
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Keep the smallest value of each window: -max_pool2d(-x).

    x (C, H, W) or (C, H, W, N) -> (C, H', W', ...). Padding counts as infinity: no pixel
    loses to it.

    >>> min_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[1.0]]]
    """
    return -max_pool2d(
        -floating(x), size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
    )


def lp_pool2d(
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
    norm: float = 2.0,
) -> Array:
    """Take the length of each window: (sum of |x|^norm)^(1/norm); norm 2 is Euclid's.

    x (C, H, W) or (C, H, W, N) -> (C, H', W', ...). Padding, and cells beyond it, count as zeros.
    PyTorch's LPPool2d keeps the sign of odd powers, which is no norm, and scales up what
    `ceil_mode` cuts off; otherwise both agree for even norms, and for x >= 0. Errors: norm below 1.

    >>> lp_pool2d(np.array([[[3, 4]]]), (1, 2)).tolist()
    [[[5.0]]]
    """
    if not norm >= 1:
        raise ValueError(f"norm {norm} measures no length: use 1 or more")
    image = np.abs(floating(x))
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
    padded = pad2d(image, reached)
    # Powers of large or tiny numbers leave the range of floats: divide by the largest first.
    most = largest(padded, at)
    unit = np.where(most > 0, most, 1)
    total = sum((padded[:, *tap] / unit) ** norm for tap in at.taps)
    return np.asarray(most * total ** (1 / norm), dtype=image.dtype)


def padded_windows(
    x: Array,
    size: int | Pair,
    stride: int | Pair | None,
    padding: int | Pair,
    dilation: int | Pair,
    ceil_mode: bool,
) -> tuple[Geometry, tuple[Pair, Pair]]:
    """Return where the windows lie, and the padding with the cells that rounding up reaches."""
    check_image(x)
    shape = x.shape[1], x.shape[2]
    at = pool_geometry(shape, size, stride, padding, dilation, ceil_mode)
    ends = [max(0, int(at.reads(axis).max()) - at.size[axis] + 1) for axis in (0, 1)]
    (top, _), (left, _) = at.amounts
    return at, ((top, ends[0]), (left, ends[1]))


def pool_geometry(
    shape: Pair,
    size: int | Pair,
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

"""Pooling, forward and backward: each window becomes one number, without weights.

Every function takes x (C, H, W) or (C, H, W, N), the size of a window (an int, or rows and
columns), and the options of `PoolOptions`: stride (the size unless given), padding, dilation and
ceil_mode. Errors: windows that do not fit, or padding above half a window.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import check_image, floating
from cnn_core.ops.conv_gradients import fitting
from cnn_core.ops.pool_windows import PoolOptions, cells_of, largest, padded_windows


def max_pool2d(x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]) -> Array:
    """Keep the largest value of each window, as PyTorch does.

    x (C, H, W, ...) -> (C, H', W', ...). Padding counts as minus infinity, so no pixel loses to it:
    only a window whose dilation leaves it no pixel at all gives minus infinity.

    >>> max_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[4.0]]]
    """
    image = floating(x)
    at, reached = padded_windows(image, size, **options)
    return largest(pad2d(image, reached, "constant", -np.inf), at)


def max_pool2d_backward(
    grad: ArrayLike, x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]
) -> Array:
    """Give each window's gradient to its largest cell; of equals, to the first in reading order.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...). PyTorch has the same winner.

    >>> max_pool2d_backward([[[1.0]]], [[[3, 3], [1, 2]]], 2).tolist()
    [[[1.0, 0.0], [0.0, 0.0]]]
    """
    image = floating(x)
    at, reached = padded_windows(image, size, **options)
    padded = pad2d(image, reached, "constant", -np.inf)
    best = largest(padded, at)
    left = fitting(grad, best.shape, image).copy()
    dx = np.zeros_like(padded)
    for tap in at.taps:
        won = padded[:, *tap] == best
        dx[:, *tap] += np.where(won, left, 0)
        # Once given away, nothing is left for a second winner.
        left[won] = 0
    return unpad2d(dx, reached)


def min_pool2d(x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]) -> Array:
    """Keep the smallest value of each window: -max_pool2d(-x).

    x (C, H, W, ...) -> (C, H', W', ...). Padding counts as infinity: no pixel loses to it.

    >>> min_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[1.0]]]
    """
    return -max_pool2d(-floating(x), size, **options)


def min_pool2d_backward(
    grad: ArrayLike, x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]
) -> Array:
    """Give each window's gradient to its smallest cell; of equals, to the first in reading order.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...).
    """
    return max_pool2d_backward(grad, -floating(x), size, **options)


def avg_pool2d(x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]) -> Array:
    """Average each window, as PyTorch does.

    x (C, H, W, ...) -> (C, H', W', ...). Padding counts as zeros and is counted; cells beyond it,
    which `ceil_mode` may reach, are not.

    >>> avg_pool2d(np.array([[[1, 3], [2, 4]]]), 2).tolist()
    [[[2.5]]]
    """
    image = floating(x)
    at, reached = padded_windows(image, size, **options)
    padded = pad2d(image, reached)
    out = padded[:, *at.taps[0]].copy()
    for tap in at.taps[1:]:
        out += padded[:, *tap]
    out /= cells_of(at, out)
    return out


def avg_pool2d_backward(
    grad: ArrayLike, x: ArrayLike, size: int | Pair, **options: Unpack[PoolOptions]
) -> Array:
    """Share each window's gradient among its cells.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...).
    """
    image = floating(x)
    at, reached = padded_windows(image, size, **options)
    dx = np.zeros_like(pad2d(image, reached), order="C")
    dy = fitting(grad, (len(image), *at.out, *image.shape[3:]), image)
    share = dy / cells_of(at, image)
    for tap in at.taps:
        dx[:, *tap] += share
    return unpad2d(dx, reached)


def lp_pool2d(
    x: ArrayLike, size: int | Pair, *, norm: float = 2.0, **options: Unpack[PoolOptions]
) -> Array:
    """Take the length of each window: (sum of |x|^norm)^(1/norm); norm 2 is Euclid's.

    x (C, H, W, ...) -> (C, H', W', ...). Padding, and cells beyond it, count as zeros. PyTorch's
    LPPool2d keeps the sign of odd powers, which is not a norm, and scales up what `ceil_mode` cuts
    off; otherwise both agree for even norms, and for x >= 0. Errors: norm below 1.

    >>> lp_pool2d(np.array([[[3, 4]]]), (1, 2)).tolist()
    [[[5.0]]]
    """
    if not norm >= 1:
        raise ValueError(f"norm {norm} measures no length: use 1 or more")
    image = np.abs(floating(x))
    at, reached = padded_windows(image, size, **options)
    padded = pad2d(image, reached)
    # Powers of large or tiny numbers leave the range of floats: divide by the largest first.
    most = largest(padded, at)
    unit = np.where(most > 0, most, 1)
    total = sum((padded[:, *tap] / unit) ** norm for tap in at.taps)
    return np.asarray(most * total ** (1 / norm), dtype=image.dtype)


def lp_pool2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    size: int | Pair,
    *,
    norm: float = 2.0,
    **options: Unpack[PoolOptions],
) -> Array:
    """Return grad (|x| / y)^(norm - 1) sign(x), added up over windows; 0 where a window is all 0.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...), y = `lp_pool2d` of x.
    """
    image = floating(x)
    at, reached = padded_windows(image, size, **options)
    y = lp_pool2d(image, size, norm=norm, **options)
    dy = fitting(grad, y.shape, image)
    padded = pad2d(image, reached)
    dx = np.zeros_like(padded)
    unit = np.where(y > 0, y, 1)
    for tap in at.taps:
        cell = padded[:, *tap]
        dx[:, *tap] += dy * np.sign(cell) * (np.abs(cell) / unit) ** (norm - 1)
    return unpad2d(dx, reached)


def global_avg_pool(x: ArrayLike) -> Array:
    """Average each whole map: x (C, H, W) or (C, H, W, N) -> (C,) or (C, N).

    >>> global_avg_pool([[[1, 3]], [[0, 0]]]).tolist()
    [2.0, 0.0]
    """
    image = floating(x)
    check_image(image)
    return np.asarray(image.mean(axis=(1, 2)))


def global_avg_pool_backward(grad: ArrayLike, x: ArrayLike) -> Array:
    """Share each map's gradient (C, ...) among all its cells (C, H, W, ...)."""
    image = floating(x)
    share = floating(grad, image.dtype)[:, None, None] / (image.shape[1] * image.shape[2])
    return np.broadcast_to(share, image.shape).copy()

"""Pooling backwards: which cells answered, and what each gets back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import check_image, floating
from cnn_core.ops.conv_gradients import fitting
from cnn_core.ops.framework_code import written
from cnn_core.ops.pool import (
    avg_pool2d,
    cells_of,
    largest,
    lp_pool2d,
    max_pool2d,
    min_pool2d,
    padded_windows,
)


def max_pool2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Give each window's gradient to its largest cell; of equals, to the first in reading order.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...). PyTorch has the same winner.

    >>> max_pool2d_backward([[[1.0]]], [[[3, 3], [1, 2]]], 2).tolist()
    [[[1.0, 0.0], [0.0, 0.0]]]
    """
    image = floating(x)
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
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


def min_pool2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Give each window's gradient to its smallest cell; of equals, to the first in reading order.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...).
    """
    return max_pool2d_backward(
        grad,
        -floating(x),
        size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
    )


def avg_pool2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Share each window's gradient among its cells.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...).
    """
    image = floating(x)
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
    dx = np.zeros_like(pad2d(image, reached), order="C")
    dy = fitting(grad, (len(image), *at.out, *image.shape[3:]), image)
    share = dy / cells_of(at, image)
    for tap in at.taps:
        dx[:, *tap] += share
    return unpad2d(dx, reached)


def lp_pool2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    size: int | Pair,
    *,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
    norm: float = 2.0,
) -> Array:
    """Return grad (|x| / y)^(norm - 1) sign(x), added up over windows; 0 where a window is all 0.

    grad (C, H', W', ...) and x (C, H, W, ...) -> (C, H, W, ...), y = `lp_pool2d` of x.
    """
    image = floating(x)
    at, reached = padded_windows(image, size, stride, padding, dilation, ceil_mode)
    y = lp_pool2d(
        image,
        size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        norm=norm,
    )
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


@dataclass(frozen=True)
class Pooling:
    """One pooling as menus, layers and code need it: functions of x (or grad, x), size, options."""

    title: str
    name: str  # inside a sentence: "max" pooling, a "max" pool
    forward: Callable[..., Array]
    backward: Callable[..., Array]
    outside: float  # what cells of the padding hold
    # Name of a framework -> an expression that answers for each window of `windows`, an array
    # whose last two axes are a window's rows and columns; see `written`.
    code: Mapping[str, str]
    averages: bool = False  # whether it divides by the cells it read, without what `ceil_mode` adds


# A new entry appears in every menu, link, question, network, script and test by itself.
POOLINGS = {
    "max": Pooling(
        "Maximum",
        "max",
        max_pool2d,
        max_pool2d_backward,
        -np.inf,
        written(
            "windows.max(axis=(-2, -1))",
            "windows.amax((-2, -1))",
            "ops.max(windows, axis=(-2, -1))",
        ),
    ),
    "avg": Pooling(
        "Average",
        "average",
        avg_pool2d,
        avg_pool2d_backward,
        0.0,
        written(
            "windows.mean(axis=(-2, -1))",
            "windows.mean((-2, -1))",
            "ops.mean(windows, axis=(-2, -1))",
        ),
        averages=True,
    ),
    "min": Pooling(
        "Minimum",
        "min",
        min_pool2d,
        min_pool2d_backward,
        np.inf,
        written(
            "windows.min(axis=(-2, -1))",
            "windows.amin((-2, -1))",
            "ops.min(windows, axis=(-2, -1))",
        ),
    ),
    "lp": Pooling(
        "L2 norm",
        "L2",
        lp_pool2d,
        lp_pool2d_backward,
        0.0,
        written(
            "np.sqrt((windows**2).sum(axis=(-2, -1)))",
            "torch.linalg.vector_norm(windows, dim=(-2, -1))",
            # A root is infinitely steep at 0: training would make it no number.
            "ops.sqrt(ops.maximum(ops.sum(windows**2, axis=(-2, -1)), 1e-30))",
        ),
    ),
}

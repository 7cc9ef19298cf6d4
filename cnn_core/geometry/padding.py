"""What stands outside the image: zeros, a constant, or the image itself again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.phrases import counted
from cnn_core.geometry.sizes import AXES, Amounts, Pair

Array = NDArray[np.floating[Any]]

PADDING_MODES = ("zeros", "constant", "reflect", "replicate", "circular")


def largest_padding(mode: str, size: int) -> int | None:
    """Return the most cells a mode can add on one side of an axis; None is any number."""
    return {"reflect": size - 1, "circular": size}.get(mode)


def check_mode(mode: str) -> None:
    """Refuse a padding mode that does not exist, naming those that do."""
    if mode not in PADDING_MODES:
        raise ValueError(f'padding mode "{mode}" is unknown: use {", ".join(PADDING_MODES)}')


def check_amounts(amounts: Amounts, size: Pair, mode: str) -> None:
    """Refuse amounts that a mode cannot fill from an image of this size."""
    check_mode(mode)
    for axis, (length, sides) in enumerate(zip(size, amounts, strict=True)):
        most = largest_padding(mode, length)
        if min(sides) < 0:
            raise ValueError(f"padding {min(sides)} is too small: use at least 0")
        if most is not None and max(sides) > most:
            raise ValueError(
                f"{mode} padding of {max(sides)} needs more than the image's "
                f"{counted(length, AXES[axis])}: use padding {most} at most"
            )


def source_index(size: int, before: int, after: int, mode: str) -> NDArray[np.intp]:
    """Return which cell of an axis stands at each padded position, -1 where a fill does.

    size cells -> (before + size + after,) indices.

    >>> source_index(3, 2, 1, "reflect").tolist(), source_index(3, 1, 1, "zeros").tolist()
    ([2, 1, 0, 1, 2, 1], [-1, 0, 1, 2, -1])
    """
    at = np.arange(-before, size + after)
    if mode == "replicate":
        return np.clip(at, 0, size - 1)
    if mode == "circular":
        return at % size
    if mode == "reflect":
        mirrored = np.abs(at)
        return np.where(mirrored < size, mirrored, 2 * (size - 1) - mirrored)
    return np.where((at >= 0) & (at < size), at, -1)


def pad2d(x: Array, amounts: Amounts, mode: str = "zeros", fill: float = 0.0) -> Array:
    """Surround an image, or a batch of them, with padding.

    x (C, H, W, ...) and ((top, bottom), (left, right)) -> (C, H', W', ...); `fill` is the value of
    mode "constant". Errors: more reflected or wrapped cells than the image has.

    >>> pad2d(np.array([[[1.0, 2.0]]]), ((0, 0), (1, 1)), "circular").tolist()
    [[[2.0, 1.0, 2.0, 1.0]]]
    """
    if amounts == ((0, 0), (0, 0)):
        check_mode(mode)
        return x
    check_amounts(amounts, (x.shape[1], x.shape[2]), mode)
    height, width = (n + sum(sides) for n, sides in zip(x.shape[1:3], amounts, strict=True))
    padded = np.empty((x.shape[0], height, width, *x.shape[3:]), dtype=x.dtype)
    pad_rows(x, amounts, mode, fill, 0, padded)
    return padded


def pad_rows(x: Array, amounts: Amounts, mode: str, fill: float, first: int, out: Array) -> None:
    """Fill `out` (C, rows, W', ...) with rows of the padded image, from row `first` on."""
    (top, bottom), (left, right) = amounts
    height, width = x.shape[1], x.shape[2]
    inside = out[:, :, left : left + width]
    start = min(max(top - first, 0), out.shape[1])
    stop = min(max(top + height - first, start), out.shape[1])
    inside[:, start:stop] = x[:, start + first - top : stop + first - top]
    beside = slice(0, left), slice(left + width, None)
    if mode in ("zeros", "constant"):
        value = fill if mode == "constant" else 0.0
        out[:, :start] = out[:, stop:] = value
        for sides in beside:
            out[:, :, sides] = value
        return
    rows = source_index(height, top, bottom, mode)[first : first + out.shape[1]]
    for row in (*range(start), *range(stop, out.shape[1])):
        inside[:, row] = x[:, rows[row]]
    cols = source_index(width, left, right, mode)
    for sides in beside:
        out[:, :, sides] = inside[:, :, cols[sides]]


def unpad2d(grad: Array, amounts: Amounts, mode: str = "zeros") -> Array:
    """Bring the gradient of a padded image back to the image; a cell gets that of all its copies.

    grad (C, H', W', ...) -> (C, H, W, ...); fills have no gradient. The backward of `pad2d`.

    >>> unpad2d(np.ones((1, 1, 4)), ((0, 0), (2, 0)), "replicate").tolist()
    [[[3.0, 1.0]]]
    """
    if amounts == ((0, 0), (0, 0)):
        return grad
    for axis, (before, after) in enumerate(amounts, start=1):
        size = grad.shape[axis] - before - after
        lines = np.moveaxis(grad, axis, 0)
        inside = lines[before : before + size]
        if mode not in ("zeros", "constant") and before + after:
            inside = inside.copy()
            source = source_index(size, before, after, mode)
            for at in (*range(before), *range(before + size, len(lines))):
                inside[source[at]] += lines[at]
        grad = np.moveaxis(inside, 0, axis)
    return grad

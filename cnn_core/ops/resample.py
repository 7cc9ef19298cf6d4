"""Bring a picture to another size."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.conv import floating


def resampling(size: int, target: int) -> NDArray[np.float64]:
    """Return the matrix (target, size) that resizes one axis: weights fall off linearly.

    Each new pixel averages the old ones it covers; enlarging interpolates between two.
    """
    step = size / target
    centres = (np.arange(target) + 0.5) * step - 0.5
    distance = np.abs(np.arange(size) - centres[:, None]) / max(step, 1.0)
    weights = np.maximum(0, 1 - distance)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def resized(image: ArrayLike, size: tuple[int, int]) -> NDArray[np.float32]:
    """Bring a picture (C, H, W) to (C, *size), float32 in its own unit.

    >>> resized([[[0, 2], [4, 6]]], (1, 1)).tolist()
    [[[3.0]]]
    """
    pixels = floating(image)
    down, across = resampling(pixels.shape[1], size[0]), resampling(pixels.shape[2], size[1])
    return np.asarray(down @ pixels @ across.T, dtype=np.float32)


def fitted(image: ArrayLike, side: int) -> NDArray[np.float32]:
    """Bring a picture (C, H, W) whole into (C, side, side), its proportions kept, zeros around."""
    pixels = floating(image)
    scale = side / max(pixels.shape[1:])
    height, width = (max(1, round(scale * size)) for size in pixels.shape[1:])
    out = np.zeros((len(pixels), side, side), np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    out[:, top : top + height, left : left + width] = resized(pixels, (height, width))
    return out


def middle_square(image: ArrayLike, side: int) -> NDArray[np.float32]:
    """Cut the largest square out of the middle of a picture (C, H, W), as (C, side, side)."""
    pixels = floating(image)
    rows, columns = pixels.shape[1:]
    size = min(rows, columns)
    top, left = (rows - size) // 2, (columns - size) // 2
    return resized(pixels[:, top : top + size, left : left + size], (side, side))

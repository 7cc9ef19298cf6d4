"""Edges, corners and squares: detectors built by hand, each layer from the maps of the one before.

Numbers stay in units of the picture's own greys: a straight edge from black to white answers 3
times white, as three pixels of a 3x3 kernel lie on either side of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.activations import relu
from cnn_core.ops.conv import conv2d

Array = NDArray[np.floating[Any]]

_DOWN = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]], np.float64)

# The four sides of something bright on something dark -> the 3x3 kernel that finds it.
SIDES: Mapping[str, NDArray[np.float64]] = MappingProxyType(
    {"top": _DOWN, "bottom": -_DOWN, "left": _DOWN.T, "right": -_DOWN.T}
)
# The corners -> the two sides that meet there, in the order of `SIDES`.
CORNERS: Mapping[str, tuple[int, int, int, int]] = MappingProxyType(
    {
        "top left": (1, 0, 1, 0),
        "top right": (1, 0, 0, 1),
        "bottom left": (0, 1, 1, 0),
        "bottom right": (0, 1, 0, 1),
    }
)


def _rectified(x: Array, between: bool) -> Array:
    return relu(x) if between else x


def side_maps(image: ArrayLike, *, between: bool = True) -> Array:
    """Return one map for each of `SIDES`, after a ReLU unless `between` is off: (4, H, W).

    image (H, W), whose border goes on outside, so that the frame of a picture is no edge.
    """
    kernels = np.stack([*SIDES.values()])[:, None]
    picture = np.asarray(image, np.float64)[None]
    maps = conv2d(picture, kernels, padding="same", padding_mode="replicate")
    return _rectified(maps, between)


def mixed_map(
    maps: ArrayLike, mix: Sequence[float], threshold: float, *, between: bool = True
) -> Array:
    """Return the maps added with these weights, minus a threshold, after a ReLU: (H, W).

    maps (C, H, W), mix (C,): a 1x1 kernel and a bias. Errors: another number of weights.
    """
    weights = np.asarray(mix, np.float64)[None, :, None, None]
    answer = conv2d(np.asarray(maps, np.float64), weights, [-threshold])[0]
    return _rectified(answer, between)


def corner_maps(image: ArrayLike, threshold: float, *, between: bool = True) -> Array:
    """Return one map for each of `CORNERS`: (4, H, W). Two layers: sides, then corners."""
    sides = side_maps(image, between=between)
    mixes = [mixed_map(sides, mix, threshold, between=between) for mix in CORNERS.values()]
    return np.stack(mixes)


def square_kernel(side: int) -> NDArray[np.float64]:
    """Return the kernel that adds up a square's corners: (1, 4, side, side), four of them 1.

    Errors: a side below 2.
    """
    if side < 2:
        raise ValueError(f"a square of side {side} has no four corners: use 2 or more")
    kernel = np.zeros((1, len(CORNERS), side, side))
    for number, place in enumerate(((0, 0), (0, -1), (-1, 0), (-1, -1))):
        kernel[0, number, *place] = 1
    return kernel


def square_map(corners: ArrayLike, side: int, threshold: float, *, between: bool = True) -> Array:
    """Return where all four corners of a square of this side meet: (H - side + 1, W - side + 1).

    corners (4, H, W); cell (r, c) is the square whose top left pixel is (r, c).
    """
    maps = np.asarray(corners, np.float64)
    return _rectified(conv2d(maps, square_kernel(side), [-threshold])[0], between)

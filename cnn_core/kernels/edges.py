"""Edges: how strong, in which direction, and what a kernel makes of each direction.

Directions say where it gets brighter: 0 towards the right, pi/2 downwards, clockwise on screen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.kernels.filtering import apply_kernel
from cnn_core.kernels.registry import KERNELS
from cnn_core.ops.conv import floating

EDGE_STEP = 1 / 8  # pixels from one place of a sliding edge to the next


class Gradient(NamedTuple):
    """How steeply brightness rises, and where to."""

    magnitude: Array
    direction: Array


def gradient(x: ArrayLike, *, padding_mode: str = "replicate") -> Gradient:
    """Return magnitude and direction of the brightness gradient from Sobel y and x.

    x (H, W) -> two (H, W): sqrt(gx^2 + gy^2), in Sobel's units (8 for a slope of 1 a pixel), and
    arctan2(gy, gx) in radians, -pi to pi; 0 where it is flat. Errors: not (H, W).

    >>> ramp = np.tile(np.arange(5.0), (5, 1))
    >>> float(gradient(ramp).magnitude[2, 2]), float(gradient(ramp.T).direction[2, 2])
    (8.0, 1.5707963267948966)
    """
    image = floating(x)
    if image.ndim != 2:
        raise ValueError(f"a gradient is of one plane (H, W), not {image.shape}: pick a channel")
    down, across = (
        apply_kernel(image[None], KERNELS[name].kernel(), padding_mode=padding_mode)[0]
        for name in ("sobel-y", "sobel-x")
    )
    # Adding 0 makes -0 to 0, which arctan2 would take for "towards the left".
    return Gradient(np.hypot(down, across), np.arctan2(down + 0.0, across + 0.0))


def edge_response(
    weights: ArrayLike, angles: ArrayLike, offsets: ArrayLike = 0.0
) -> NDArray[np.float64]:
    """Return a kernel's output under an ideal straight edge, for each angle and offset.

    weights (kh, kw), angles (...) in radians and offsets (...) in pixels, of one shape or a number
    -> (...). The edge steps from 0 to 1 towards the angle and runs `offset` beyond the kernel's
    centre; a pixel it cuts has the exact share of its area that lies on the bright side.

    >>> edge_response([[-1, 0, 1]], [0.0, np.pi]).tolist()
    [1.0, -1.0]
    """
    table = np.asarray(weights, dtype=np.float64)
    if table.ndim != 2 or table.size == 0:
        raise ValueError(f"a kernel has rows and columns, (kh, kw), not {table.shape}")
    return np.asarray((table * _edge(table.shape, angles, offsets)).sum(axis=(-2, -1)))


def strongest_edge_response(weights: ArrayLike, angles: ArrayLike) -> NDArray[np.float64]:
    """Return the output farthest from 0 while a straight edge slides across a kernel.

    weights (kh, kw) and angles (...) in radians -> (...): for each angle the edge stops at every
    `EDGE_STEP` pixels. A positive output counts before a negative one of the same size.

    >>> laplacian = [[0, -1, 0], [-1, 4, -1], [0, -1, 0]]
    >>> strongest_edge_response(laplacian, [0.0]).tolist(), edge_response(laplacian, [0.0]).tolist()
    ([1.0], [0.0])
    """
    outputs, _ = _sliding_edge(weights, angles)
    high, low = outputs.max(axis=-1), outputs.min(axis=-1)
    return np.asarray(np.where(high >= -low, high, low))


def strongest_edge(weights: ArrayLike, angle: float) -> NDArray[np.float64]:
    """Return the pixels under a kernel where a straight edge gives `strongest_edge_response`.

    weights (kh, kw) and an angle in radians -> (kh, kw), 0 for dark and 1 for bright. Of several
    such places it is the one nearest to the centre.

    >>> strongest_edge([[-1, 0, 1]], 0.0).tolist()
    [[0.0, 0.5, 1.0]]
    """
    outputs, offsets = _sliding_edge(weights, angle)
    strongest = outputs == strongest_edge_response(weights, angle)
    at = offsets[strongest][np.abs(offsets[strongest]).argmin()]
    return _edge(np.shape(weights), angle, at)


def _sliding_edge(
    weights: ArrayLike, angles: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a kernel's outputs (..., n) while an edge slides across it, and its n places."""
    table = np.asarray(weights, dtype=np.float64)
    reach = np.ceil(np.hypot(*table.shape) / 2) if table.ndim == 2 else 0.0
    offsets = np.arange(-reach, reach + EDGE_STEP / 2, EDGE_STEP)
    turn = np.asarray(angles, dtype=np.float64)[..., None]
    # Rounded, so that no order comes from rounding alone.
    return edge_response(table, turn, offsets).round(12) + 0.0, offsets


def _edge(shape: tuple[int, ...], angles: ArrayLike, offsets: ArrayLike) -> NDArray[np.float64]:
    """Return the pixels (..., kh, kw) under a kernel of that shape, as `edge_response` has them."""
    turn, beyond = (
        one[..., None, None]
        for one in np.broadcast_arrays(np.asarray(angles, np.float64), np.asarray(offsets, float))
    )
    down, across = (np.arange(side) - (side - 1) / 2 for side in shape)
    distance = across * np.cos(turn) + down[:, None] * np.sin(turn) - beyond
    return _bright_share(distance, np.abs(np.cos(turn)), np.abs(np.sin(turn)))


def _bright_share(
    distance: NDArray[np.float64], wide: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the share of a unit square that lies beyond a line, `distance` behind its centre.

    The square seen along the line is a trapezoid, sides `wide` and `high` convolved; the share is
    its integral: flat to slope to flat, with a parabola at each corner.
    """
    long, short = np.maximum(wide, high), np.minimum(wide, high)
    # A side this short is a point: the formula below would divide by it.
    thin = short < 1e-9
    safe = np.where(thin, 1.0, short)

    def ramp(t: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.square(np.maximum(t, 0.0)) / 2

    outer, inner = (long + short) / 2, (long - short) / 2
    rising = ramp(distance + outer) - ramp(distance + inner)
    falling = ramp(distance - inner) - ramp(distance - outer)
    cut = (rising - falling) / (long * safe)
    return np.clip(np.where(thin, distance / long + 0.5, cut), 0.0, 1.0)

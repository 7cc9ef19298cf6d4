"""What a kernel makes of a wave: every wave comes out as itself, times one number.

A wave of frequency (v, u) goes v times down and u times across a picture that goes on at its
borders (circular padding). Frequencies are in the order that people look at: 0 in the middle.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Complex = NDArray[np.complex128]
Passing = Literal["low", "high", "band", "boost", "all", "nothing"]

SAMPLED = 64  # frequencies a side on which `passing` looks
NOTHING = 0.01  # of the largest: what weighs less is taken for 0
FAINT = 0.25  # of the largest: finest waves that are left weaker than that do not really pass
WEAKER = 0.9  # of the middle: a mean above is hardly a filter


def frequencies(count: int) -> NDArray[np.intp]:
    """Return the waves along a side of `count` pixels, 0 in the middle: (count,).

    >>> frequencies(4).tolist(), frequencies(5).tolist()
    ([-2, -1, 0, 1], [-2, -1, 0, 1, 2])
    """
    return np.arange(count) - count // 2


def frequency_response(weights: ArrayLike, size: tuple[int, int]) -> Complex:
    """Return what each wave is multiplied with under `conv2d` with circular "same" padding.

    weights (kh, kw), size (H, W) of the picture -> complex (H, W), frequency (0, 0) at
    (H // 2, W // 2): H(v, u) = sum over the weights w(r, c) of
    w(r, c) exp(2 pi i (v (r - above) / H + u (c - left) / W)), the weight at (above, left) being
    the one over the cell. So H(0, 0) is the sum of the weights.

    >>> frequency_response([[1.0, 2.0, 1.0]], (1, 4)).real.round(9).tolist()
    [[0.0, 2.0, 4.0, 2.0]]
    """
    table = np.asarray(weights, np.float64)
    down, across = (_waves(n, k) for n, k in zip(size, table.shape, strict=True))
    return down @ table.astype(np.complex128) @ across.T


def _waves(count: int, taps: int) -> Complex:
    """Return each wave of a side at each tap, the centre at angle 0: (count, taps)."""
    at = np.outer(frequencies(count), np.arange(taps) - (taps - 1) // 2)
    return np.asarray(np.exp(2j * np.pi * at / count))


def strength(response: Complex, weights: ArrayLike) -> NDArray[np.float64]:
    """Return the absolute value of a response, 0 where only rounding is left: (H, W)."""
    found: NDArray[np.float64] = np.abs(response)
    least = 1e-12 * float(np.abs(np.asarray(weights, np.float64)).sum())
    return np.where(found > least, found, 0.0)


def passing(weights: ArrayLike) -> Passing:
    """Tell which waves a kernel lets through.

    "low": the middle most, the rest weaker. "high": the middle not at all, the finest waves
    (along an axis or both, 2 pixels long) well. "band": neither of the two, but what
    lies between. "boost": the middle,
    and others even more. "all": every wave about alike. "nothing": none.
    """
    found = strength(frequency_response(weights, (SAMPLED, SAMPLED)), weights)
    largest, middle = float(found.max()), float(found[SAMPLED // 2, SAMPLED // 2])
    if largest == 0:
        return "nothing"
    if middle <= NOTHING * largest:
        return "high" if _finest(found) > FAINT * largest else "band"
    if largest > (1 + NOTHING) * middle:
        return "boost"
    return "low" if found.mean() < WEAKER * middle else "all"


def _finest(found: NDArray[Any]) -> float:
    """Return the most that is left of the waves of 2 pixels: across, down, and a chessboard."""
    half = SAMPLED // 2
    return float(max(found[half, 0], found[0, half], found[0, 0]))

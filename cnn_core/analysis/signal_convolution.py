"""Convolution and correlation of two functions or rows, each both ways round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.conv_1d import conv1d

Values = NDArray[np.floating[Any]]


def convolve(f: ArrayLike, h: ArrayLike, *, step: float = 1.0) -> Values:
    """Return f * h wherever they overlap: f (L,), h (k,) -> (L + k - 1,), float64.

    Entry x is the sum over t of f[t] h[x - t], times `step`, the width of a strip where both are
    samples of functions. Errors: an empty row.

    >>> convolve([1, 2, 4], [1, -1]).tolist()
    [1.0, 1.0, 2.0, -4.0]
    """
    signal, kernel = _rows(f, h)
    answer: Values = conv1d(signal[None], kernel[None, None, ::-1], padding="full")[0]
    return step * answer


def correlate(f: ArrayLike, h: ArrayLike, *, step: float = 1.0) -> Values:
    """Return the correlation of f with h wherever they overlap: (L + k - 1,), float64.

    Entry x + k - 1 is the sum over t of f[x + t] h[t], times `step`: h is shifted, not flipped.

    >>> correlate([1, 2, 4], [1, -1]).tolist()
    [-1.0, -1.0, -2.0, 4.0]
    """
    signal, kernel = _rows(f, h)
    answer: Values = conv1d(signal[None], kernel[None, None], padding="full")[0]
    return step * answer


def _rows(f: ArrayLike, h: ArrayLike) -> tuple[Values, Values]:
    signal, kernel = np.asarray(f, np.float64), np.asarray(h, np.float64)
    if signal.ndim != 1 or kernel.ndim != 1 or not signal.size or not kernel.size:
        raise ValueError(
            "two rows of at least one number are convolved, "
            f"not arrays of shapes {signal.shape} and {kernel.shape}"
        )
    return signal, kernel


@dataclass(frozen=True, eq=False)
class Overlap:
    """What f and h make at the same places x, each of the last axis, both ways round."""

    convolved: Values  # f * h
    swapped: Values  # h * f
    correlated: Values  # f with h
    correlated_swapped: Values  # h with f

    @property
    def commutes_to(self) -> float:
        """The largest difference between f * h and h * f: rounding, or 0."""
        return _largest(self.convolved, self.swapped)

    @property
    def correlation_differs_by(self) -> float:
        """The largest difference between the correlation of f with h and of h with f."""
        return _largest(self.correlated, self.correlated_swapped)


def _largest(one: Values, other: Values) -> float:
    return float(np.abs(one - other).max())


def overlap_functions(f: ArrayLike, h: ArrayLike, *, step: float, places: int) -> Overlap:
    """Slide one function over another: samples (n,), n even, at middles of strips around 0.

    Returns 2 `places` + 1 values each, for x from -`places` to `places` strips: the integrals as
    sums of strips. Errors: samples of two lengths or an odd one, more places than both reach.
    """
    signal, kernel = _rows(f, h)
    if signal.size != kernel.size or signal.size % 2 or not 0 <= places < signal.size:
        raise ValueError(
            f"two functions have as many strips, an even number above {places} places, "
            f"not {signal.size} and {kernel.size}"
        )
    middle = signal.size - 1  # where x is 0, of all four
    shown = slice(middle - places, middle + places + 1)
    return Overlap(
        convolve(signal, kernel, step=step)[shown],
        convolve(kernel, signal, step=step)[shown],
        correlate(signal, kernel, step=step)[shown],
        correlate(kernel, signal, step=step)[shown],
    )


def overlap_rows(rows: ArrayLike, taps: ArrayLike) -> Overlap:
    """Slide taps (k,), k odd, the middle one at 0, over every row of an image (H, W).

    Outside the row everything is 0. Returns (H, W) each: one value for every pixel's place x.
    Errors: an even number of taps, no row.
    """
    image, kernel = np.asarray(rows, np.float64), np.asarray(taps, np.float64)
    if image.ndim != 2 or not image.size or kernel.ndim != 1 or kernel.size % 2 == 0:
        raise ValueError(
            "rows are (H, W) and taps an odd number, so that one is the middle, "
            f"not {image.shape} and {kernel.shape}"
        )
    wide, reach = image.shape[1], kernel.size // 2
    batch = image.T[None]  # (1, W, H): every row at once
    place = slice(reach, reach + wide)
    both = [
        conv1d(batch, one[None, None], padding="full")[0, place].T for one in (kernel[::-1], kernel)
    ]
    # The other way round every row is a kernel that slides over the taps.
    swapped = conv1d(kernel[None], image[:, None, ::-1], padding="full")[:, place]
    correlated = conv1d(kernel[None], image[:, None], padding="full")
    # Entry j holds x = j - (W - 1) - reach; beyond x = reach there is nothing left of the taps.
    beyond = np.pad(correlated[:, wide - 1 + reach :], ((0, 0), (0, wide)))[:, :wide]
    return Overlap(both[0], swapped, both[1], beyond)

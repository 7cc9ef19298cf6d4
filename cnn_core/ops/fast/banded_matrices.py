"""A kernel without structure over a large image: a few products with banded matrices.

A column of weights that slides down an image is a matrix whose rows repeat it, each a step further:

    a b c 0 0
    0 a b c 0   times a band of the image's rows = that column's share of as many rows of the answer
    0 0 a b c

So kw products and kw - 1 additions do what takes kh * kw multiplications and additions of whole
images, and the rows are read where they lie: nothing is copied. Most of the matrix is zeros, but a
product is that much faster than a sum of shifted images.

A product adds in any order, so that weights which sum to 0 would leave a rounding error on flat
areas. They are written as weights for the differences of neighbours, which are exactly 0 there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Geometry, Pair, span
from cnn_core.ops.fast.workspace import scratch

# Rows of the answer from one product: more are more zeros, fewer are more calls.
ROWS = 8


@dataclass(frozen=True, eq=False)
class Bands:
    """Banded matrices (kw, ROWS, ROWS + reach) for one plane, or for differences of its pixels."""

    plane: int
    matrices: Array
    step: Pair = (0, 0)  # (rows, columns) from the pixel subtracted to the other; (0, 0): none is
    first: int = 0  # the kernel's column that the first matrix stands for

    @property
    def passes(self) -> float:
        """What this costs, measured in passes over the image."""
        count, _, width = self.matrices.shape
        return float(count * _cost(width) + 3 * any(self.step))


def _cost(width: int) -> float:
    """Return what a product with one matrix (ROWS, width) costs, measured in passes."""
    return 2.7 + width / 10


def bands(deep: Array, at: Geometry, passes: Sequence[int]) -> list[Bands] | None:
    """Return what computes weights (C, kh, kw); None if that many passes over the image are less.

    Also None for weights that are no numbers, and for a stride, which leaves most sums out.
    """
    # Few passes are told from matrices without making them.
    least = (deep.shape[2] - 1) * _cost(ROWS + span(deep.shape[1], at.dilation[0]) - 1)
    if sum(passes) <= least or at.stride != (1, 1) or not np.isfinite(deep).all():
        return None
    found = [one for plane, weights in enumerate(deep) for one in _of_plane(plane, weights, at)]
    return found if sum(one.passes for one in found) < sum(passes) else None


def _of_plane(plane: int, weights: Array, at: Geometry) -> Iterator[Bands]:
    if math.fsum(weights.flat):
        yield Bands(plane, _matrices(weights, at.dilation[0]))
        return
    # With S the sums so far: sum of w[j] x[j] = S[-1] x[-1] - sum of S[j] (x[j + 1] - x[j]); first
    # across each row, then down the last column. Sums of whole numbers stay whole.
    across = np.cumsum(weights, axis=1, dtype=np.float64)
    down = np.cumsum(across[:, -1:], axis=0)
    for sums, step, first in (
        (across[:, :-1], (0, 1), 0),
        (down[:-1], (1, 0), weights.shape[1] - 1),
    ):
        if sums.any():
            yield Bands(plane, _matrices(-sums.astype(weights.dtype), at.dilation[0]), step, first)


def _matrices(weights: Array, dilation: int) -> Array:
    """Return one banded matrix for each column of weights (kh, kw)."""
    reach = dilation * (len(weights) - 1) + 1
    found = np.zeros((weights.shape[1], ROWS, ROWS + reach - 1), weights.dtype)
    for row in range(ROWS):
        found[:, row, row : row + reach : dilation] = weights.T
    return found


@np.errstate(invalid="ignore", over="ignore")
def fill_banded(block: Array, found: list[Bands], at: Geometry, out: Array) -> bool:
    """Fill out (rows, W', ...) from a padded block (C, rows + reach, W, ...); say if that worked.

    A pixel that is no number meets the zeros of its band and spoils the rows around it: then the
    answer is of no use.
    """
    rows = len(out)
    flat = out.reshape(rows, -1)
    whole = rows - rows % ROWS
    across = at.dilation[1] * block[0, 0, 0].size
    started = False
    for one in found:
        source = _source(block[one.plane], one.step, at.dilation)
        for column, matrix in enumerate(one.matrices, one.first):
            lines = source[:, column * across :]
            for first, last, height in ((0, whole, ROWS), (whole, rows, rows - whole)):
                if first == last:
                    continue
                total = flat[first:last].reshape(-1, height, flat.shape[1])
                used = matrix[:height, : matrix.shape[1] - ROWS + height]
                windows = _windows(lines[first:], used.shape[1], total.shape)
                part = scratch("part", total.shape, total.dtype) if started else total
                np.matmul(used, windows, out=part)
                if started:
                    total += part
            started = True
    return bool(np.isfinite(np.add.reduce(flat, axis=None)))


def _source(plane: Array, step: Pair, dilation: Pair) -> Array:
    """Return the pixels of a plane (H, W, ...) as rows of numbers, or their differences."""
    lines = plane.reshape(len(plane), -1)
    if not any(step):
        return lines
    offset = step[0] * dilation[0] * lines.shape[1] + step[1] * dilation[1] * plane[0, 0].size
    pixels = lines.reshape(-1)
    found = scratch(f"differences {step}", lines.shape, lines.dtype)
    # Differences that straddle two rows, and those left over at the end, are never read.
    np.subtract(pixels[offset:], pixels[:-offset], out=found.reshape(-1)[:-offset])
    return found


def _windows(lines: Array, reach: int, shape: tuple[int, ...]) -> Array:
    """Return the bands of rows that give an answer (bands, height, W'): (bands, reach, W').

    They overlap, so that this is a view in which one row stands in several bands.
    """
    count, height, width = shape
    down, right = lines.strides
    return as_strided(lines, (count, reach, width), (height * down, down, right), writeable=False)

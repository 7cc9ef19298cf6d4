"""One gradient explained: what it is the sum of, like `window_at` for one cell forward."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array, source_index
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import ConvOptions, floating, prepare
from cnn_core.ops.conv_gradients import fitting


@dataclass(frozen=True)
class WeightGradient:
    """The gradient of one weight: input times upstream gradient at every place it was used.

    A kernel's weight is used at H' x W' places, a dense layer's at one (1 x 1). N examples last.
    """

    weight: tuple[int, ...]
    rows: NDArray[np.intp]  # (H',) input rows that the weight met; 0 is the first, padding outside
    cols: NDArray[np.intp]  # (W',)
    values: Array  # (H', W', N) the input there
    upstream: Array  # (H', W', N) the gradient of the cells it helped to make
    products: Array  # (H', W', N)
    sums: Array  # (N,) one for each example
    mean: float  # over the batch: what the optimiser gets


def weight_gradient_at(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    weight: tuple[int, int, int, int],
    **options: Unpack[ConvOptions],
) -> WeightGradient:
    """Explain the gradient of `conv2d`'s weight (filter, channel, row, column).

    grad (F, H', W', N) of each example's loss, x (C, H, W, N), w (F, C / groups, kh, kw) ->
    WeightGradient; its mean is the weight's part of `conv2d_backward(grad / N, ...)`. Errors: a
    weight that does not exist.

    >>> weight_gradient_at([[[[3.0]]]], [[[[2.0]]]], [[[[5.0]]]], weight=(0, 0, 0, 0)).mean
    6.0
    """
    job = prepare(x, w, None, **options)
    check_index(weight, job.w.shape, "weight")
    f, c, i, j = weight
    at = job.geometry
    dy = fitting(grad, job.out_shape, job.x)
    values = job.padded()[job.channels(f)][c][at.tap(i, j)].astype(np.float64)
    return _averaged(weight, at.reads(0)[:, i], at.reads(1)[:, j], values, dy[f])


def dense_gradient_at(grad: ArrayLike, x: ArrayLike, *, weight: Pair) -> WeightGradient:
    """Explain the gradient of a dense weight (output, input): one product for each example.

    grad (O, N) of each example's loss, x (I, N) -> WeightGradient of one place.
    """
    values = floating(x)
    dy = floating(grad, values.dtype)
    check_index(weight, (len(dy), len(values)), "weight")
    place = np.array([weight[1]], np.intp)
    alone = np.zeros(1, np.intp)
    return _averaged(weight, place, alone, values[weight[1]][None, None], dy[weight[0]][None, None])


def _averaged(
    weight: tuple[int, ...],
    rows: NDArray[np.intp],
    cols: NDArray[np.intp],
    values: Array,
    upstream: Array,
) -> WeightGradient:
    products = np.asarray(values, np.float64) * upstream
    count = products.shape[-1]
    sums = np.array([math.fsum(products[..., n].ravel().tolist()) for n in range(count)])
    mean = math.fsum(sums.tolist()) / count
    return WeightGradient(weight, rows, cols, values, upstream, products, sums, mean)


@dataclass(frozen=True)
class InputGradient:
    """The gradient of one input cell: weight times upstream gradient for all that read it."""

    cell: tuple[int, int, int]  # channel, row, column
    readers: NDArray[np.intp]  # (T, 3) filter, row, column of each output cell that read it
    taps: NDArray[np.intp]  # (T, 2) row and column of the weight it was multiplied with
    weights: Array  # (T,)
    upstream: Array  # (T,)
    products: Array  # (T,)
    sum: float


def input_gradient_at(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    cell: tuple[int, int, int],
    **options: Unpack[ConvOptions],
) -> InputGradient:
    """Explain what `conv2d_backward` gives one input cell (channel, row, column).

    grad (F, H', W'), x (C, H, W), w (F, C / groups, kh, kw) -> InputGradient. Errors: a cell that
    does not exist.
    """
    job = prepare(x, w, None, **options)
    check_index(cell, job.x.shape, "cell")
    dy = fitting(grad, job.out_shape, job.x)
    channel, *place = cell
    at = job.geometry
    # For each axis, the pairs (output, tap) that read this cell, also where padding repeats it.
    pairs = []
    for axis in (0, 1):
        sources = source_index(at.size[axis], *at.amounts[axis], job.padding_mode)
        reads = sources[at.reads(axis) + at.amounts[axis][0]]
        pairs.append(np.argwhere(reads == place[axis]).tolist())
    depth = job.w.shape[1]
    filters = [
        f for f in range(len(job.w)) if channel in range(*job.channels(f).indices(len(job.x)))
    ]
    found = [((f, r, k), (i, j)) for f in filters for r, i in pairs[0] for k, j in pairs[1]]
    readers = np.array([one for one, _ in found], np.intp).reshape(-1, 3)
    taps = np.array([tap for _, tap in found], np.intp).reshape(-1, 2)
    weights = job.w[readers[:, 0], channel % depth, taps[:, 0], taps[:, 1]].astype(np.float64)
    upstream = dy[tuple(readers.T)].astype(np.float64)
    products = weights * upstream
    return InputGradient(
        cell, readers, taps, weights, upstream, products, math.fsum(products.tolist())
    )


def check_index(index: tuple[int, ...], shape: tuple[int, ...], noun: str) -> None:
    """Refuse a place that does not exist in an array of this shape."""
    if len(index) == len(shape) and all(0 <= k < n for k, n in zip(index, shape, strict=True)):
        return
    last = tuple(n - 1 for n in shape)
    raise ValueError(f"there is no {noun} {tuple(index)}: the last one is {last}")

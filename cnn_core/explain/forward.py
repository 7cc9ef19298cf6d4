"""One answer explained: a pooling window, a dense unit, a loss; what `window_at` is for kernels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.explain.backward import check_index
from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import floating
from cnn_core.ops.losses import check_labels, softmax
from cnn_core.ops.pool_windows import PoolOptions, padded_windows
from cnn_core.ops.poolings import POOLINGS
from cnn_core.ops.registry import entry


@dataclass(frozen=True)
class PoolWindow:
    """What one pooled cell is made of, and which share of its gradient each cell gets back."""

    cell: tuple[int, int, int]  # channel, row, column of the answer
    rows: NDArray[np.intp]  # (kh,) input rows read; 0 is the first, padding is outside
    cols: NDArray[np.intp]  # (kw,)
    inside: NDArray[np.bool_]  # (kh, kw) False where the window reaches into the padding
    values: Array  # (kh, kw), 0 in the padding
    shares: Array  # (kh, kw) 1 for the winner and 0 else, or 1 / cells of an average
    result: float


def pool_window_at(
    x: ArrayLike,
    size: int | Pair,
    *,
    cell: tuple[int, int, int],
    kind: str = "max",
    **options: Unpack[PoolOptions],
) -> PoolWindow:
    """Explain one cell (channel, row, column) of a pooled map; `kind` is one of POOLINGS.

    x (C, H, W) -> PoolWindow. Errors: an unknown kind, or a cell that does not exist.

    >>> pool_window_at([[[1, 3], [2, 4]]], 2, cell=(0, 0, 0)).shares.tolist()
    [[0.0, 0.0], [0.0, 1.0]]
    """
    pooling, image = entry(POOLINGS, kind, "pooling"), floating(x)
    at, _ = padded_windows(image, size, **options)
    check_index(cell, (len(image), *at.out), "cell")
    channel, row, col = cell
    rows, cols = at.reads(0)[row], at.reads(1)[col]
    inside = ((rows >= 0) & (rows < at.size[0]))[:, None] & ((cols >= 0) & (cols < at.size[1]))
    bounded = np.ix_(np.clip(rows, 0, at.size[0] - 1), np.clip(cols, 0, at.size[1] - 1))
    values = np.where(inside, image[channel][bounded], 0)
    # One cell of a gradient of its own tells its share, for every kind there is.
    alone = np.zeros((1, *at.out), image.dtype)
    alone[0, row, col] = 1
    chosen = image[channel : channel + 1]
    given = pooling.backward(alone, chosen, size, **options)
    result = pooling.forward(chosen, size, **options)[0, row, col]
    shares = np.where(inside, given[0][bounded], 0)
    return PoolWindow(cell, rows, cols, inside, values, shares, float(result))


@dataclass(frozen=True)
class Unit:
    """One number of a dense layer: I inputs times I weights, and the bias."""

    unit: int
    values: Array  # (I,)
    weights: Array  # (I,)
    products: Array  # (I,)
    bias: float
    sum: float


def dense_at(x: ArrayLike, w: ArrayLike, b: ArrayLike | None = None, *, unit: int) -> Unit:
    """Explain one number of `dense`: x (I,), w (O, I), b (O,) -> Unit.

    >>> dense_at([1, 2], [[3, 4]], [5], unit=0).sum
    16.0
    """
    values = floating(x)
    weights = floating(w, values.dtype)
    check_index((unit,), weights.shape[:1], "unit")
    products = values.astype(np.float64) * weights[unit]
    bias = 0.0 if b is None else float(np.asarray(b)[unit])
    total = math.fsum([bias, *products.tolist()])
    return Unit(unit, values, weights[unit], products, bias, total)


@dataclass(frozen=True)
class LossTerms:
    """From K logits to one loss, and the gradient that goes back."""

    label: int
    logits: Array  # (K,)
    exponentials: Array  # (K,) of the logits minus the largest
    total: float  # their sum
    probabilities: Array  # (K,)
    loss: float  # -log of the label's probability
    gradient: Array  # (K,) probability, minus 1 at the label


def loss_at(logits: ArrayLike, label: int) -> LossTerms:
    """Explain softmax, cross-entropy and its gradient for one example: logits (K,).

    >>> loss_at([0.0, 0.0], 1).gradient.tolist()
    [0.5, -0.5]
    """
    z = np.asarray(logits, np.float64)
    check_labels([label], len(z), 1)
    exponentials = np.exp(z - z.max())
    total = math.fsum(exponentials.tolist())
    probabilities = softmax(z)
    gradient = probabilities.copy()
    gradient[label] -= 1
    # Not the logarithm of a probability that may have become 0.
    loss = math.log(total) - float(z[label] - z.max())
    return LossTerms(label, z, exponentials, total, probabilities, loss, gradient)

"""Every input connected to every output."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import check_bias, floating


class DenseGradients(NamedTuple):
    """How much a loss changes with each input, weight and bias."""

    x: Array
    w: Array
    b: Array


def dense(x: ArrayLike, w: ArrayLike, b: ArrayLike | None = None) -> Array:
    """Return w x + b along the first axis; maps are connected at each place on their own.

    x (I, ...), w (O, I), b (O,) -> (O, ...). Errors: as many weights a row as inputs are needed.

    >>> dense([1, 2], [[3, 4]], [5]).tolist()
    [16.0]
    """
    values = floating(x)
    weights = floating(w, values.dtype)
    if weights.ndim != 2 or not values.ndim or weights.shape[1] != len(values):
        raise ValueError(
            f"weights are (outputs, {len(values) if values.ndim else 'inputs'}), "
            f"one column for each input, not {weights.shape}"
        )
    out = (weights @ values.reshape(len(values), -1)).reshape(len(weights), *values.shape[1:])
    if b is not None:
        bias = floating(b, values.dtype)
        check_bias(bias, len(weights), "output")
        out += bias.reshape(-1, *[1] * (out.ndim - 1))
    return out


def dense_backward(grad: ArrayLike, x: ArrayLike, w: ArrayLike) -> DenseGradients:
    """Return the gradients of input, weights and bias, given that of `dense`'s answer.

    grad (O, ...), x (I, ...), w (O, I) -> those of x, w and b (O,).
    """
    values = floating(x)
    weights, dy = floating(w, values.dtype), floating(grad, values.dtype)
    flat, inputs = dy.reshape(len(dy), -1), values.reshape(len(values), -1)
    dx = (weights.T @ flat).reshape(values.shape)
    return DenseGradients(dx, flat @ inputs.T, flat.sum(axis=1))


def flatten(x: ArrayLike, *, batch: bool = False) -> Array:
    """Lay maps out in one vector, channel by channel, row by row; its backward is a reshape.

    x (C, H, W) -> (C * H * W,), or with `batch` (C, H, W, N) -> (C * H * W, N).

    >>> flatten([[[1, 2]], [[3, 4]]]).tolist()
    [1.0, 2.0, 3.0, 4.0]
    """
    values = floating(x)
    return values.reshape(-1, values.shape[-1]) if batch else np.ravel(values)

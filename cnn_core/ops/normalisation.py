"""Batch norm and dropout: what changes between training and use."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.geometry.phrases import counted
from cnn_core.ops.conv import floating


class NormGradients(NamedTuple):
    """How much a loss changes with each input, scale and shift."""

    x: Array
    scale: Array
    shift: Array


def batch_moments(x: ArrayLike) -> tuple[Array, Array]:
    """Return each channel's mean and variance over all else: x (C, ...) -> (C,), (C,)."""
    flat = floating(x).reshape(len(np.asarray(x)), -1)
    return flat.mean(axis=1), flat.var(axis=1)


def batch_norm(
    x: ArrayLike,
    scale: ArrayLike,
    shift: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    variance: ArrayLike | None = None,
    epsilon: float = 1e-5,
) -> Array:
    """Bring each channel to mean 0 and variance 1, then scale and shift it (Ioffe, Szegedy 2015).

    x (C, ..., N), scale and shift (C,) -> (C, ..., N): scale (x - mean) / sqrt(variance + epsilon)
    + shift. Mean and variance are those of the batch unless given (both or none). Errors: not one
    number for each channel.

    >>> batch_norm([[1, 3]], [1], [0], epsilon=0).tolist()
    [[-1.0, 1.0]]
    """
    values = floating(x)
    moments = _moments(values, mean, variance)
    m, v, a, b = (_beside(one, values) for one in (*moments, scale, shift))
    return np.asarray((values - m) * (a / np.sqrt(v + values.dtype.type(epsilon))) + b)


def batch_norm_backward(
    grad: ArrayLike,
    x: ArrayLike,
    scale: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    variance: ArrayLike | None = None,
    epsilon: float = 1e-5,
) -> NormGradients:
    """Return the gradients of input, scale and shift, given that of `batch_norm`'s answer.

    grad and x (C, ..., N), scale (C,) -> those of x, scale (C,) and shift (C,). The batch's own
    mean and variance depend on x, given ones do not.
    """
    values = floating(x)
    dy = floating(grad, values.dtype)
    moments = _moments(values, mean, variance)
    m, v, a = (_beside(one, values) for one in (*moments, scale))
    deviation = np.sqrt(v + values.dtype.type(epsilon))
    normal = (values - m) / deviation
    axes = tuple(range(1, values.ndim))
    shift, scaled = dy.sum(axis=axes, keepdims=True), (dy * normal).sum(axis=axes, keepdims=True)
    count = values[0].size
    centred = dy - (shift + normal * scaled) / count if mean is None else dy
    return NormGradients(centred * (a / deviation), scaled.ravel(), shift.ravel())


def dropout_mask(
    shape: tuple[int, ...], rate: float, rng: np.random.Generator, dtype: np.dtype[Any]
) -> Array:
    """Draw what dropout multiplies with: 0 with probability `rate`, else 1 / (1 - rate)."""
    kept = rng.random(shape, dtype=np.float32) >= rate
    return np.asarray(kept.astype(dtype) / dtype.type(1 - rate))


def dropout(x: ArrayLike, rate: float, rng: np.random.Generator) -> Array:
    """Drop each number with probability `rate` and scale up the others, so the mean stays.

    x -> the same shape; its backward multiplies with the same `dropout_mask`. Errors: rate not in
    0 <= rate < 1.
    """
    values = floating(x)
    check_rate(rate)
    return values * dropout_mask(values.shape, rate, rng, values.dtype)


def check_rate(rate: float) -> None:
    """Refuse a dropout rate that keeps nothing or more than all."""
    if not 0 <= rate < 1:
        raise ValueError(f"dropout rate {rate} is not a share: use 0 up to less than 1, as in 0.5")


def _moments(
    x: Array, mean: ArrayLike | None, variance: ArrayLike | None
) -> tuple[ArrayLike, ArrayLike]:
    """Return the mean and variance that were given, or else those of the batch."""
    if mean is None and variance is None:
        return batch_moments(x)
    if mean is None or variance is None:
        raise ValueError("mean and variance belong together: give both, or none")
    return mean, variance


def _beside(values: ArrayLike, x: Array) -> Array:
    """Return one number for each channel of x, to be broadcast over it."""
    each = floating(values, x.dtype)
    if each.shape != x.shape[:1]:
        raise ValueError(
            f"{counted(len(x), 'channel')} need as many scales, shifts, means and variances, "
            f"shape ({len(x)},), not {each.shape}"
        )
    return each.reshape(-1, *[1] * (x.ndim - 1))

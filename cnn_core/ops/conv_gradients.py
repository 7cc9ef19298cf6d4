"""Convolution backwards: what a loss asks of input, weights and bias."""

from __future__ import annotations

from typing import NamedTuple, Unpack

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array, unpad2d
from cnn_core.ops.conv import ConvOptions, Job, floating, prepare
from cnn_core.ops.fast.depthwise import depthwise_gradients, is_depthwise
from cnn_core.ops.fast.im2col import gather, multiply, multiply_across, scatter


class ConvGradients(NamedTuple):
    """How much a loss changes with each input, weight and bias."""

    x: Array
    w: Array
    b: Array


def conv2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    **options: Unpack[ConvOptions],
) -> ConvGradients:
    """Return the gradients of input, weights and bias, given that of `conv2d`'s answer.

    grad (F, H', W', ...), x (C, H, W, ...), w (F, C / groups, kh, kw) -> those of x, w and b (F,).
    A weight's gradient is the sum of what it multiplied times grad; a pixel's, the sum over the
    windows that read it of weight times grad.

    >>> conv2d_backward([[[1.0]]], [[[3.0, 4.0]]], [[[[5.0, 6.0]]]]).w.tolist()
    [[[[3.0, 4.0]]]]
    """
    job = prepare(x, w, None, **options)
    dy = fitting(grad, job.out_shape, job.x)
    padded = job.padded()
    dw = np.empty_like(job.w)
    if is_depthwise(len(padded), job.groups):
        dx = depthwise_gradients(padded, job.w, dy, job.geometry, dw)
    else:
        columns = gathered(job, padded)
        grouped_multiply_across(dy, columns, job.groups, dw)
        grouped_multiply(job.w, dy, job.groups, columns)
        dx = np.zeros_like(padded)
        scatter(columns, job.geometry, dx)
    return ConvGradients(
        unpad2d(dx, job.geometry.amounts, job.padding_mode), dw, dy.reshape(len(dy), -1).sum(axis=1)
    )


def gathered(job: Job, padded: Array) -> Array:
    """Return the columns (C, kh, kw, H', W', ...) of one job's padded image."""
    at = job.geometry
    columns = np.empty((len(padded), *at.kernel, *at.out, *padded.shape[3:]), padded.dtype)
    gather(padded, at, columns)
    return columns


def grouped_multiply(w: Array, dy: Array, groups: int, columns: Array) -> None:
    """Fill columns (C, kh, kw, ...) with what each window gets back: w transposed times dy."""
    for filters, channels in split(len(w), len(columns), groups):
        turned = w[filters].reshape(len(w) // groups, -1).T
        flat = columns[channels].reshape(len(turned), -1)
        multiply(turned, dy[filters].reshape(len(w) // groups, -1), flat)


def grouped_multiply_across(dy: Array, columns: Array, groups: int, dw: Array) -> None:
    """Fill dw (F, C / groups, kh, kw) with dy (F, ...) times columns (C, kh, kw, ...)."""
    for filters, channels in split(len(dy), len(columns), groups):
        flat = dw[filters].reshape(len(dy) // groups, -1)
        cells = columns[channels].reshape(flat.shape[1], -1)
        multiply_across(dy[filters].reshape(len(flat), -1), cells, flat)


def split(filters: int, channels: int, groups: int) -> list[tuple[slice, slice]]:
    """Return the filters and the channels of each group."""
    f, c = filters // groups, channels // groups
    return [(slice(g * f, g * f + f), slice(g * c, g * c + c)) for g in range(groups)]


def fitting(grad: ArrayLike, shape: tuple[int, ...], x: Array) -> Array:
    """Return a gradient of the dtype of x. Errors: it has another shape than the answer."""
    dy = floating(grad, x.dtype)
    if dy.shape != shape:
        raise ValueError(f"the gradient has shape {dy.shape}, but the answer has {shape}")
    return np.ascontiguousarray(dy)

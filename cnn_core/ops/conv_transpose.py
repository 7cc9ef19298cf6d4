"""The convolution that runs backwards: it stamps kernels where `conv2d` reads windows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.geometry.phrases import brief
from cnn_core.geometry.sizes import Pair, pair, span
from cnn_core.ops.conv import Job, check_bias, check_groups, check_image, floating, prepare
from cnn_core.ops.conv_gradients import (
    ConvGradients,
    fitting,
    gathered,
    grouped_multiply,
    grouped_multiply_across,
    split,
)
from cnn_core.ops.fast.im2col import multiply, scatter


def conv_transpose2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Array:
    """Stamp every kernel, times each pixel, onto a larger image: the backward of `conv2d`.

    x (C, H, W, ...), w (C, F / groups, kh, kw), b (F,) -> (F, H', W', ...) with
    H' = (H - 1) s - 2p + d(k - 1) + 1 + output_padding, as PyTorch counts.

    >>> conv_transpose2d([[[1.0, 2.0]]], [[[[1.0, 1.0]]]]).tolist()
    [[[1.0, 3.0, 2.0]]]
    """
    image, job = _transposed(x, w, stride, padding, output_padding, dilation, groups)
    at = job.geometry
    height, width = (n + sum(p) for n, p in zip(at.size, at.amounts, strict=True))
    columns = np.empty((len(job.x), *at.kernel, *image.shape[1:]), image.dtype)
    grouped_multiply(job.w, np.ascontiguousarray(image), groups, columns)
    out = np.zeros((len(job.x), height, width, *image.shape[3:]), image.dtype)
    scatter(columns, at, out)
    answer = np.ascontiguousarray(unpad2d(out, at.amounts))
    if b is not None:
        bias = floating(b, image.dtype)
        check_bias(bias, len(answer), "filter")
        answer += bias.reshape(-1, *[1] * (answer.ndim - 1))
    return answer


def conv_transpose2d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> ConvGradients:
    """Return the gradients of input, weights and bias, given that of `conv_transpose2d`'s answer.

    grad (F, H', W', ...), x (C, H, W, ...), w (C, F / groups, kh, kw) -> those of x, w and b (F,).
    """
    image, job = _transposed(x, w, stride, padding, output_padding, dilation, groups)
    dy = fitting(grad, job.x.shape, image)
    columns = gathered(job, pad2d(dy, job.geometry.amounts))
    dw, dx = np.empty_like(job.w), np.empty_like(image, order="C")
    grouped_multiply_across(np.ascontiguousarray(image), columns, groups, dw)
    for filters, channels in split(len(image), len(columns), groups):
        flat = job.w[filters].reshape(len(image) // groups, -1)
        cells = columns[channels].reshape(flat.shape[1], -1)
        multiply(flat, cells, dx[filters].reshape(len(flat), -1))
    return ConvGradients(dx, dw, dy.reshape(len(dy), -1).sum(axis=1))


def _transposed(
    x: ArrayLike,
    w: ArrayLike,
    stride: int | Pair,
    padding: int | Pair,
    output_padding: int | Pair,
    dilation: int | Pair,
    groups: int,
) -> tuple[Array, Job]:
    """Return the input, and the job of the convolution that would have it as its answer."""
    image = floating(x)
    weights = floating(w, image.dtype)
    check_image(image)
    if weights.ndim != 4 or 0 in weights.shape or len(image) != len(weights):
        raise ValueError(
            f"x is (C, H, W) or (C, H, W, N) and w (C, F / groups, kh, kw) with the same C, "
            f"not {image.shape} and {weights.shape}"
        )
    check_groups(len(image), weights.shape[1] * max(groups, 1), groups)
    size = transposed_size(
        (image.shape[1], image.shape[2]),
        (weights.shape[2], weights.shape[3]),
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
    )
    # Only the shape of the larger image matters here: no memory is taken for it.
    shape = weights.shape[1] * groups, *size, *image.shape[3:]
    larger: Array = np.broadcast_to(np.zeros((), image.dtype), shape)
    return image, prepare(
        larger, weights, None, stride=stride, padding=padding, dilation=dilation, groups=groups
    )


def transposed_size(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> Pair:
    """Return the size of a transposed convolution's answer: (n - 1) s - 2p + d(k - 1) + 1 + extra.

    >>> transposed_size((2, 2), 3, stride=2, padding=1, output_padding=1)
    (4, 4)
    """
    strides, extra = pair(stride, "stride"), pair(output_padding, "output_padding", 0)
    if extra[0] >= strides[0] or extra[1] >= strides[1]:
        nearest = min(extra[0], strides[0] - 1), min(extra[1], strides[1] - 1)
        raise ValueError(
            f"output_padding {brief(extra)} must be below the stride {brief(strides)}: "
            f"use output_padding {brief(nearest)}"
        )
    pads = pair(padding, "padding", 0)
    whole = [
        (n - 1) * s + span(k, d) + e
        for n, s, k, d, e in zip(
            size, strides, pair(kernel, "kernel"), pair(dilation, "dilation"), extra, strict=True
        )
    ]
    if min(whole[0] - 2 * pads[0], whole[1] - 2 * pads[1]) < 1:
        most = min(pads[0], (whole[0] - 1) // 2), min(pads[1], (whole[1] - 1) // 2)
        raise ValueError(
            f"padding {brief(pads)} cuts off all of {whole[0]}×{whole[1]} cells: "
            f"use padding {brief(most)}"
        )
    return whole[0] - 2 * pads[0], whole[1] - 2 * pads[1]

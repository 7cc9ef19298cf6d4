"""Convolution along one axis: a signal is an image of one row."""

from __future__ import annotations

from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import ConvOptions, check_depth, conv2d, floating
from cnn_core.ops.conv_gradients import ConvGradients, conv2d_backward


class Conv1DOptions(TypedDict, total=False):
    """The options of `ConvOptions`, along the only axis."""

    stride: int
    padding: int | str
    dilation: int
    groups: int
    padding_mode: str
    fill: float


def conv1d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    **options: Unpack[Conv1DOptions],
) -> Array:
    """Slide every kernel along a signal, or along a batch of them (cross-correlation).

    x (C, L) or (C, L, N), w (F, C / groups, k), b (F,) -> (F, L') or (F, L', N); the options are
    those of `conv2d`. Convolution in the textbook's sense is conv1d(x, w[..., ::-1]).

    >>> conv1d([[1, 2, 4, 8]], [[[-1, 1]]]).tolist()
    [[1.0, 2.0, 4.0]]
    """
    rows, kernels = _one_row(x, w, options.get("groups", 1))
    return conv2d(rows, kernels, b, **_along_columns(options))[:, 0]


def conv1d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    **options: Unpack[Conv1DOptions],
) -> ConvGradients:
    """Return the gradients of input, weights and bias, given that of `conv1d`'s answer.

    grad (F, L', ...), x (C, L, ...), w (F, C / groups, k) -> those of x, w and b (F,).
    """
    rows, kernels = _one_row(x, w, options.get("groups", 1))
    grads = np.asarray(grad)[:, None]
    dx, dw, db = conv2d_backward(grads, rows, kernels, **_along_columns(options))
    return ConvGradients(dx[:, 0], dw[:, :, 0], db)


def _one_row(x: ArrayLike, w: ArrayLike, groups: int) -> tuple[Array, Array]:
    signal = floating(x)
    kernels = floating(w, signal.dtype)
    if signal.ndim not in (2, 3) or kernels.ndim != 3:
        raise ValueError(
            "a signal is (C, L) or (C, L, N) and its weights (F, C / groups, k), "
            f"not {signal.shape} and {kernels.shape}"
        )
    check_depth(len(signal), kernels.shape, groups, "signal")
    return signal[:, None], kernels[:, :, None]


def _along_columns(options: Conv1DOptions) -> ConvOptions:
    """Return the options of the same convolution of an image of one row."""
    padding = options.get("padding", 0)
    return {
        "stride": (1, options.get("stride", 1)),
        "padding": padding if isinstance(padding, str) else (0, padding),
        "dilation": (1, options.get("dilation", 1)),
        "groups": options.get("groups", 1),
        "padding_mode": options.get("padding_mode", "zeros"),
        "fill": options.get("fill", 0.0),
    }

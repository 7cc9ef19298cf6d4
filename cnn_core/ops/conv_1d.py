"""Convolution along one axis: a signal is an image of one row."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import check_depth, conv2d, floating
from cnn_core.ops.conv_gradients import ConvGradients, conv2d_backward


def conv1d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: int = 1,
    padding: int | str = 0,
    dilation: int = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    fill: float = 0.0,
) -> Array:
    """Slide every kernel along a signal, or along a batch of them (cross-correlation).

    x (C, L) or (C, L, N), w (F, C / groups, k), b (F,) -> (F, L') or (F, L', N); the options are
    those of `conv2d`. Convolution in the textbook's sense is conv1d(x, w[..., ::-1]).

    >>> conv1d([[1, 2, 4, 8]], [[[-1, 1]]]).tolist()
    [[1.0, 2.0, 4.0]]
    """
    rows, kernels = _one_row(x, w, groups)
    y = conv2d(
        rows,
        kernels,
        b,
        stride=(1, stride),
        padding=_beside(padding),
        dilation=(1, dilation),
        groups=groups,
        padding_mode=padding_mode,
        fill=fill,
    )
    return y[:, 0]


def conv1d_backward(
    grad: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: int = 1,
    padding: int | str = 0,
    dilation: int = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    fill: float = 0.0,
) -> ConvGradients:
    """Return the gradients of input, weights and bias, given that of `conv1d`'s answer.

    grad (F, L', ...), x (C, L, ...), w (F, C / groups, k) -> those of x, w and b (F,).
    """
    rows, kernels = _one_row(x, w, groups)
    dx, dw, db = conv2d_backward(
        np.asarray(grad)[:, None],
        rows,
        kernels,
        stride=(1, stride),
        padding=_beside(padding),
        dilation=(1, dilation),
        groups=groups,
        padding_mode=padding_mode,
        fill=fill,
    )
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


def _beside(padding: int | str) -> str | tuple[int, int]:
    return padding if isinstance(padding, str) else (0, padding)

"""A kernel applied to every channel of a picture on its own, once or several times."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Padding, Pair
from cnn_core.kernels.registry import Kernel
from cnn_core.ops.conv import check_image, conv2d, floating

# Whole numbers up to here are exact in float32.
_EXACT = 2**24


def apply_kernel(
    x: ArrayLike,
    kernel: Kernel,
    *,
    stride: int | Pair = 1,
    padding: Padding = "same",
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
    fill: float = 0.0,
) -> Array:
    """Slide one kernel over each channel on its own: whole numerators first, the divisor last.

    x (C, H, W, ...) -> (C, H', W', ...). So whole pixels give exact sums, divided once, and weights
    that sum to 0 answer exactly 0 on flat areas. Errors are those of `conv2d`.

    >>> from cnn_core.kernels.registry import KERNELS
    >>> box = KERNELS["box-blur"].kernel()
    >>> float(apply_kernel(np.full((1, 3, 3), 9), box, padding="valid")[0, 0, 0])
    9.0
    """
    image = floating(x)
    check_image(image)
    numerators = np.array(kernel.numerators)
    whole = kernel.divisor & (kernel.divisor - 1) != 0 and np.abs(numerators).max() <= _EXACT
    # Dividing by a power of 2 is exact in the weights already and saves a pass over the image.
    weights = numerators if whole else numerators / kernel.divisor
    out = conv2d(
        image,
        np.broadcast_to(weights, (image.shape[0], 1, *kernel.shape)),
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=image.shape[0],
        padding_mode=padding_mode,
        fill=fill,
    )
    if whole:
        out /= kernel.divisor
    return out


def apply_repeatedly(
    x: ArrayLike,
    kernel: Kernel,
    times: int,
    *,
    stride: int | Pair = 1,
    padding: Padding = "same",
    dilation: int | Pair = 1,
    padding_mode: str = "replicate",
    fill: float = 0.0,
) -> Array:
    """Apply a kernel to its own answer, `times` times; 0 times is the picture itself.

    x (C, H, W, ...) -> (C, H', W', ...), of the same size unless the settings say otherwise.
    Errors: a negative number of times; "valid" padding that leaves nothing.
    """
    if times < 0:
        raise ValueError(f"a kernel cannot be applied {times} times: use 0 or more")
    out = floating(x)
    for _ in range(times):
        out = apply_kernel(
            out,
            kernel,
            stride=stride,
            padding=padding,
            dilation=dilation,
            padding_mode=padding_mode,
            fill=fill,
        )
    return out

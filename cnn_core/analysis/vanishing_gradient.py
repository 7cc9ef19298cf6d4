"""What is left of a gradient after n layers: slopes multiplied, with and without the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from cnn_core.ops.activations import ACTIVATIONS
from cnn_core.ops.conv import conv2d
from cnn_core.ops.conv_gradients import conv2d_backward
from cnn_core.ops.registry import entry

CHANNELS, SIDE, KERNEL = 8, 6, 3  # of every layer


@dataclass(frozen=True)
class Depth:
    """A gradient on its way back through a stack; index n is after n layers, index 0 the start."""

    slopes: NDArray[np.float64]  # (depth + 1,) products of the steepest slope of each layer
    gradients: NDArray[np.float64]  # (depth + 1,) length of the gradient over that at the start


def gradient_through_depth(
    activation: str, depth: int, *, gain: float = 1.0, seed: int = 0
) -> Depth:
    """Send a gradient back through `depth` layers of one of ACTIVATIONS.

    Every layer is a 3x3 convolution of 8 maps of 6x6 to 8, wrapping around, and the activation.
    Weights are normal with standard deviation gain / sqrt(3 * 3 * 8), so that at gain 1 a layer
    without activation keeps the size of what it gets; picture, weights and the gradient at the top
    follow from `seed`, and are the same for every activation. `slopes` leaves the weights out: no
    path through the stack multiplies more than each layer's largest slope. Errors: an unknown
    activation; a negative depth or gain.

    >>> gradient_through_depth("relu", 3).slopes.tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    bend = entry(ACTIVATIONS, activation, "activation")
    if depth < 0 or gain < 0:
        raise ValueError(f"depth {depth} and gain {gain} must be 0 or more")
    rng = np.random.default_rng(seed)
    x: Array = rng.standard_normal((CHANNELS, SIDE, SIDE))
    grad: Array = rng.standard_normal((CHANNELS, SIDE, SIDE))
    spread = gain / np.sqrt(KERNEL * KERNEL * CHANNELS)
    layers = []
    for _ in range(depth):
        w = rng.standard_normal((CHANNELS, CHANNELS, KERNEL, KERNEL)) * spread
        z = conv2d(x, w, padding=1, padding_mode="circular")
        layers.append((x, w, bend.slope(z)))
        x = bend.forward(z)
    lengths, slopes = [np.linalg.norm(grad)], [1.0]
    for below, w, slope in reversed(layers):
        grad = conv2d_backward(grad * slope, below, w, padding=1, padding_mode="circular")[0]
        lengths.append(np.linalg.norm(grad))
        slopes.append(slopes[-1] * float(np.abs(slope).max()))
    return Depth(np.array(slopes), np.array(lengths) / lengths[0])

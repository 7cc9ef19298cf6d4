"""How many numbers a network has at work at once: what a file may ask for, before it gets any."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.network import layer_shapes
from cnn_core.nn.pool_layers import Pool2D
from cnn_core.ops.conv_transpose import transposed_size

# Numbers of one batch, 256 MB: more than any network here takes, far less than a machine has.
MOST_NUMBERS = 1 << 26


def numbers_at_work(layers: Sequence[Layer], shape: Shape) -> int:
    """Count the numbers that layers hold for one input: padded maps, windows and answers.

    Errors: a layer that does not fit.
    """
    shapes = layer_shapes(layers, shape)
    return sum(
        _largest(layer, before) + math.prod(after)
        for layer, before, after in zip(layers, shapes, shapes[1:], strict=False)
    )


def _largest(layer: Layer, shape: Shape) -> int:
    """Return the size of what a layer makes on its way to the answer."""
    if isinstance(layer, Block):
        return numbers_at_work(layer.layers, shape)
    if isinstance(layer, ConvTranspose2D):
        whole = transposed_size(
            (shape[1], shape[2]),
            layer.kernel,
            stride=layer.stride,
            output_padding=layer.output_padding,
            dilation=layer.dilation,
        )
        stamps = math.prod(shape[1:]) * math.prod(layer.parameter_shapes(shape)["w"][2:])
        return layer.filters * max(math.prod(whole), stamps)
    if not isinstance(layer, Conv2D | Pool2D):
        return 0
    at = layer.geometry(shape)
    padded = math.prod(n + sum(sides) for n, sides in zip(at.size, at.amounts, strict=True))
    return shape[0] * max(padded, math.prod(at.kernel) * math.prod(at.out))

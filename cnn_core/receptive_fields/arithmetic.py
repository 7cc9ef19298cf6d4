"""The arithmetic of a receptive field, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnn_core.geometry.sizes import pad_amounts
from cnn_core.nn.arithmetic import Count, Minus, Product, Sum, Term
from cnn_core.nn.layer import Layer
from cnn_core.nn.summary import receptive_field


@dataclass(frozen=True)
class FieldWork:
    """Size, jump and start of the cells of one layer, along rows, each with its arithmetic."""

    size: Count
    jump: Count
    start: Count


def field_work(layers: Iterable[Layer]) -> list[FieldWork]:
    """Return how size, jump and start of each layer's cells add up, along the rows.

    Layers of one cell to one (ReLU) add nothing. Errors: a layer whose cells see everything.

    >>> from cnn_core.nn.conv_layers import Conv2D
    >>> from cnn_core.nn.pool_layers import MaxPool2D
    >>> [one.size.value for one in field_work([Conv2D(), MaxPool2D(), Conv2D()])]
    [3, 4, 8]
    """
    stack = list(layers)
    found: list[FieldWork] = []
    sizes: list[Term] = [1]
    starts: list[Term] = [0]
    jumps, jump = [1], 1
    for layer, field in zip(stack, receptive_field(stack), strict=True):
        if field is None:
            raise ValueError(f"the cells of {layer.name} see every pixel")
        (kernel, _), (stride, _), (dilation, _) = layer.window
        amounts = pad_amounts(
            getattr(layer, "padding", 0), kernel, stride=stride, dilation=dilation
        )
        if kernel > 1:
            spread = (dilation,) if dilation > 1 else ()
            sizes.append(Product(*spread, kernel - 1, jump))
        if amounts[0][0]:
            starts.append(Minus(Product(amounts[0][0], jump)))
        if stride > 1:
            jumps.append(stride)
        jump = field.jump[0]
        found.append(
            FieldWork(
                Count(field.size[0], Sum(*sizes) if len(sizes) > 1 else None),
                Count(jump, Product(*jumps) if len(jumps) > 1 else None),
                Count(field.start[0], Sum(*starts) if len(starts) > 1 else None),
            )
        )
    return found

"""The arithmetic of a receptive field, layer by layer, as it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnn_core.geometry.sizes import pad_amounts
from cnn_core.nn.layer import Layer
from cnn_core.nn.summary import Count, receptive_field


@dataclass(frozen=True)
class FieldWork:
    """Size, jump and start of the cells of one layer, along rows, each with its arithmetic."""

    size: Count
    jump: Count
    start: Count


def field_work(layers: Iterable[Layer]) -> list[FieldWork]:
    """Write down how size, jump and start of each layer's cells add up, along the rows.

    Layers of one cell to one (ReLU) add nothing. Errors: a layer whose cells see everything.

    >>> from cnn_core.nn.conv_layers import Conv2D
    >>> from cnn_core.nn.pool_layers import MaxPool2D
    >>> [one.size.text for one in field_work([Conv2D(), MaxPool2D(), Conv2D()])]
    ['1 + 2·1 = 3', '1 + 2·1 + 1·1 = 4', '1 + 2·1 + 1·1 + 2·2 = 8']
    """
    stack = list(layers)
    found: list[FieldWork] = []
    sizes, jumps, starts, jump = ["1"], ["1"], ["0"], 1
    for layer, field in zip(stack, receptive_field(stack), strict=True):
        if field is None:
            raise ValueError(f"the cells of {layer.name} see every pixel")
        (kernel, _), (stride, _), (dilation, _) = layer.window
        amounts = pad_amounts(
            getattr(layer, "padding", 0), kernel, stride=stride, dilation=dilation
        )
        if kernel > 1:
            reach = f"{dilation}·{kernel - 1}" if dilation > 1 else str(kernel - 1)
            sizes.append(f"{reach}·{jump}")
        if amounts[0][0]:
            starts.append(f"{amounts[0][0]}·{jump}")
        if stride > 1:
            jumps.append(str(stride))
        jump = field.jump[0]
        found.append(
            FieldWork(
                _count(field.size[0], " + ", sizes),
                _count(jump, "·", jumps),
                _count(field.start[0], " − ", starts),
            )
        )
    return found


def _count(value: int, sign: str, terms: list[str]) -> Count:
    return Count(value, sign.join(terms) if len(terms) > 1 else "")

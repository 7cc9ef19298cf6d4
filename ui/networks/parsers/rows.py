"""Work a layer back from its row in a table: from what comes in and out, and its parameters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from ui.networks.text import Piece

Shape = tuple[int, ...]  # (C, H, W) or (features,)
_STRIDES = (1, 2, 3, 4, 8, 16)
LARGE = 7  # kernels from here on have had any stride and padding
POOLS: Mapping[str, str] = MappingProxyType(
    {
        "MaxPooling2D": "m",
        "MaxPool2d": "m",
        "MaxPool2D": "m",
        "AveragePooling2D": "a",
        "AvgPool2d": "a",
        "AvgPool2D": "a",
        "AdaptiveAvgPool2d": "a",
        "AdaptiveMaxPool2d": "m",
    }
)
_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "Flatten": "flat",
        "Dropout": "drop",
        "Dropout2d": "drop",
        "SpatialDropout2D": "drop",
        "BatchNormalization": "bn",
        "BatchNorm2d": "bn",
        "BatchNorm1d": "bn",
        "GlobalAveragePooling2D": "gap",
        "ReLU": "relu",
        "ReLU6": "relu6",
        "LeakyReLU": "leaky",
        "Sigmoid": "sigmoid",
        "Tanh": "tanh",
        "GELU": "gelu",
        "Softmax": "softmax",
    }
)
_DEFAULTS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {"BatchNormalization": {"epsilon": 3, "momentum": 1}}
)
CONVOLUTIONS = ("Conv2D", "Conv2d", "Convolution2D")
DENSE = ("Dense", "Linear")


def pieces_of(kind: str, before: Shape, after: Shape, count: int | None) -> list[Piece]:
    """Return the layers that a row follows from, none if it follows from none that is known."""
    if kind in DENSE:
        return _dense(kind, before, after, count)
    if kind in POOLS:
        return _pooling(POOLS[kind], before, after) if len(before) == len(after) == 3 else []
    if kind in _PLAIN:
        slope = {"slope": 300} if kind == "LeakyReLU" and count == 0 else {}
        return [Piece(_PLAIN[kind], {**_DEFAULTS.get(kind, slope if kind == "LeakyReLU" else {})})]
    if len(before) != 3 or len(after) != 3 or count is None:
        return []
    if kind in CONVOLUTIONS:
        return _first(_convolutions(before, after, count))
    if kind == "DepthwiseConv2D":
        return _first(_depthwise(before, after, count))
    if kind in ("SeparableConv2D", "SeparableConvolution2D"):
        return _separable(before, after, count)
    if kind in ("Conv2DTranspose", "ConvTranspose2d"):
        return _first(_transposed(before, after, count))
    return []


def _first(found: Iterator[Piece]) -> list[Piece]:
    one = next(found, None)
    return [] if one is None else [one]


def _dense(kind: str, before: Shape, after: Shape, count: int | None) -> list[Piece]:
    units = after[0]
    flat = math.prod(before)
    layer = Piece("dense", {"units": units, "bias": int(count != before[0] * units)})
    if kind == "Linear" and len(before) == 3 and count in ((flat + 1) * units, flat * units):
        return [Piece("flat"), layer.changed("bias", int(count != flat * units))]
    return [layer]


def _side(weights: int) -> int:
    """Return the side of a square of so many weights, 0 if it is none."""
    side = math.isqrt(max(weights, 0))
    return side if side and side * side == weights else 0


def _fits(piece: Piece, before: Shape, after: Shape) -> bool:
    try:
        layer = piece.layer
        layer.parameter_shapes(before)
        return layer.output_shape(before) == after
    except ValueError:
        return False


def _slid(numbers: dict[str, int], before: Shape, after: Shape) -> Iterator[Piece]:
    """List the convolutions with this kernel whose stride and padding give the size."""
    size = numbers["size"]
    half = (size - 1) // 2
    # None, as much as keeps the size, one more at the end, and what is left.
    paddings = [(0, 0), (half, 0), (half, 1), (max(half - 1, 0), 1)]
    paddings += [(p, 0) for p in range(1, min(size, 17)) if size >= LARGE]
    # Small kernels with large strides would skip pixels: rather something is missing between.
    strides = [s for s in _STRIDES if s <= 2 or s == size or size >= LARGE]
    for stride, (padding, end) in product(strides, paddings):
        piece = Piece("c", {**numbers, "stride": stride, "padding": padding, "end": end})
        if _fits(piece, before, after):
            yield piece


def _convolutions(before: Shape, after: Shape, count: int) -> Iterator[Piece]:
    """Work back from parameters (k·k·C/g + 1)·F to k, groups and bias, then to the rest."""
    filters, channels = after[0], before[0]
    for groups in (1, channels, *(g for g in range(2, min(channels, 129)) if channels % g == 0)):
        if filters % groups or count % filters:
            continue
        for bias in (1, 0):
            weights, rest = divmod(count // filters - bias, channels // groups)
            size = _side(weights) if not rest else 0
            if 1 <= size <= 31:
                numbers = {"filters": filters, "size": size, "bias": bias, "groups": groups}
                yield from _slid(numbers, before, after)


def _depthwise(before: Shape, after: Shape, count: int) -> Iterator[Piece]:
    filters, channels = after[0], before[0]
    for bias in (1, 0):
        size = _side(count // filters - bias) if count % filters == 0 else 0
        if 1 <= size <= 31 and filters % channels == 0:
            numbers = {"filters": filters, "size": size, "bias": bias, "groups": channels}
            yield from _slid(numbers, before, after)


def _separable(before: Shape, after: Shape, count: int) -> list[Piece]:
    """Work back from k·k·C + C·F + F."""
    filters, channels = after[0], before[0]
    for bias in (1, 0):
        weights, rest = divmod(count - channels * filters - bias * filters, channels)
        size = _side(weights) if not rest else 0
        if not 1 <= size <= 31:
            continue
        numbers = {"filters": channels, "size": size, "bias": 0, "groups": channels}
        for deep in _slid(numbers, before, (channels, *after[1:])):
            return [deep, Piece("c", {"filters": filters, "size": 1, "bias": bias})]
    return []


def _transposed(before: Shape, after: Shape, count: int) -> Iterator[Piece]:
    filters, channels = after[0], before[0]
    for bias in (1, 0):
        weights, rest = divmod(count - bias * filters, channels * filters)
        size = _side(weights) if not rest else 0
        if not 1 <= size <= 31:
            continue
        for stride, extra, padding in product((2, 1, 3, 4, 8), (0, 1, 2), range(size)):
            numbers = {"filters": filters, "size": size, "stride": stride, "bias": bias}
            piece = Piece("up", {**numbers, "padding": padding, "output_padding": extra})
            if _fits(piece, before, after):
                yield piece


def _pooling(kind: str, before: Shape, after: Shape) -> list[Piece]:
    """Return the likeliest windows: side by side, then 3×3 with stride 2, then others."""
    if before == after:
        return []
    if after[1:] == (1, 1) and before[1] == before[2] and kind == "a":
        return [Piece("gap")]
    ratio = max(before[1] // max(after[1], 1), 1)
    likely = [(ratio, ratio), (3, 2), (2, 2), (3, 3), (2, 1), (3, 1), (5, 2)]
    for (size, stride), padding, ceil in product(likely, (0, 1), (0, 1)):
        numbers = {"size": size, "stride": stride, "padding": padding, "ceil": ceil}
        if padding <= size // 2 and _fits(Piece(kind, numbers), before, after):
            return [Piece(kind, numbers)]
    return []

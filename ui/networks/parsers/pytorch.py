"""PyTorch's layers, by the arguments of their calls: code and print write them alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ui.link.settings import quoted
from ui.networks.parsers.arguments import Arguments, whole
from ui.networks.parsers.shared_layers import BOTH, Make, alone, dropout, same
from ui.networks.text import Piece


def _conv(given: Arguments, notes: list[str]) -> list[Piece]:
    size = whole(given.get(2, "kernel_size"), "kernel size", notes)
    dilation = whole(given.get(5, "dilation"), "dilation", notes, 1)
    padding = given.get(4, "padding", usual=0)
    if padding == "same":
        padding = same(size, dilation, 1, notes)
    elif padding == "valid":
        padding = 0
    numbers = {
        "filters": whole(given.get(1, "out_channels"), "filters", notes),
        "size": size,
        "stride": whole(given.get(3, "stride"), "stride", notes, 1),
        "padding": whole(padding, "padding", notes, 0),
        "dilation": dilation,
        "groups": whole(given.get(6, "groups"), "groups", notes, 1),
        "bias": int(given.get(7, "bias", usual=True) is not False),
    }
    return [Piece("c", numbers)]


def _pool(kind: str) -> Make:
    def make(given: Arguments, notes: list[str]) -> list[Piece]:
        size = whole(given.get(0, "kernel_size"), "window", notes)
        stride = whole(given.get(1, "stride"), "stride", notes, size)
        padding = whole(given.get(2, "padding"), "padding", notes, 0)
        if given.get(5 if kind == "m" else 3, "ceil_mode") is True:
            notes.append("The ceil_mode of a pooling is left out: its last windows must be whole.")
        if kind == "m" and given.get(3, "dilation") not in (None, 1, (1, 1)):
            notes.append("The dilation of a pooling is left out.")
        return [Piece(kind, {"size": size, "stride": stride, "padding": padding})]

    return make


def _dense(given: Arguments, notes: list[str]) -> list[Piece]:
    units = whole(given.get(1, "out_features"), "units", notes)
    bias = int(given.get(2, "bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias})]


def is_flattened(given: Arguments, before: Sequence[Piece]) -> bool:
    """Tell whether a Linear reads whole maps at once, though nothing has flattened them yet."""
    for piece in reversed(before):
        if piece.kind in ("flat", "gap", "dense"):
            return False
        if piece.kind == "c":
            inputs, maps = given.get(0, "in_features"), piece["filters"]
            return type(inputs) is int and inputs != maps and maps > 0 and inputs % maps == 0
    return False


def _adaptive(given: Arguments, notes: list[str]) -> list[Piece]:
    size = given.get(0, "output_size")
    if size not in (1, (1, 1)):
        named = quoted(str(size))
        notes.append(f"AdaptiveAvgPool2d {named} is left out: only a size of 1 is known here.")
        return []
    return [Piece("gap")]


PYTORCH: Mapping[str, Make] = MappingProxyType(
    {
        "Conv2d": _conv,
        "MaxPool2d": _pool("m"),
        "AvgPool2d": _pool("a"),
        "AdaptiveAvgPool2d": _adaptive,
        "Linear": _dense,
        "BatchNorm1d": alone("bn"),
        "BatchNorm2d": alone("bn"),
        "Sigmoid": alone("sigmoid"),
        "Tanh": alone("tanh"),
        "GELU": alone("gelu"),
        "Dropout2d": dropout,
        **BOTH,
    }
)

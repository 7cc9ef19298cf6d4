"""Keras's layers, by the arguments of their calls; an activation they name is a layer too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnn_core.ops import ACTIVATIONS
from ui.link.settings import quoted
from ui.networks.kinds import activation_word
from ui.networks.parsers.arguments import Arguments, whole
from ui.networks.parsers.shared_layers import BOTH, Make, alone, same
from ui.networks.text import Piece


def _after(given: Arguments, place: int, notes: list[str]) -> list[Piece]:
    """Return the activation that a Keras layer names."""
    name = given.get(place, "activation")
    if name in (None, "linear"):
        return []
    if name not in _ACTIVATIONS:
        notes.append(f"The activation “{quoted(str(name))}” is not known here, and left out.")
        return []
    return [Piece(_ACTIVATIONS[name])]


def _padding(given: Arguments, size: int, dilation: int, stride: int, notes: list[str]) -> int:
    return same(size, dilation, stride, notes) if given.get(3, "padding") == "same" else 0


def _conv(given: Arguments, notes: list[str]) -> list[Piece]:
    size = whole(given.get(1, "kernel_size"), "kernel size", notes)
    stride = whole(given.get(2, "strides"), "stride", notes, 1)
    dilation = whole(given.get(5, "dilation_rate"), "dilation", notes, 1)
    numbers = {
        "filters": whole(given.get(0, "filters"), "filters", notes),
        "size": size,
        "stride": stride,
        "padding": _padding(given, size, dilation, stride, notes),
        "dilation": dilation,
        "groups": whole(given.get(6, "groups"), "groups", notes, 1),
        "bias": int(given.get(8, "use_bias", usual=True) is not False),
    }
    return [Piece("c", numbers), *_after(given, 7, notes)]


def _pool(kind: str) -> Make:
    def make(given: Arguments, notes: list[str]) -> list[Piece]:
        size = whole(given.get(0, "pool_size"), "window", notes, 2)
        stride = whole(given.get(1, "strides"), "stride", notes, size)
        if given.get(2, "padding") == "same":
            notes.append("“Same” of a pooling is taken as no padding.")
        return [Piece(kind, {"size": size, "stride": stride})]

    return make


def _dense(given: Arguments, notes: list[str]) -> list[Piece]:
    units = whole(given.get(0, "units"), "units", notes)
    bias = int(given.get(2, "use_bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias}), *_after(given, 1, notes)]


_ACTIVATIONS: Mapping[str, str] = MappingProxyType(
    {name: activation_word(name) for name in ACTIVATIONS} | {"softmax": "softmax"}
)
KERAS: Mapping[str, Make] = MappingProxyType(
    {
        "Conv2D": _conv,
        "MaxPooling2D": _pool("m"),
        "MaxPool2D": _pool("m"),
        "AveragePooling2D": _pool("a"),
        "AvgPool2D": _pool("a"),
        "GlobalAveragePooling2D": alone("gap"),
        "Dense": _dense,
        "BatchNormalization": alone("bn"),
        "Activation": lambda given, notes: _after(given, 0, notes),
        **BOTH,
    }
)

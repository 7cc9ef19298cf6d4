"""The kinds of layers a network is spelled with: their words, their numbers, how they are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from cnn_core.nn import (
    LAYERS,
    Activation,
    BatchNorm,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool,
    Layer,
    Pool2D,
    Softmax,
)
from cnn_core.ops import ACTIVATIONS, POOLINGS

MOST_UNITS = 100_000


@dataclass(frozen=True)
class Number:
    """One number of a layer: its letter in the spelling, and its range."""

    name: str
    letter: str
    usual: int
    low: int
    high: int


@dataclass(frozen=True)
class Kind:
    """One kind of layer: what it is called, its numbers, and how it is made from them."""

    title: str
    make: Callable[..., Layer]
    numbers: tuple[Number, ...] = ()

    @property
    def pools(self) -> bool:
        """Whether it is a pooling by windows."""
        return self.numbers is _POOL


def _conv(
    filters: int, size: int, stride: int, padding: int, dilation: int, groups: int, bias: int
) -> Layer:
    return Conv2D(filters, size, stride, padding, dilation, groups, bias=bool(bias))


def _transposed(filters: int, size: int, stride: int, padding: int, bias: int) -> Layer:
    return ConvTranspose2D(filters, size, stride, padding, bias=bool(bias))


def _pooling(kind: str, size: int, stride: int, padding: int) -> Layer:
    return LAYERS[f"{kind}_pool2d"](size=size, stride=stride or size, padding=padding)


FILTERS, BIAS = Number("filters", "", 8, 1, 4096), Number("bias", "b", 1, 0, 1)
PADDING = Number("padding", "p", 0, 0, 16)
_POOL = (
    Number("size", "", 2, 1, 64),
    Number("stride", "s", 0, 0, 16),  # 0: as large as the window
    Number("padding", "p", 0, 0, 8),
)


def spelled(name: str) -> str:
    """Return how a link spells a registry's name: hyphens stand between layers there."""
    return re.sub(r"[^a-z0-9_]", "_", name.lower())


def activation_word(name: str) -> str:
    """Return how one of ACTIVATIONS is spelled."""
    return ACTIVATIONS[name].word or spelled(name)


def pooling_word(name: str) -> str:
    """Return how one of POOLINGS is spelled."""
    return POOLINGS[name].word or spelled(name)


_KNOWN: Mapping[str, Kind] = MappingProxyType(
    {
        "c": Kind(
            "convolution",
            _conv,
            (
                FILTERS,
                Number("size", "k", 3, 1, 31),
                Number("stride", "s", 1, 1, 16),
                PADDING,
                Number("dilation", "d", 1, 1, 8),
                Number("groups", "g", 1, 1, 4096),
                BIAS,
            ),
        ),
        **{
            pooling_word(name): Kind(f"{one.name} pool", partial(_pooling, name), _POOL)
            for name, one in POOLINGS.items()
        },
        "gap": Kind("global average pool", GlobalAvgPool),
        **{
            activation_word(name): Kind(one.name, LAYERS[name]) for name, one in ACTIVATIONS.items()
        },
        "bn": Kind("batch norm", BatchNorm),
        "drop": Kind(
            "dropout",
            lambda percent: Dropout(percent / 100),
            (Number("percent", "", 50, 0, 95),),
        ),
        "flat": Kind("flatten", Flatten),
        "dense": Kind(
            "dense",
            lambda units, bias: Dense(units, bias=bool(bias)),
            (Number("units", "", 10, 1, MOST_UNITS), BIAS),
        ),
        "softmax": Kind("softmax", Softmax),
        "up": Kind(
            "transposed convolution",
            _transposed,
            (
                FILTERS,
                Number("size", "k", 2, 1, 31),
                Number("stride", "s", 2, 1, 16),
                PADDING,
                BIAS,
            ),
        ),
    }
)


def _others() -> dict[str, Kind]:
    """Return a kind without numbers for each other layer that can be made without any."""
    made = {
        type(kind.make(**{one.name: one.usual for one in kind.numbers})) for kind in _KNOWN.values()
    }
    found = {}
    for name, make in LAYERS.items():
        if make in made or getattr(make, "func", None) in (Pool2D, Activation):
            continue
        with suppress(TypeError):
            make()
            found[spelled(name)] = Kind(name.replace("_", " "), make)
    return {word: kind for word, kind in found.items() if word not in _KNOWN}


# In the order of the menu. Every pooling, activation and layer of the registries has its word.
KINDS: Mapping[str, Kind] = MappingProxyType({**_KNOWN, **_others()})

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
    LeakyReLU,
    Pool2D,
    Softmax,
)
from cnn_core.ops import ACTIVATIONS, POOLINGS

MOST_UNITS = 100_000


@dataclass(frozen=True)
class Number:
    """One number of a layer: its letter in the spelling, its range, and how it is called."""

    name: str
    letter: str
    usual: int
    low: int
    high: int
    choices: tuple[str, ...] = ()  # what each value means, where they are names in truth
    unit: str = ""  # what the number counts, where it is a part of something
    said: Callable[[int], str] = str  # how a title writes it
    called: str = ""  # on screen, where the name is only that of the code

    @property
    def is_switch(self) -> bool:
        """Whether it says yes or no."""
        return (self.low, self.high) == (0, 1)

    @property
    def label(self) -> str:
        """What its field is called."""
        name = self.choices[1] if self.is_switch else self.called or self.name.replace("_", " ")
        return f"{name[0].upper()}{name[1:]}" + (f", {self.unit}" if self.unit else "")

    def words(self, value: int) -> str:
        """Say a value that is not usual, inside a layer's title."""
        if self.is_switch:
            return self.choices[value]
        said = self.choices[value] if self.choices else self.said(value)
        return f"{self.name.replace('_', ' ')} {said}"


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
    filters: int,
    size: int,
    stride: int,
    padding: int,
    dilation: int,
    groups: int,
    bias: int,
    end: int,
    padding_mode: int,
) -> Layer:
    sides = padding, padding + end
    amounts = (sides, sides) if end else padding
    return Conv2D(
        filters,
        size,
        stride,
        amounts,
        dilation,
        groups,
        PADDING_MODES[padding_mode],
        bias=bool(bias),
    )


def _transposed(
    filters: int, size: int, stride: int, padding: int, output_padding: int, bias: int
) -> Layer:
    return ConvTranspose2D(filters, size, stride, padding, output_padding, bias=bool(bias))


def _pooling(kind: str, size: int, stride: int, padding: int, dilation: int, ceil: int) -> Layer:
    return LAYERS[f"{kind}_pool2d"](
        size=size,
        stride=stride or size,
        padding=padding,
        dilation=dilation,
        ceil_mode=bool(ceil),
    )


def _batch_norm(epsilon: int, momentum: int) -> Layer:
    return BatchNorm(momentum / 100, float(f"1e-{epsilon}"))


def _part(of: int) -> Callable[[int], str]:
    return lambda value: f"{value / of:g}"


PADDING_MODES = ("zeros", "reflect", "replicate", "circular")
FILTERS = Number("filters", "", 8, 1, 4096, called="kernels")
BIAS = Number("bias", "b", 1, 0, 1, ("no bias", "bias"))
PADDING = Number("padding", "p", 0, 0, 16)
DILATION = Number("dilation", "d", 1, 1, 8)
_POOL = (
    Number("size", "", 2, 1, 64),
    Number("stride", "s", 0, 0, 16),  # 0: as large as the window
    Number("padding", "p", 0, 0, 8),
    DILATION,
    Number("ceil", "c", 0, 0, 1, ("floor mode", "ceil mode")),
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
                DILATION,
                Number("groups", "g", 1, 1, 4096),
                BIAS,
                Number("end", "e", 0, 0, 1, ("even padding", "one more padding at the end")),
                Number("padding_mode", "m", 0, 0, 3, PADDING_MODES),
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
        "leaky": Kind(
            ACTIVATIONS["leaky_relu"].name,
            lambda slope: LeakyReLU(slope / 1000),
            (Number("slope", "s", 10, 0, 1000, unit="thousandths", said=_part(1000)),),
        ),
        "bn": Kind(
            "batch norm",
            _batch_norm,
            (
                Number(
                    "epsilon",
                    "e",
                    5,
                    1,
                    9,
                    unit="decimal places",
                    said=lambda places: f"{float(f'1e-{places}'):.{places}f}",
                ),
                Number("momentum", "m", 10, 0, 100, unit="percent", said=_part(100)),
            ),
        ),
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
                Number("output_padding", "o", 0, 0, 15),
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

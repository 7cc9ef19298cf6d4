"""A stack of layers in a spelling short enough for a link: "c3-c3p1-m2-c5s2d2".

A letter says what slides (`KINDS`), the number after it how large it is; then, each optional and in
any order, s with the stride, d the dilation, p the padding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from cnn_core.nn import AvgPool2D, Conv2D, Layer, MaxPool2D, ReLU
from ui.lessons.receptive_field.words import views as say
from ui.link.settings import LONGEST_REASON, Setting, quoted

MOST_LAYERS = 24
LARGEST: Mapping[str, int] = MappingProxyType(
    {"size": 11, "stride": 6, "dilation": 4, "padding": 10}
)
LETTERS: Mapping[str, str] = MappingProxyType({"s": "stride", "d": "dilation", "p": "padding"})
KINDS: Mapping[str, str] = MappingProxyType({"c": "conv", "m": "max pool", "a": "average pool"})
_WORD = re.compile(r"([a-z])(\d{1,6})((?:[sdp]\d{1,6})*)$")


@dataclass(frozen=True)
class Slide:
    """One layer of a stack: a square window that slides."""

    kind: str = "c"  # one of KINDS
    size: int = 3
    stride: int = 1
    dilation: int = 1
    padding: int = 0

    @property
    def title(self) -> str:
        """What the layer is called, with what is not usual: "conv 3×3, stride 2"."""
        usual = Slide(self.kind, self.size, usual_stride(self.kind, self.size))
        special = [
            f"{name} {value}"
            for name in LETTERS.values()
            if (value := getattr(self, name)) != getattr(usual, name)
        ]
        return ", ".join([f"{KINDS[self.kind]} {self.size}×{self.size}", *special])

    @property
    def text(self) -> str:
        """The spelling, without what is usual."""
        usual = Slide(self.kind, self.size, usual_stride(self.kind, self.size))
        rest = [
            f"{letter}{value}"
            for letter, name in LETTERS.items()
            if (value := getattr(self, name)) != getattr(usual, name)
        ]
        return f"{self.kind}{self.size}{''.join(rest)}"

    def layer(self, filters: int = 1) -> Layer:
        """Return the layer of the core."""
        if self.kind == "c":
            return Conv2D(filters, self.size, self.stride, self.padding, self.dilation)
        pool = MaxPool2D if self.kind == "m" else AvgPool2D
        return pool(size=self.size, stride=self.stride, padding=self.padding)


def usual_stride(kind: str, size: int) -> int:
    """Return the stride a layer has unless it says another: a pooling steps over its window."""
    return 1 if kind == "c" else min(size, LARGEST["stride"])


def largest_padding(kind: str, size: int) -> int:
    """Return the padding a layer may have: a pooling's windows must not lie in it alone."""
    return LARGEST["padding"] if kind == "c" else size // 2


def nearest(slide: Slide) -> Slide:
    """Return the layer with every number brought into its range."""
    size = min(max(slide.size, 1), LARGEST["size"])
    return replace(
        slide,
        size=size,
        stride=min(max(slide.stride, 1), LARGEST["stride"]),
        dilation=min(max(slide.dilation, 1), LARGEST["dilation"]) if slide.kind == "c" else 1,
        padding=min(max(slide.padding, 0), largest_padding(slide.kind, size)),
    )


def write_stack(slides: Sequence[Slide]) -> str:
    """Write a stack: the layers' spellings with hyphens between."""
    return "-".join(slide.text for slide in slides)


def read_stack(text: str) -> tuple[tuple[Slide, ...], list[str]]:
    """Read a stack and return the nearest that works, with a sentence for all that was changed.

    Layers may stand apart by hyphens, commas or spaces. Nothing is left out without a word.
    """
    words = [word for word in re.split(r"[\s,;+-]+", text.strip().lower()) if word]
    slides, unknown, changed = [], [], []
    for word in words:
        found = _WORD.match(word)
        if found is None or found[1] not in KINDS:
            unknown.append(word)
            continue
        asked = _slide(found[1], int(found[2]), found[3])
        near = nearest(asked)
        if near != asked:
            changed.append(f"{quoted(word)} became {near.text}")
        slides.append(near)
    notes = []
    if unknown:
        listed = quoted(" ".join(unknown), LONGEST_REASON).strip()
        named = f"“{listed}”" if listed else "That"
        notes.append(say.NO_LAYER_AND_IS_LEFT_OUT_WRITE.format(named=named))
    if changed:
        notes.append(
            say.SIZES_GO_TO_STRIDES.format(
                names="; ".join(changed[:3]),
                largest=LARGEST["size"],
                largest_2=LARGEST["stride"],
                largest_3=LARGEST["dilation"],
                largest_4=LARGEST["padding"],
            )
        )
    if len(slides) > MOST_LAYERS:
        notes.append(
            say.OF_LAYERS_THE_FIRST_ARE_SHOWN.format(count=len(slides), most_layers=MOST_LAYERS)
        )
    return tuple(slides[:MOST_LAYERS]), notes


def _slide(kind: str, size: int, rest: str) -> Slide:
    numbers = {LETTERS[letter]: int(n) for letter, n in re.findall(r"([sdp])(\d+)", rest)}
    return Slide(kind, size, **{"stride": usual_stride(kind, size), **numbers})


@dataclass(frozen=True)
class StackSetting(Setting[tuple[Slide, ...]]):
    """A stack in the link; what cannot be read is left out, with a sentence."""

    def read(self, text: str) -> tuple[tuple[Slide, ...], str | None]:
        slides, notes = read_stack(text[:1000])
        if not slides:
            notes.append(f"This is {self.write(self.default)}.")
        return slides or self.default, " ".join(notes) or None

    def write(self, value: Sequence[Slide]) -> str:
        return write_stack(value)


@dataclass(frozen=True)
class KnownStack:
    """What slides in a network that is known: its title, its layers, and a sentence about it."""

    title: str
    text: str
    words: str


def _in_blocks(*counts: int) -> str:
    return "-".join("-".join([*["c3p1"] * count, "m2"]) for count in counts)


def _again(*parts: tuple[str, int]) -> str:
    return "-".join("-".join([text] * count) for text, count in parts)


NETWORKS: Mapping[str, KnownStack] = MappingProxyType(
    {
        "small": KnownStack("three 3×3 layers", "c3-c3-c3", ""),
        "lenet-5": KnownStack(
            "LeNet-5",
            "c5p2-a2-c5-a2",
            say.CELL_OF_LENET_S_LAST_POOLING,
        ),
        "alexnet": KnownStack(
            "AlexNet",
            "c11s4-m3s2-c5p2-m3s2-c3p1-c3p1-c3p1-m3s2",
            say.CELL_OF_ALEXNETS_LAST_POOLING,
        ),
        "vgg-16": KnownStack(
            "VGG-16",
            _in_blocks(2, 2, 3, 3, 3),
            say.CELL_OF_VGG_S_LAST_POOLING,
        ),
        "resnet-50": KnownStack(
            "ResNet-50",
            _again(
                *(("c7s2p3", 1), ("m3s2p1", 1), ("c3p1", 3), ("c1s2", 1), ("c3p1", 4)),
                *(("c1s2", 1), ("c3p1", 6), ("c1s2", 1), ("c3p1", 3)),
            ),
            say.CELL_OF_RESNET_S_LAST_LAYER,
        ),
    }
)


def known_stack(slides: Sequence[Slide]) -> str | None:
    """Return the name of the network that a stack is, None for another one."""
    text = write_stack(slides)
    return next((name for name, one in NETWORKS.items() if one.text == text), None)


STACK = StackSetting("stack", (Slide(), Slide(), Slide()))


def sliding(slides: Sequence[Slide]) -> list[Layer]:
    """Return a stack as layers of one map each, for what does not depend on weights."""
    return [slide.layer() for slide in slides]


def trained_like(slides: Sequence[Slide], channels: int) -> list[Layer]:
    """Return a stack as a network has it: several maps, a ReLU between a convolution and what
    follows it.
    """
    layers: list[Layer] = []
    for slide in slides:
        layers.append(slide.layer(channels))
        if slide.kind == "c":
            layers.append(ReLU())
    return layers[:-1] if slides and slides[-1].kind == "c" else layers

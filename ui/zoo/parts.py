"""A network as the lesson shows it: parts in a row, each with maps that the one after it reads.

An activation belongs to the convolution before it. A block that holds layers gives one part for
each of its convolutions; what happens inside it is worked out only once it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.explain import PartialMaps, ScoreParts, partial_maps, score_parts
from cnn_core.geometry.padding import Array
from cnn_core.nn import Activation, Conv2D, Dense, Flatten, GlobalAvgPool, Layer, Network, Pool2D
from cnn_core.nn.blocks import Block
from cnn_core.nn.fused_answer import ConvAnswer, fuse_answers
from cnn_core.nn.layer import Shape
from cnn_core.ops import ACTIVATIONS, POOLINGS, softmax


@dataclass(frozen=True, eq=False)
class Part:
    """One convolution with its activation, one pooling, or the input; `number` is its place."""

    number: int  # 0 is the input
    kind: str  # "input", "conv" or "pool"
    title: str
    source: int  # the part that it reads; the input reads itself
    at: int  # the network's layer whose answer its maps are, or which it stands in; -1: the input
    layer: Layer | None = None
    bend: Activation | None = None
    added: int = -1  # the part whose maps are added to its sums, -1 for none
    block: str = ""  # of which block it is a part, "" for none
    inside: int = -1  # which layer of its block gives its maps; -1: the block itself, or no block
    shape: Shape = ()  # (C, H, W) of its maps

    @property
    def activation(self) -> str:
        """What its activation is called, "" for none."""
        return ACTIVATIONS[self.bend.kind].name if self.bend else ""

    @property
    def own_maps(self) -> bool:
        """Whether each of its maps reads the one map with its number."""
        return self.kind == "pool" or (isinstance(self.layer, Conv2D) and self.layer.groups > 1)

    @property
    def shown(self) -> bool:
        """Whether the whole network shows it: what stands inside a block opens from the block."""
        return self.inside < 0


@dataclass(frozen=True, eq=False)
class Answer:
    """What a network makes of one image, with all maps on the way."""

    network: Network
    image: NDArray[np.float32]  # (C, H, W) as the network gets it
    classes: Sequence[str]
    parts: tuple[Part, ...]
    kept: Mapping[int, Array]  # part that is shown -> its maps (C, H, W)
    logits: NDArray[np.float64]
    _inside: dict[int, list[Array]] = field(default_factory=dict)  # the block opened last

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        """The softmax of the logits."""
        return np.asarray(softmax(self.logits), np.float64)

    @property
    def best(self) -> int:
        """The class with the largest logit."""
        return int(self.logits.argmax())

    @property
    def last(self) -> Part:
        """The part whose maps the dense layer reads."""
        return self.parts[-1]

    def maps(self, number: int) -> Array:
        """Return the maps (C, H, W) of a part."""
        part = self.parts[number]
        if part.shown:
            return self.kept[number]
        block = self.network.layers[part.at]
        assert isinstance(block, Block)
        if part.at not in self._inside:
            first = next(one for one in self.parts if one.at == part.at)
            found = block.answers(self.kept[first.source][..., None])
            self._inside.clear()
            self._inside[part.at] = [one[..., 0] for one in found]
        return self._inside[part.at][part.inside]

    def readers(self, part: Part) -> list[Part]:
        """Return the parts that read this one."""
        return [one for one in self.parts[1:] if one.source == part.number]

    def partial(self, part: Part, number: int) -> PartialMaps:
        """Return what each map that it reads adds to a map of a convolution."""
        layer = part.layer
        assert isinstance(layer, Conv2D)
        return partial_maps(
            self.maps(part.source),
            layer.parameters["w"],
            layer.parameters.get("b"),
            filter=number,
            stride=layer.stride,
            padding=layer.padding,
            dilation=layer.dilation,
            groups=layer.groups,
            padding_mode=layer.padding_mode,
        )

    def score(self, unit: int) -> ScoreParts:
        """Return what each map and place of the last part adds to a logit."""
        found = self.network.layers[-1].parameters
        return score_parts(self.maps(self.last.number), found["w"], found.get("b"), unit=unit)


def parts_of(network: Network) -> tuple[Part, ...]:
    """Return the parts of a network in their order. Errors: a layer that the lesson cannot open."""
    parts = [Part(0, "input", "input", 0, -1, shape=network.input_shape)]
    counts = {"convolution": 0, "pooling": 0, "block": 0}
    for at, (layer, shape) in enumerate(zip(network.layers, network.shapes[1:], strict=True)):
        last = parts[-1]
        if isinstance(layer, Conv2D):
            title = _numbered("convolution", counts)
            parts.append(Part(len(parts), "conv", title, last.number, at, layer, shape=shape))
        elif isinstance(layer, Activation) and last.kind == "conv" and last.bend is None:
            parts[-1] = replace(last, bend=layer, at=at)
        elif isinstance(layer, Pool2D):
            title = _numbered(f"{POOLINGS[layer.kind].title.lower()} pooling", counts, "pooling")
            parts.append(Part(len(parts), "pool", title, last.number, at, layer, shape=shape))
        elif isinstance(layer, Block):
            parts += _inside(layer, last, at, _numbered("block", counts))
        elif not isinstance(layer, Flatten | GlobalAvgPool | Dense):
            raise ValueError(f"this lesson does not open a network with {layer.name}")
    if not isinstance(network.layers[-1], Dense) or network.shapes[-1][0] < 2:
        raise ValueError("its last layer does not give one score for each class")
    if counts["block"]:  # few convolutions stand outside of blocks
        alone = [part.number for part in parts if part.kind == "conv" and not part.block]
        for at, which in zip(alone[:1] + alone[1:][-1:], ("first", "last"), strict=False):
            parts[at] = replace(parts[at], title=f"{which} convolution")
    return tuple(parts)


def _numbered(word: str, counts: dict[str, int], kind: str = "") -> str:
    counts[kind or word] += 1
    return f"{word} {counts[kind or word]}"


def _inside(block: Block, source: Part, at: int, title: str) -> list[Part]:
    """Return the parts of a block. Errors: it holds more than convolutions and activations."""
    found: list[Part] = []
    for place, (layer, shape) in enumerate(
        zip(block.layers, block.shapes(source.shape)[1:], strict=True)
    ):
        reads = found[-1].number if found else source.number
        if isinstance(layer, Conv2D):
            number, what = source.number + len(found) + 1, _in_block(layer, len(found))
            part = Part(number, "conv", f"{title} ({what})", reads, at, layer)
            found.append(replace(part, block=title, inside=place, shape=shape))
        elif isinstance(layer, Activation) and found and found[-1].bend is None:
            found[-1] = replace(found[-1], bend=layer, inside=place)
        else:
            raise ValueError(f"this lesson does not open a block with {layer.name}")
    found[-1] = replace(found[-1], inside=-1, added=source.number if block.skip else -1)
    return found


def _in_block(layer: Conv2D, before: int) -> str:
    """Say what a convolution of a block does."""
    if layer.groups > 1:
        return "each map"  # it reads one map with a kernel of its own
    return "narrow" if before else "widen"


def answered(
    network: Network,
    image: NDArray[np.float32],
    classes: Sequence[str],
    tell: Callable[[float], None] = lambda done: None,
) -> Answer:
    """Send one image (C, H, W) through a network, and keep what the lesson shows of it.

    `tell` hears after each layer which share of them is done.
    """
    parts = parts_of(network)
    wanted = {part.at: part.number for part in parts if part.shown}
    blocks = any(isinstance(layer, Block) for layer in network.layers)
    steps = fuse_answers(network.layers) if blocks else network.layers
    kept, x, at = {0: image}, image[..., None], -1
    with np.errstate(all="ignore"):
        for step in steps:
            at += 2 if isinstance(step, ConvAnswer) and step.activation else 1
            x = step.forward(x)
            if at in wanted:
                kept[wanted[at]] = x[..., 0]
            tell((at + 1) / len(network.layers))
    return Answer(network, image, classes, parts, kept, x[:, 0].astype(np.float64))

"""The positions of one training step: forward layer by layer, backward again, and the update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cnn_core.nn import Activation, Conv2D, Dense, Flatten, Layer, Pool2D
from cnn_core.ops import ACTIVATIONS, POOLINGS

FORWARD, BACKWARD, UPDATE = "forward", "backward", "update"
WEIGHTS, INPUT = "weights", "input"  # which gradient a backward position is about


@dataclass(frozen=True)
class Stop:
    """One position: a layer, or the loss behind the last, on the way there or back."""

    phase: str
    layer: int
    part: str = ""


def stops_of(layers: Sequence[Layer]) -> list[Stop]:
    """Return all positions in their order."""
    loss = len(layers)
    there = [Stop(FORWARD, number) for number in range(loss + 1)]
    back = [Stop(BACKWARD, loss)]
    for number in range(loss - 1, -1, -1):
        parts = (WEIGHTS, INPUT) if isinstance(layers[number], Conv2D | Dense) else ("",)
        back += [Stop(BACKWARD, number, part) for part in parts]
    return [*there, *back, Stop(UPDATE, 0)]


def kind_of(layer: Layer) -> str:
    """Say in a word or two what a layer is."""
    match layer:
        case Conv2D():
            return "conv"
        case Activation():
            return ACTIVATIONS[layer.kind].name
        case Pool2D():
            return f"{POOLINGS[layer.kind].name} pool"
        case Flatten() | Dense():
            return layer.name.lower()
    return layer.name


def names_of(layers: Sequence[Layer]) -> list[str]:
    """Name every layer, and the loss behind them; those of one kind are numbered."""
    kinds = [kind_of(layer) for layer in layers]
    totals, met = Counter(kinds), Counter[str]()
    names = []
    for kind in kinds:
        met[kind] += 1
        names.append(f"{kind} {met[kind]}" if totals[kind] > 1 else kind)
    return [*names, "loss"]

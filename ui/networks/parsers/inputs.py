"""What PyTorch's layers say they read: the input that fits them all, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cnn_core.nn import describe
from ui.link.settings import quoted
from ui.networks.parsers.arguments import Arguments
from ui.networks.text import LARGEST_SIDE, Piece, input_shape

# Sides of pictures, the likeliest first, for an input that is not named.
USUAL_SIDES = (28, 32, 224, 64, 128, 256, 227, 96, 150, 160, 180, 200, 100, 299)
# A layer's argument that says how much comes in, and what of.
_READS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Conv2d": ("in_channels", "channel"),
        "BatchNorm2d": ("num_features", "channel"),
        "BatchNorm1d": ("num_features", "number"),
        "Linear": ("in_features", "number"),
    }
)
_OTHERS = ("c", "dense", "flat", "gap")  # what they answer has other channels than what they read


@dataclass(frozen=True)
class Read:
    """How many channels or numbers a layer of the text says it reads."""

    at: int  # which piece, from 0
    name: str
    count: int

    @property
    def noun(self) -> str:
        """What is counted."""
        return _READS[self.name][1]


def read_of(at: int, name: str, given: Arguments) -> Read | None:
    """Return what a call says it reads, None if it says nothing."""
    if name not in _READS:
        return None
    count = given.get(0, _READS[name][0])
    return Read(at, name, count) if type(count) is int and count > 0 else None


def fitting_input(pieces: Sequence[Piece], reads: Sequence[Read], usual: str) -> str:
    """Return the input "rows,columns,channels" that fits what layers read: usual rows first.

    The first layer with channels says how many the input has. Where no usual size fits all, it is
    the usual one with these.
    """
    rows, columns, channels = usual.split(",")
    first = next((one for one in reads if one.noun == "channel"), None)
    if first and not any(one.kind in _OTHERS for one in pieces[: first.at]):
        channels = str(min(first.count, LARGEST_SIDE))
    sides = [(rows, columns), *((str(side), str(side)) for side in USUAL_SIDES)]
    sizes = [",".join((*one, channels)) for one in sides]
    return next((one for one in sizes if not list(_contradicting(pieces, reads, one))), sizes[0])


def contradictions(pieces: Sequence[Piece], reads: Sequence[Read], size: str) -> list[str]:
    """Say which layers read something else than comes in, and what was built."""
    return [
        f"{one.name} reads {quoted(f'{one.count:,}')} {one.noun}{'s' * (one.count != 1)}, but it "
        f"gets {got:,}: it is built for {got:,}."
        for one, got in _contradicting(pieces, reads, size)
    ]


def _contradicting(
    pieces: Sequence[Piece], reads: Sequence[Read], size: str
) -> Iterator[tuple[Read, int]]:
    """Find what reads something else than comes in, as far as the layers fit."""
    found = describe([one.layer for one in pieces], input_shape(size))
    shapes = [found.input_shape, *(row.shape for row in found.rows)]
    for one in reads:
        if one.at < len(shapes) and shapes[one.at][0] != one.count:
            yield one, shapes[one.at][0]

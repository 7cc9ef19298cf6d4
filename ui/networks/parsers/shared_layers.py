"""Layers that PyTorch and Keras call by one name, and what both write alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.networks.parsers.arguments import Arguments
from ui.networks.text import Piece

Make = Callable[[Arguments, list[str]], list[Piece]]


def dropout(given: Arguments, notes: list[str]) -> list[Piece]:
    """Return a dropout layer with its rate in percent."""
    rate = given.get(0, "p", "rate", usual=0.5)
    if isinstance(rate, bool) or not isinstance(rate, int | float):
        raise TypeError("rate")
    return [Piece("drop", {"percent": round(100 * min(max(rate, 0), 1))})]


def alone(kind: str) -> Make:
    """Return what makes a layer of a kind that has no numbers."""
    return lambda given, notes: [Piece(kind)]


def same(size: int, dilation: int, stride: int, notes: list[str]) -> int:
    """Return the padding on each side that "same" stands for, with a word where sides differ."""
    covered = dilation * (size - 1)
    if stride > 1 or covered % 2:
        notes.append(
            f"“Same” of a {size}×{size} window with stride {stride} pads one side more than the "
            f"other: taken as {covered // 2} on both."
        )
    return covered // 2


BOTH: Mapping[str, Make] = MappingProxyType(
    {
        "ReLU": alone("relu"),
        "LeakyReLU": alone("leaky"),
        "Softmax": alone("softmax"),
        "Dropout": dropout,
        "Flatten": alone("flat"),
    }
)

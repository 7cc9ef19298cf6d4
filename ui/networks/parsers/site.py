"""The place of a layer in a network that is being read: what comes in, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cnn_core.geometry.same_padding import tensorflow_same
from ui.link.settings import quoted
from ui.networks.kinds import PADDING_MODES
from ui.networks.parsers.values import Unknown
from ui.networks.text import Piece

Shape = tuple[int, ...]
# What is shown where a text leaves a number to a name.
_USUAL: Mapping[str, int] = {"filters": 8, "kernel size": 3, "window": 2, "units": 10}


@dataclass(frozen=True)
class Sides:
    """Padding as a layer here has it: cells before, one more at the end or not, and the mode."""

    before: int = 0
    end: int = 0
    mode: str = "zeros"

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of a convolution."""
        found = {"padding": self.before, "end": self.end}
        return found | {"padding_mode": PADDING_MODES.index(self.mode)}


@dataclass
class Site:
    """What comes into the next layer, and what was said so far.

    A note tells what is kept, or stands for something alike. A fault tells what makes the network
    another than the reader's: its shapes or parameters. A misfit is a fault of the input's size.
    """

    shape: Shape | None
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape | None] = field(default_factory=list)  # what comes into each piece
    name: str = ""  # what the text calls the layer
    pads: Sides | None = None  # of a layer that only pads, for the next one
    spread: int = 0  # of cells that were moved apart, for the next one
    lost: bool = False  # whether a layer that is not known was left out

    @property
    def channels(self) -> int | None:
        """How many channels or numbers come in."""
        return self.shape[0] if self.shape else None

    def whole(self, value: Any, what: str, usual: int | None = None) -> int:
        """Return one whole number; of a pair the first, with a fault if they differ."""
        if value is None and usual is not None:
            return usual
        if isinstance(value, list | tuple) and value:
            if not all(type(one) is int for one in value):
                raise TypeError(what)
            if any(one != value[0] for one in value):
                pair, first = str(tuple(value[:3])), str(value[0])
                self.faults.append(
                    f"The {what} {pair} differs between rows and columns, which cannot be shown "
                    f"here: {first} is used for both."
                )
            value = value[0]
        if isinstance(value, str | Unknown) and what in _USUAL:
            named = f" ({quoted(value)})" if isinstance(value, str) else ""
            self.faults.append(
                f"Your text does not say the {what} of {self.name}{named}: {_USUAL[what]} is used."
            )
            return _USUAL[what]
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(what)
        return value

    def same(self, size: int, dilation: int, stride: int, name: str) -> Sides:
        """Return the padding that Keras's "same" stands for here."""
        if self.shape is None or len(self.shape) != 3:
            covered = dilation * (size - 1)
            return Sides(covered // 2, covered % 2)
        rows, columns = tensorflow_same(
            (self.shape[1], self.shape[2]), size, stride=stride, dilation=dilation
        )
        if rows != columns:
            self.misfits.append(
                f"“Same” pads rows and columns of {name} by different amounts, which cannot be "
                "shown here: the rows' padding is used for both."
            )
        return Sides(rows[0], rows[1] - rows[0])

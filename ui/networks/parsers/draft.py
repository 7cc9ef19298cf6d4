"""What a pasted text says of a network, as it is read layer by layer."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.networks.parsers.inputs import Read
from ui.networks.text import Piece


@dataclass
class Imported:
    """What a text says: its layers, its input as "rows,columns,channels" if it names one."""

    pieces: list[Piece] = field(default_factory=list)
    input: str = ""
    notes: list[str] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)  # what layers say comes in

    def take_input(self, shape: tuple[object, ...]) -> None:
        """Keep an input of rows, columns and channels; any other is none."""
        if len(shape) == 3 and all(type(n) is int for n in shape):
            self.input = ",".join(map(str, shape))

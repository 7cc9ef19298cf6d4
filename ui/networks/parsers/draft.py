"""What a pasted text says of a network: its layers, and whether they are all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.networks.text import Piece, write_network


@dataclass(frozen=True)
class Claim:
    """What a row of a pasted table says of a layer."""

    layer: int  # which of the pieces, from 0: the last one that the row stands for
    name: str
    shape: tuple[int, ...] | None  # of what comes out, (C, H, W) or (features,)
    parameters: int | None
    first: int = -1  # the first piece of the row, where it stands for several

    @property
    def layers(self) -> range:
        """The pieces that the row stands for."""
        return range(self.layer if self.first < 0 else self.first, self.layer + 1)


@dataclass(frozen=True)
class Imported:
    """A network that was read. With faults it is not the reader's, only the nearest to it."""

    pieces: Sequence[Piece] = ()
    input: str = ""  # "rows,columns,channels"
    notes: Sequence[str] = ()
    faults: Sequence[str] = ()
    claims: Sequence[Claim] = field(default_factory=tuple)
    is_offered: bool = True  # whether the nearest is worth showing

    @property
    def text(self) -> str:
        """The spelling of its layers."""
        return write_network(self.pieces)

"""The network of the lesson on architectures: its layers as spelled, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cnn_core.nn import Description, describe
from cnn_core.nn.summary import Row
from ui.lessons.architectures.words import views as say
from ui.networks.text import Network, Piece, Shape


@dataclass(frozen=True)
class Planned:
    """A network that is described, not run."""

    pieces: Sequence[Piece]
    shape: tuple[int, int, int]  # (C, H, W) of the input
    chosen: int  # number of the layer that is looked at, from 1

    @cached_property
    def description(self) -> Description:
        """What it costs, as far as its layers fit."""
        return describe([piece.layer for piece in self.pieces], self.shape)

    @property
    def rows(self) -> Sequence[Row]:
        """The layers that fit."""
        return self.description.rows

    @property
    def row(self) -> Row | None:
        """The layer that is looked at; None if it does not fit."""
        return self.rows[self.chosen - 1] if self.chosen <= len(self.rows) else None

    @property
    def fault(self) -> str:
        """The layer that does not fit, and what mends it, as a sentence; "" if all fit."""
        if not self.description.fault:
            return ""
        number = len(self.rows) + 1
        title = self.pieces[number - 1].title
        return say.LAYER_DOES_NOT_FIT.format(
            number=number, title=title, reason=self.description.reason
        )

    def with_layer(self, number: int, piece: Piece) -> Planned:
        """Return the network with another layer in the place of layer `number`."""
        pieces = [*self.pieces]
        pieces[number - 1] = piece
        return replace(self, pieces=pieces)

    def before(self, number: int) -> tuple[int, ...]:
        """Return the shape that comes into layer `number`."""
        return self.rows[number - 2].shape if number > 1 else self.shape


def planned(pieces: Network, size: Shape, chosen: int) -> Planned:
    """Return the network of checked settings; `size` is rows, columns and channels."""
    rows, columns, channels = size
    return Planned(pieces, (channels, rows, columns), min(max(chosen, 1), len(pieces)))


def size_words(shape: Sequence[int]) -> str:
    """Write a shape (C, H, W) as height×width×channels, or a vector as its length."""
    if len(shape) == 1:
        return f"{shape[0]:,}"
    return f"{shape[1]}×{shape[2]}×{shape[0]}"

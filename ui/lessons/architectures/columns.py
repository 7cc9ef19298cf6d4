"""The columns of a network's drawing: its input and layers, equal convolutions in a row folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ui.lessons.architectures.model import Planned, size_words
from ui.networks.kinds import KINDS
from ui.networks.text import Piece

FEWEST = 2  # equal convolutions that make a group
SHORTER = {"average": "avg", "convolution": "conv", "transposed": "up", "flatten": "flat"}
HALVES = {"softmax": ("soft", "max")}


@dataclass(frozen=True)
class Group:
    """Equal convolutions in a row, each with what follows it and keeps its size: 2 × conv 64."""

    first: int  # number of its first layer, from 1
    last: int
    starts: tuple[int, ...]  # numbers of its convolutions
    title: str

    @property
    def words(self) -> str:
        """How many of what it is."""
        return f"{len(self.starts)} × {self.title}"


@dataclass(frozen=True)
class Column:
    """One block of the drawing: the layers that it stands for (0 is the input), and their sums."""

    first: int
    last: int
    shape: tuple[int, ...]
    title: str
    name: tuple[str, ...]  # in one or two lines
    parameters: int = 0
    multiply_adds: int = 0
    group: Group | None = None
    is_folded: bool = False

    @property
    def words(self) -> str:
        """Which layers it stands for, and the size of what comes out."""
        size = size_words(self.shape)
        if self.name == HALVES["softmax"]:
            size = f"probabilities of {size} classes"
        elif len(self.shape) == 1:
            size += " numbers"
        if not self.first:
            return f"{self.title}: {size}"
        if self.is_folded:
            return f"layers {self.first} to {self.last}, {self.title}: {size}"
        return f"layer {self.first}, {self.title}: {size}"


def groups(shown: Planned) -> list[Group]:
    """Return the groups of a network, as far as its layers fit: equal in every setting."""
    found = []
    for _, run in groupby(_blocks(shown), key=lambda block: block[1]):
        blocks = list(run)
        starts = tuple(start for start, _ in blocks)
        pieces = blocks[0][1]
        if pieces and len(starts) >= FEWEST:
            end = starts[-1] + len(pieces) - 1
            found.append(Group(starts[0], end, starts, pieces[0].short))
    return found


def _blocks(shown: Planned) -> list[tuple[int, tuple[Piece, ...]]]:
    """Return each convolution's number with it and what follows it; other layers alone, as ()."""
    found: list[tuple[int, tuple[Piece, ...]]] = []
    for number in range(1, len(shown.rows) + 1):
        piece = shown.pieces[number - 1]
        if piece.kind == "c":
            found.append((number, (piece,)))
        elif found and found[-1][1] and _follows(shown, number):
            found[-1] = (found[-1][0], (*found[-1][1], piece))
        else:
            found.append((number, ()))
    return found


def _follows(shown: Planned, number: int) -> bool:
    """Tell whether a layer belongs to the convolution before it: it keeps the size of its maps."""
    piece = shown.pieces[number - 1]
    own = {"units", "filters", "size"}.intersection(piece.numbers) or piece.kind == "softmax"
    return not own and shown.rows[number - 1].shape == shown.before(number)


def columns(shown: Planned, unfolded: Sequence[int] = ()) -> list[Column]:
    """Return the blocks of a network; groups whose first layer is `unfolded` come one by one."""
    by_start = {one.first: one for one in groups(shown)}
    inside = {number: one for one in by_start.values() for number in one.starts}
    found = [Column(0, 0, shown.shape, "input", ("input",))]
    number = 1
    while number <= len(shown.rows):
        group, row = by_start.get(number), shown.rows[number - 1]
        piece = shown.pieces[number - 1]
        if group and number not in unfolded:
            found.append(_column(shown, number, group.last, group.words, group, is_folded=True))
            number = group.last
        elif piece.kind == "softmax" or row.parameters.value or row.shape != found[-1].shape:
            found.append(_column(shown, number, number, piece.title, inside.get(number)))
        number += 1
    return found


def _column(
    shown: Planned,
    first: int,
    last: int,
    title: str,
    group: Group | None,
    *,
    is_folded: bool = False,
) -> Column:
    rows = shown.rows[first - 1 : last]
    return Column(
        first,
        last,
        rows[-1].shape,
        title,
        _name(shown.pieces[first - 1]),
        sum(row.parameters.value for row in rows),
        sum(row.multiply_adds.value for row in rows),
        group,
        is_folded,
    )


def _name(piece: Piece) -> tuple[str, ...]:
    """Write what a layer is called in two short lines."""
    if piece.kind in HALVES:
        return HALVES[piece.kind]
    words = [SHORTER.get(word, word) for word in KINDS[piece.kind].title.split()]
    if "filters" in piece.numbers:
        return words[0], f"{piece['size']}×{piece['size']}"
    return tuple(words if len(words) < 3 else (words[0], words[-1]))


def spans(found: Sequence[Column]) -> list[tuple[int, int]]:
    """Return where columns of maps have the same rows and columns: from which to before which."""
    maps = [one.shape[1:] for one in found if len(one.shape) == 3]
    cuts = [k for k in range(1, len(maps)) if maps[k] != maps[k - 1]]
    return list(pairwise([0, *cuts, len(maps)]))

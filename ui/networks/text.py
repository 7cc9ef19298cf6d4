"""A network in a spelling short enough for a link: "c64p1-relu-m2-flat-dense10".

A word says what the layer is (`KINDS`); numbers follow, each after its letter, the first without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cnn_core.nn import Layer
from ui.link.settings import LONGEST_REASON, Setting, quoted
from ui.networks.kinds import KINDS

MOST_LAYERS = 64
LARGEST_SIDE = 2048  # of an input: its rows, columns or channels


_LONGEST_FIRST = "|".join(map(re.escape, sorted(KINDS, key=len, reverse=True)))
_WORD = re.compile(rf"({_LONGEST_FIRST})(\d{{0,9}})((?:[a-z]\d{{1,9}})*)$")


# Words with which a reader may mean a block, or layers in brackets.
_OF_BLOCKS = re.compile(r"block|^res|skip|[()\[\]]")


@dataclass(frozen=True, eq=False)
class Piece:
    """One layer as it is spelled: its kind, and the numbers that are not usual."""

    kind: str
    given: Mapping[str, int] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Tell whether another is the same layer, however many usual numbers each names."""
        return isinstance(other, Piece) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __getitem__(self, name: str) -> int:
        usual = {one.name: one.usual for one in KINDS[self.kind].numbers}
        return self.given.get(name, usual[name])

    @property
    def numbers(self) -> dict[str, int]:
        """All numbers of the layer by their names."""
        return {one.name: self[one.name] for one in KINDS[self.kind].numbers}

    @property
    def layer(self) -> Layer:
        """The layer of the core."""
        return KINDS[self.kind].make(**self.numbers)

    @property
    def title(self) -> str:
        """What the layer is called, with what is not usual: "dropout 20 %", "max pool 2×2"."""
        kind, shown = KINDS[self.kind], []
        if "filters" in self.numbers:
            shown += [f"{kind.title} {self['size']}×{self['size']}", self._kernels]
        elif kind.pools:
            shown.append(f"{kind.title} {self['size']}×{self['size']}")
        elif self.kind == "drop":
            shown.append(f"{kind.title} {self['percent']} %")
        elif self.kind == "dense":
            shown.append(f"{kind.title} {self['units']:,}")
        else:
            shown.append(kind.title)
        for one in kind.numbers:
            value = self[one.name]
            if one.letter in ("", "k") or value == one.usual:
                continue
            if kind.pools and one.name == "stride" and value == self["size"]:
                continue
            shown.append(one.words(value))
        return ", ".join(shown)

    @property
    def short(self) -> str:
        """The beginning of the title, as a menu has room for it: "conv 3×3, 64 kernels"."""
        kernels = f", {self._kernels}" if "filters" in self.numbers else ""
        return self.title.partition(", ")[0].replace("convolution", "conv") + kernels

    @property
    def _kernels(self) -> str:
        return f"{self['filters']:,} kernel" + "s" * (self["filters"] != 1)

    @property
    def text(self) -> str:
        """The spelling, without what is usual."""
        word = self.kind
        for one in KINDS[self.kind].numbers:
            whole_window = one.name == "stride" and self[one.name] == self["size"]
            if KINDS[self.kind].pools and whole_window:
                continue
            if not one.letter or self[one.name] != one.usual:
                word += f"{one.letter}{self[one.name]}"
        return word

    def changed(self, name: str, value: int) -> Piece:
        """Return the layer with another number."""
        return replace(self, given={**self.given, name: value})


Network = tuple[Piece, ...]
Shape = tuple[int, int, int]  # rows, columns and channels of an input


def write_network(pieces: Sequence[Piece]) -> str:
    """Write a network: the layers' spellings with hyphens between."""
    return "-".join(piece.text for piece in pieces)


def nearest(piece: Piece) -> Piece:
    """Return the layer with every number brought into its range."""
    given = {
        one.name: min(max(piece[one.name], one.low), one.high) for one in KINDS[piece.kind].numbers
    }
    return Piece(piece.kind, given)


def read_network(text: str) -> tuple[tuple[Piece, ...], list[str]]:
    """Read a network and return the nearest that works, with a sentence for all that was changed.

    Layers stand apart by hyphens, commas, spaces or lines. Nothing is left out without a word.
    """
    pieces: list[Piece] = []
    unknown, changed, notes = [], [], []
    for word in filter(None, re.split(r"[\s,;+-]+", text.strip().lower())):
        piece = _piece(word)
        if piece is None:
            unknown.append(word)
            continue
        near = nearest(piece)
        if near.numbers != piece.numbers:
            changed.append(f"{quoted(word)} became {near.text}")
        pieces.append(near)
    if any(_OF_BLOCKS.search(word) for word in unknown):
        notes.append("Layers stand in a row here, so write those of a block one after another.")
    if unknown:
        listed = quoted(" ".join(unknown), LONGEST_REASON).strip()
        notes.append(
            f"“{listed}” is no layer and is left out: write {', '.join(KINDS)} with numbers, "
            "such as c64k5s2p1, m2, dense10."
        )
    if changed:
        notes.append(f"{'; '.join(changed[:3])}: the nearest that is allowed.")
    if len(pieces) > MOST_LAYERS:
        notes.append(f"Of {len(pieces)} layers the first {MOST_LAYERS} are shown.")
    return tuple(pieces[:MOST_LAYERS]), notes


def _piece(word: str) -> Piece | None:
    """Read one word, or return None."""
    found = _WORD.match(word)
    if found is None:
        return None
    numbers = {one.letter: one.name for one in KINDS[found[1]].numbers}
    given = {letter: int(value) for letter, value in re.findall(r"([a-z])(\d+)", found[3])}
    if found[2]:
        given[""] = int(found[2])
    if not given.keys() <= numbers.keys():
        return None
    return Piece(found[1], {numbers[letter]: value for letter, value in given.items()})


def input_shape(text: str) -> Shape:
    """Return (C, H, W) of "rows,columns,channels"."""
    rows, columns, channels = map(int, text.split(","))
    return channels, rows, columns


@dataclass(frozen=True)
class NetworkSetting(Setting[Network]):
    """A network in the link; what cannot be read is left out, with a sentence."""

    def read(self, text: str) -> tuple[Network, str | None]:
        pieces, notes = read_network(text[:2000])
        if not pieces:
            notes.append(f"This is {self.write(self.default)}.")
        return pieces or self.default, " ".join(notes) or None

    def write(self, value: Network) -> str:
        return write_network(value)


@dataclass(frozen=True)
class ShapeSetting(Setting[Shape]):
    """The size of a network's input in the link: "rows×columns×channels" as "224,224,3"."""

    high: int = LARGEST_SIDE

    def read(self, text: str) -> tuple[Shape, str | None]:
        numbers = re.findall(r"\d{1,9}", text)
        if len(numbers) != 3:
            why = f"“{quoted(text)}” is no input size (rows,columns,channels)"
            return self.default, f"{why}, so {self.write(self.default)} is used instead."
        asked = int(numbers[0]), int(numbers[1]), int(numbers[2])
        rows, columns, channels = (min(max(one, 1), self.high) for one in asked)
        near = rows, columns, channels
        if near == asked:
            return near, None
        became = f"“{quoted(text)}” became {self.write(near)}"
        return near, f"Input sizes go from 1 to {self.high:,}: {became}."

    def write(self, value: Shape) -> str:
        return ",".join(map(str, value))

"""Questions of the lesson on architectures: what another layer would answer, and cost.

The table beside them shows every number of the network, so they ask about a changed one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnn_core.nn.summary import Row
from ui.frame.questions import Cell, Question, chosen, counted, whole
from ui.lessons.architectures.model import Planned, size_words
from ui.lessons.architectures.words import questions as say
from ui.networks.kinds import KINDS
from ui.networks.text import Piece, nearest
from ui.text.arithmetic import with_result

POOLS = tuple(word for word, kind in KINDS.items() if kind.pools)
Maker = Callable[[Planned, Cell, np.random.Generator], Question | None]


@dataclass(frozen=True)
class Changed:
    """The network with one layer changed: what the table beside the question does not show."""

    network: Planned
    number: int  # of the layer, from 1

    @property
    def row(self) -> Row:
        """What the changed layer answers and costs."""
        return self.network.rows[self.number - 1]

    @property
    def piece(self) -> Piece:
        """The changed layer."""
        return self.network.pieces[self.number - 1]

    @property
    def before(self) -> tuple[int, ...]:
        """The shape that comes into it."""
        return self.network.before(self.number)

    @property
    def words(self) -> str:
        """Begin a question, by what the reader may do to see it answered."""
        numbers = " numbers" if len(self.before) == 1 else ""
        read = f"Layer {self.number} reads {size_words(self.before)}{numbers}"
        return f"{read}. Change it to {self.piece.title}."


def _variants(piece: Piece) -> list[Piece]:
    """Return the layer with one number changed, in a few ways."""
    now = piece.numbers
    other: dict[str, Sequence[int]] = {
        "filters": (2 * now["filters"], now["filters"] // 2) if piece.kind == "c" else (),
        "units": (2 * now["units"], now["units"] // 2) if piece.kind == "dense" else (),
        "size": (2, 3) if piece.kind in POOLS else (3, 5),
        "stride": (1, 2),
        "padding": () if piece.kind in POOLS else (0, 1),
    }
    made = [piece.changed(name, value) for name in now for value in other.get(name, ())]
    return [one for one in map(nearest, made) if one.title != piece.title]


def _changed(
    shown: Planned,
    rng: np.random.Generator,
    kinds: Sequence[str],
    asks: Callable[[Changed], object],
) -> Changed | None:
    """Change a layer of one of these kinds so that it fits and there is something to ask."""
    numbers = [row.number for row in shown.rows if shown.pieces[row.number - 1].kind in kinds]
    for number in rng.permutation(numbers):
        variants = _variants(shown.pieces[number - 1])
        for k in rng.permutation(len(variants)):
            found = Changed(shown.with_layer(int(number), variants[k]), int(number))
            if len(found.network.rows) >= number and asks(found):
                return found
    return None


def parameters(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many parameters a changed convolution or dense layer would have."""

    def differs(one: Changed) -> bool:
        return one.row.parameters.value != shown.rows[one.number - 1].parameters.value

    found = _changed(shown, rng, ("c", "dense"), differs)
    if found is None:
        return None
    row, piece, before = found.row, found.piece, found.before
    answer, outputs = row.parameters.value, row.shape[0]
    inputs = (answer - outputs * piece["bias"]) // outputs
    slips = [
        (
            (inputs + 1 - piece["bias"]) * outputs,
            say.BIAS_IS_COUNTED_WRONGLY_EACH,
        ),
        (inputs + 1, say.ONE_OUTPUTS_SHARE_AND_EACH),
        (
            answer * math.prod(row.shape[1:]),
            say.SAME_KERNEL_IS_USED_AT_EVERY,
        ),
        (shown.rows[found.number - 1].parameters.value, say.LAYER_AS_IT_IS_NOW),
    ]
    if row.name == "Conv2D":
        slips.append(
            (
                (piece["size"] ** 2 + piece["bias"]) * outputs,
                say.KERNEL_IS_AS_DEEP_AS_ITS_INPUT.format(before_0=before[0]),
            )
        )
    text = say.PARAMETERS.format(words=found.words)
    slips = [slip for slip in slips if slip[0] != answer]
    return counted("parameters", text, answer, slips, f"{with_result(row.parameters)}.", rng)


def answer_size(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many rows a changed sliding layer would answer."""

    def differs(one: Changed) -> bool:
        return one.row.shape[1] != shown.rows[one.number - 1].shape[1]

    found = _changed(shown, rng, ("c", *POOLS), differs)
    if found is None:
        return None
    row, piece, before = found.row, found.piece, found.before
    n, size, padding = before[1], piece["size"], piece["padding"]
    stride = piece["stride"] or size
    answer = row.shape[1]
    slips = [
        (n, say.ONLY_PADDING_THAT_FITS_KEEPS),
        ((n - size) // stride + 1, say.PADDING_COUNTS_ON_BOTH_SIDES),
        ((n + padding - size) // stride + 1, say.PADDING_COUNTS_TWICE_BEFORE),
        ((n + 2 * padding - size) // stride, say.FIRST_WINDOW_COUNTS_TOO),
        (n + 2 * padding - size + 1, "The stride divides."),
        (shown.rows[found.number - 1].shape[1], say.LAYER_AS_IT_IS_NOW),
    ]
    slips = [(max(value, 1), why) for value, why in slips if max(value, 1) != answer]
    text = say.ANSWER_SIZE.format(words=found.words)
    return counted("size", text, answer, slips, f"{with_result(row.size[0])}.", rng)


def most(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which layer would have most of the parameters, or do most of the multiply-adds."""
    what = ("parameters", "multiply-adds")[int(rng.integers(2))]

    def has_one(one: Changed) -> bool:
        return not one.network.fault and bool(_ranked(one.network, what))

    def is_another(one: Changed) -> bool:
        return has_one(one) and _ranked(one.network, what)[0] != (_ranked(shown, what) or [0])[0]

    kinds = ("c", "dense")
    found = _changed(shown, rng, kinds, is_another) or _changed(shown, rng, kinds, has_one)
    if found is None:
        return None
    ranked, counts = _ranked(found.network, what), _counts(found.network, what)
    best, total = ranked[0], sum(counts.values())

    def name(number: int) -> str:
        return f"layer {number}, {found.network.pieces[number - 1].title}"

    wrong = [
        (
            name(n),
            say.THEN_HAS_OF_ALL.format(whole=whole(counts[n]), quotient=100 * counts[n] / total),
        )
        for n in [ranked[k] for k in 1 + rng.permutation(len(ranked) - 1)]
    ]
    share = f"{whole(counts[best])} of {whole(total)}, {100 * counts[best] / total:.1f} %"
    why = f"{name(best)[0].upper()}{name(best)[1:]}: {share}."
    text = say.MOST.format(words=found.words, what=what)
    return chosen(f"most {what}", text, name(best), wrong, why, rng)


def _counts(shown: Planned, what: str) -> dict[int, int]:
    return {
        row.number: (row.parameters if what == "parameters" else row.multiply_adds).value
        for row in shown.rows
    }


def _ranked(shown: Planned, what: str) -> list[int]:
    """Return the layers that have any, most first; none if there is no one most."""
    counts = _counts(shown, what)
    ranked = sorted((n for n in counts if counts[n]), key=lambda n: -counts[n])
    return ranked if len(ranked) > 1 and counts[ranked[0]] > counts[ranked[1]] else []


def multiply_adds(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many multiply-adds a changed convolution would take."""

    def differs(one: Changed) -> bool:
        return one.row.multiply_adds.value != shown.rows[one.number - 1].multiply_adds.value

    found = _changed(shown, rng, ("c",), differs)
    if found is None:
        return None
    row = found.row
    answer, places = row.multiply_adds.value, math.prod(row.shape[1:])
    weights = answer // places
    slips = [
        (weights, say.FOR_ONE_CELL_OF_EVERY_MAP),
        (answer // row.shape[0], say.FOR_ONE_KERNEL_EACH_OF_THEM),
        (
            weights * math.prod(found.before[1:]),
            say.KERNEL_STOPS_ONCE_FOR_EACH,
        ),
        (shown.rows[found.number - 1].multiply_adds.value, say.LAYER_AS_IT_IS_NOW),
    ]
    slips = [slip for slip in slips if slip[0] != answer]
    text = say.MULTIPLY_ADDS.format(
        words=found.words, size_words=size_words(row.shape), whole=whole(weights)
    )
    work = with_result(row.multiply_adds)
    why = say.MULTIPLY_ADDS_WHY.format(columns=row.shape[1], shape_2=row.shape[2], work=work)
    return counted("multiply-adds", text, answer, slips, why, rng)


def numbers_in(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers one picture is: what any network allows."""
    channels, rows, columns = shown.shape
    answer = channels * rows * columns
    slips = [
        (rows * columns, say.EACH_CHANNEL_IS_A_GRID),
        (rows + columns + channels, say.GRID_HAS_ROWS_TIMES_COLUMNS),
        (rows * columns * (channels + 1), say.INPUT_HAS_NO_BIAS),
    ]
    slips = [slip for slip in slips if slip[0] != answer]
    text = say.NUMBERS_IN.format(size_words=size_words(shown.shape))
    why = f"{rows}·{columns}·{channels} = {whole(answer)}."
    return counted("numbers", text, answer, slips, why, rng)


ARCHITECTURE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "parameters": parameters,
        "size": answer_size,
        "most": most,
        "multiply-adds": multiply_adds,
        "numbers": numbers_in,
    }
)

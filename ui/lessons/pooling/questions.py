"""Questions of the lesson on pooling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry import output_size
from cnn_core.ops import POOLINGS
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.frame.scenes import size
from ui.lessons.pooling.model import Pooled, pooling_title
from ui.lessons.pooling.words import questions as say
from ui.text.numbers import result, rounded
from ui.text.worked_examples import pooled_cells

LISTED = 9  # values that a question writes out
KERNELS_ASKED = (2, 3)


def value(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for one pooled cell; None where its window has too many values to be listed."""
    if not 2 <= shown.cells <= LISTED:
        return None
    row, column = _lively(shown, cell, rng)
    top, left = row * shown.stride[0], column * shown.stride[1]
    block = shown.values[top : top + shown.window[0], left : left + shown.window[1]]
    values = [Fraction(int(n), shown.divisor) for n in block.ravel()]
    answers = {kind: _answer(kind, block / shown.divisor) for kind in POOLINGS}
    answer = answers.pop(shown.kind, None)
    if answer is None:  # one window over the whole map
        return None
    slips: list[Slip] = [
        (n, say.WHAT_GIVES_2.format(pooling_title=pooling_title(kind)))
        for kind, n in answers.items()
    ]
    slips += [
        (sum(values, Fraction(0)), say.SUM_OF_THE_WINDOW_AS_UNDER),
        (values[0], say.WINDOW_S_FIRST_CELL_THE_OTHERS),
    ]
    text = say.WINDOW_OF_ROW_COLUMN_HOLDS.format(
        row=row,
        column=column,
        names=", ".join(map(rounded, values)),
        pooling_title=pooling_title(shown.kind),
    )
    texts = [rounded(one).removeprefix("≈ ") for one in values]
    why = f"{pooled_cells(shown.pooling, texts)} {result(answer)}."
    return number_question("value", text, answer, slips, why, rng, hidden=(row, column))


def _answer(kind: str, block: NDArray[np.float64]) -> Fraction:
    """Return what a pooling makes of one window (kh, kw), exact where it is a fraction."""
    found = POOLINGS[kind].forward(block[None], (block.shape[0], block.shape[1]))
    return Fraction(float(found[0, 0, 0])).limit_denominator(10**9)


def _lively(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Cell:
    """Return a cell of the pooled map, not the chosen one, whose window is not all alike.

    If there is none such, another, or the chosen one.
    """
    rows, columns = shown.size
    places = [(int(k) // columns, int(k) % columns) for k in rng.permutation(rows * columns)]
    places = [place for place in places if place != cell] or places
    for row, column in places:
        top, left = row * shown.stride[0], column * shown.stride[1]
        block = shown.values[top : top + shown.window[0], left : left + shown.window[1]]
        if block.min() < block.max():
            return row, column
    return places[0]


def cells(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many cells square windows leave that touch each other; None where none fits."""
    side = int(rng.choice(KERNELS_ASKED))
    if min(shown.whole) < side:
        return None
    out = output_size(shown.whole, side, stride=side)
    before, answer = shown.values.size, out[0] * out[1]
    slips: list[Slip] = [
        (before // side, say.BOTH_ROWS_AND_COLUMNS.format(side=side)),
        (before, say.HOW_MANY_THERE_WERE_EVERY),
        (out[0], say.HOW_MANY_ROWS_ARE_LEFT_EACH),
        (side * side, say.HOW_MANY_CELLS_ONE_WINDOW),
    ]
    text = say.CELLS.format(size=size(*shown.whole), size_2=size(side, side), side=side)
    rows, columns, left = (
        f"{count:,} {name}{'s' * (count != 1)}"
        for count, name in ((out[0], "row"), (out[1], "column"), (answer, "cell"))
    )
    why = f"⌊({shown.whole[0]} − {side}) / {side}⌋ + 1 = {rows}, and {columns}: {left}."
    return number_question("cells", text, answer, slips, why, rng)


def weights(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights a pooling layer learns."""
    side, maps = int(rng.choice((2, 3))), int(rng.choice((8, 16, 32)))
    count = side * side
    wrong: list[Wrong] = [
        (str(count), say.WINDOW_IS_NO_KERNEL_ITS_VALUES),
        (str(count + 1), say.NO_BIAS_EITHER_NOTHING_HERE),
        (str(count * maps), say.EACH_MAP_IS_POOLED_ON_ITS_OWN),
    ]
    text = say.WEIGHTS.format(maps=maps, size=size(side, side))
    why = say.WEIGHTS_WHY
    return chosen("weights", text, "0", wrong, why, rng)


def channels(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the shape of several maps after pooling."""
    maps, side = int(rng.choice((3, 8, 16))), int(rng.choice((24, 26, 28)))
    half = side // 2
    wrong: list[Wrong] = [
        (f"{half}×{half}×1", say.POOLING_WORKS_INSIDE_EACH_MAP),
        (f"{half}×{half}×{maps // 2}", say.ONLY_ROWS_AND_COLUMNS),
        (f"{side - 1}×{side - 1}×{maps}", say.STRIDE_WINDOWS_HERE_DO_NOT),
        (f"{side - 2}×{side - 2}×{maps}", say.KERNEL_WITHOUT_PADDING),
    ]
    text = say.CHANNELS.format(side=side, maps=maps)
    why = say.CHANNELS_WHY.format(side=side, half=half, maps=maps)
    order = [wrong[k] for k in rng.permutation(len(wrong))]
    return chosen("channels", text, f"{half}×{half}×{maps}", order, why, rng)


def unread(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many columns no window reads at a stride above the window's side; None if none."""
    columns = shown.whole[1]
    side = int(rng.choice((1, 2)))
    step = side + int(rng.choice((1, 2)))
    if columns < side + step:
        return None
    out = output_size((1, columns), (1, side), stride=(1, step))[1]
    answer = columns - out * side
    slips: list[Slip] = [
        (0, say.WINDOWS_THAT_STAND_FURTHER),
        (out * side, say.THOSE_ARE_THE_COLUMNS),
        ((out - 1) * (step - side), say.WHAT_IS_LEFT_AFTER_THE_LAST),
        (out, say.HOW_MANY_WINDOWS_STAND),
    ]
    text = say.UNREAD.format(columns=columns, side=side, step=step)
    why = say.UNREAD_WHY.format(
        columns=columns, side=side, step=step, out=out, product=out * side, answer=answer
    )
    return number_question("unread", text, answer, slips, why, rng)


Maker = Callable[[Pooled, Cell, np.random.Generator], Question | None]
POOL_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "value": value,
        "cells": cells,
        "weights": weights,
        "unread": unread,
        "channels": channels,
    }
)

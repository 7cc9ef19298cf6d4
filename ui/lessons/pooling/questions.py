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
        (n, f"That is what “{pooling_title(kind)}” gives.") for kind, n in answers.items()
    ]
    slips += [
        (sum(values, Fraction(0)), "That is the sum of the window, as under weights of 1."),
        (values[0], "That is the window’s first cell: the others count, too."),
    ]
    text = (
        f"The window of row {row}, column {column} holds {', '.join(map(rounded, values))}. "
        f"What does “{pooling_title(shown.kind)}” give?"
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
        (before // side, f"Both rows and columns are {side} times fewer: divide by {side}·{side}."),
        (before, "That is how many there were. Every window makes one cell."),
        (out[0], "That is how many rows are left. Each row has several columns."),
        (side * side, "That is how many cells one window has."),
    ]
    text = (
        f"A map of {size(*shown.whole)} is pooled with windows of {size(side, side)}, stride "
        f"{side}. How many cells are left?"
    )
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
        (str(count), "A window is no kernel: its values are compared or added, not weighted."),
        (str(count + 1), "There is no bias either: nothing here is learned."),
        (str(count * maps), "Each map is pooled on its own, but pooling has no weights."),
    ]
    text = (
        f"A layer pools {maps} maps with windows of {size(side, side)}. How many weights does it "
        "learn?"
    )
    why = "None. The window’s size and stride are settings; a largest value has no weights."
    return chosen("weights", text, "0", wrong, why, rng)


def channels(shown: Pooled, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the shape of several maps after pooling."""
    maps, side = int(rng.choice((3, 8, 16))), int(rng.choice((24, 26, 28)))
    half = side // 2
    wrong: list[Wrong] = [
        (f"{half}×{half}×1", "Pooling works inside each map: it never joins two of them."),
        (f"{half}×{half}×{maps // 2}", "Only rows and columns are halved, not the maps."),
        (f"{side - 1}×{side - 1}×{maps}", "That is stride 1: windows here do not overlap."),
        (f"{side - 2}×{side - 2}×{maps}", "That is a 3×3 kernel without padding."),
    ]
    text = f"{side}×{side}×{maps} is pooled with windows of 2×2, stride 2. Which shape comes out?"
    why = f"{side} / 2 = {half} rows and columns, and each of the {maps} maps stays a map."
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
        (0, "Windows that stand further apart than they are wide leave gaps."),
        (out * side, "Those are the columns that are read."),
        ((out - 1) * (step - side), "What is left after the last window counts as well."),
        (out, "That is how many windows stand in a row."),
    ]
    text = (
        f"A row of {columns} cells is pooled with windows of {side}, stride {step}. How many of "
        "its cells does no window read?"
    )
    why = (
        f"⌊({columns} − {side}) / {step}⌋ + 1 = {out} windows read {out}·{side} = {out * side} "
        f"cells; {columns} − {out * side} = {answer} are never read."
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

"""Questions of the lesson on the window: how one number is made, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ui.frame.questions import Cell, Question, Registry, Slip, number_question
from ui.frame.readings import Reading, place, read
from ui.frame.size_question import size_question
from ui.lessons.window.words import questions as say
from ui.models.convolution import Convolution
from ui.text.numbers import decimal, factor, is_exact, result, rounded

BRIGHTER = 10


_MOVES: dict[Cell, str] = {
    (0, 1): "to the right",
    (1, 0): "down",
    (0, -1): "to the left",
    (-1, 0): "up",
}


def neighbour(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the value of a cell beside the chosen one; None where the map has only one cell."""
    rows, columns = convolution.size
    moves = [
        move
        for move in _MOVES
        if 0 <= cell[0] + move[0] < rows and 0 <= cell[1] + move[1] < columns
    ]
    if not moves:
        return None
    here, beside = read(convolution, cell).value, {}
    for move in moves:
        beside[move] = read(convolution, (cell[0] + move[0], cell[1] + move[1]))
    # A cell that differs has more to tell.
    telling = [move for move in moves if beside[move].value != here] or moves
    telling = [move for move in telling if beside[move].values.any()] or telling
    move = telling[rng.integers(len(telling))]
    there, reading = (cell[0] + move[0], cell[1] + move[1]), beside[move]
    slips = _slips(convolution, there)
    slips.append((here, say.CELL_THE_WINDOW_CAME_FROM))
    stride = convolution.stride
    if stride > 1:
        halfway = cell[0] * stride + move[0], cell[1] * stride + move[1]
        by_one = read(replace(convolution, stride=1), halfway).value
        slips.append((by_one, say.MOVES_THE_WINDOW_BY_PIXEL_BUT.format(stride=stride)))
    pixels = "1 pixel" if stride == 1 else f"{stride} pixels"
    text = say.NEIGHBOUR.format(pixels=pixels, moves=_MOVES[move], place=place(there))
    why = say.NEIGHBOUR_WHY.format(equation=reading.equation())
    return number_question("neighbour", text, reading.value, slips, why, rng, hidden=there)


def _slips(convolution: Convolution, cell: Cell) -> list[Slip]:
    """Return what the usual mistakes give for the value of a cell."""
    reading = read(convolution, cell)
    values, numerators, divisor = reading.values, reading.numerators, reading.divisor
    last = int(values[-1, -1] * numerators[-1, -1])
    turned = replace(reading, numerators=numerators[::-1, ::-1])
    slips: list[Slip] = [
        (turned.value, say.RESULT_WITH_THE_KERNEL_TURNED),
        (-reading.value, say.SIZE_IS_RIGHT_THE_SIGN_IS_NOT),
        (int(values.sum()), say.ADDS_UP_THE_PIXELS_WITHOUT),
        (
            Fraction(reading.total - last, divisor),
            say.LEAVES_OUT_THE_PRODUCT,
        ),
    ]
    if divisor > 1:
        slips.append((reading.total, say.FORGETS_TO_DIVIDE_THE_SUM.format(divisor=divisor)))
    if (numerators < 0).any():
        plus = replace(reading, numerators=np.abs(numerators))
        slips.append((plus.value, say.TAKES_THE_NEGATIVE_WEIGHTS))
    return slips + _geometry_slips(convolution, cell, reading)


def _geometry_slips(convolution: Convolution, cell: Cell, reading: Reading) -> list[Slip]:
    """Return what one gets who forgets what stands in the padding, or the dilation."""
    window, slips = convolution.window(*cell), list[Slip]()
    image = convolution.picture.pixels[0].astype(np.int64)
    rows, columns = image.shape

    def of(values: NDArray[np.int64]) -> Fraction:
        return replace(reading, values=values).value

    if window.padding.any():
        blank = of(np.where(window.padding, 0, reading.values))
        slips.append((blank, say.COUNTS_THE_CELLS_OUTSIDE))
        at = np.ix_(window.rows.clip(0, rows - 1), window.cols.clip(0, columns - 1))
        slips.append((of(image[at]), say.REPEATS_THE_BORDERS_PIXELS))
    if convolution.dilation > 1:
        down, across = (
            first + np.arange(side)
            for first, side in zip(
                (window.rows[0], window.cols[0]), reading.values.shape, strict=True
            )
        )
        if min(down[0], across[0]) >= 0 and down[-1] < rows and across[-1] < columns:
            dense = of(image[np.ix_(down, across)])
            slips.append((dense, say.READS_NEIGHBOURING_PIXELS))
    return slips


def brighter(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what a cell becomes if every pixel gets brighter; padding with a fill stays as it is."""
    reading, window = read(convolution, cell), convolution.window(*cell)
    filled = (window.source_rows < 0)[:, None] | (window.source_cols < 0)
    weights = Fraction(int(reading.numerators[~filled].sum()), reading.divisor)
    everywhere = Fraction(int(reading.numerators.sum()), reading.divisor)
    answer = reading.value + BRIGHTER * weights
    count = int((~filled).sum())
    slips: list[Slip] = [
        (reading.value, say.CELL_STAYS_THE_SAME_ONLY_IF),
        (reading.value + BRIGHTER, say.ADDS_ONCE_AS_IF_THE_WEIGHTS.format(brighter=BRIGHTER)),
        (
            reading.value + BRIGHTER * count,
            say.ADDS_FOR_EACH_PIXEL_UNWEIGHTED.format(brighter=BRIGHTER),
        ),
        (reading.value - BRIGHTER * weights, say.TAKES_AWAY_WHAT_SHOULD_BE),
        (reading.value * BRIGHTER, say.MULTIPLIES_BY_THE_PIXELS_GROW.format(brighter=BRIGHTER)),
        (answer + BRIGHTER * (everywhere - weights), say.MAKES_THE_PADDING_BRIGHTER_TOO),
    ]
    if reading.divisor > 1:
        undivided = reading.value + BRIGHTER * int(reading.numerators[~filled].sum())
        slips.append((undivided, say.FORGETS_TO_DIVIDE_THE_CHANGE.format(divisor=reading.divisor)))
    text = say.BRIGHTER.format(place=place(cell), value=rounded(reading.value), brighter=BRIGHTER)
    over = say.LIE_ON_THE_IMAGE if filled.any() else ""
    why = say.BRIGHTER_WHY.format(
        brighter=BRIGHTER,
        over=over,
        weights=_exactly(weights),
        value=_exactly(reading.value),
        weights_2=factor(weights),
        result=result(answer),
    )
    return number_question("brighter", text, answer, slips, why, rng)


def _exactly(value: Fraction) -> str:
    """Write a value without rounding: "2.5" or "20 / 9"."""
    if is_exact(value):
        return decimal(value)
    return f"{decimal(value.numerator)} / {value.denominator}"


def flipped(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what the same cell answers with the kernel turned by 180 degrees."""
    reading = read(convolution, cell)
    turned = replace(reading, numerators=reading.numerators[::-1, ::-1])

    def with_weights(turn: Callable[[NDArray[np.int64]], NDArray[np.int64]]) -> Fraction:
        return replace(reading, numerators=turn(reading.numerators)).value

    slips: list[Slip] = [
        (reading.value, say.RESULT_BEFORE_THE_TURN),
        (-reading.value, say.HALF_TURN_MOVES_THE_WEIGHTS),
        (with_weights(np.abs), say.TAKES_THE_NEGATIVE_WEIGHTS),
        (with_weights(np.fliplr), say.MIRRORS_LEFT_AND_RIGHT_BUT_NOT),
        (with_weights(np.flipud), say.MIRRORS_TOP_AND_BOTTOM_BUT_NOT),
        (int(reading.values.sum()), say.ADDS_UP_THE_PIXELS_WITHOUT),
        (0, say.TURNED_KERNEL_REPLACES),
    ]
    text = say.FLIPPED.format(place=place(cell), value=rounded(reading.value))
    same = np.array_equal(turned.numerators, reading.numerators)
    first = say.KERNEL_LOOKS_THE_SAME_AFTER if same else say.LAST_WEIGHT_COMES_FIRST
    return number_question(
        "flipped", text, turned.value, slips, f"{first}: {turned.equation()}.", rng
    )


WINDOW_QUESTIONS: Registry = MappingProxyType(
    {"neighbour": neighbour, "size": size_question, "brighter": brighter, "flipped": flipped}
)

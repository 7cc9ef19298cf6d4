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
    slips.append((here, "That is the cell the window came from."))
    stride = convolution.stride
    if stride > 1:
        halfway = cell[0] * stride + move[0], cell[1] * stride + move[1]
        by_one = read(replace(convolution, stride=1), halfway).value
        slips.append((by_one, f"That moves the window by 1 pixel, but the stride is {stride}."))
    pixels = "1 pixel" if stride == 1 else f"{stride} pixels"
    text = (
        f"The window moves {pixels} {_MOVES[move]}, to the cell in {place(there)}. "
        "What does that cell become?"
    )
    why = f"Each pixel under the window times its weight, all added up: {reading.equation()}."
    return number_question("neighbour", text, reading.value, slips, why, rng, hidden=there)


def _slips(convolution: Convolution, cell: Cell) -> list[Slip]:
    """Return what the usual mistakes give for the value of a cell."""
    reading = read(convolution, cell)
    values, numerators, divisor = reading.values, reading.numerators, reading.divisor
    last = int(values[-1, -1] * numerators[-1, -1])
    turned = replace(reading, numerators=numerators[::-1, ::-1])
    slips: list[Slip] = [
        (turned.value, "That is the result with the kernel turned by 180 degrees."),
        (-reading.value, "The size is right, the sign is not."),
        (int(values.sum()), "That adds up the pixels without their weights."),
        (
            Fraction(reading.total - last, divisor),
            "That leaves out the product at the bottom right.",
        ),
    ]
    if divisor > 1:
        slips.append((reading.total, f"That forgets to divide the sum by {divisor}."))
    if (numerators < 0).any():
        plus = replace(reading, numerators=np.abs(numerators))
        slips.append((plus.value, "That takes the negative weights for positive ones."))
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
        slips.append((blank, "That counts the cells outside the image as 0."))
        at = np.ix_(window.rows.clip(0, rows - 1), window.cols.clip(0, columns - 1))
        slips.append((of(image[at]), "That repeats the border's pixels outside the image."))
    if convolution.dilation > 1:
        down, across = (
            first + np.arange(side)
            for first, side in zip(
                (window.rows[0], window.cols[0]), reading.values.shape, strict=True
            )
        )
        if min(down[0], across[0]) >= 0 and down[-1] < rows and across[-1] < columns:
            dense = of(image[np.ix_(down, across)])
            slips.append((dense, "That reads neighbouring pixels: the dilation leaves gaps."))
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
        (reading.value, "The cell stays the same only if the weights sum to 0."),
        (reading.value + BRIGHTER, f"That adds {BRIGHTER} once, as if the weights summed to 1."),
        (reading.value + BRIGHTER * count, f"That adds {BRIGHTER} for each pixel, unweighted."),
        (reading.value - BRIGHTER * weights, "That takes away what should be added."),
        (reading.value * BRIGHTER, f"That multiplies by {BRIGHTER}: the pixels grow by adding."),
        (answer + BRIGHTER * (everywhere - weights), "That makes the padding brighter too."),
    ]
    if reading.divisor > 1:
        undivided = reading.value + BRIGHTER * int(reading.numerators[~filled].sum())
        slips.append((undivided, f"That forgets to divide the change by {reading.divisor}."))
    text = (
        f"The cell in {place(cell)} is {rounded(reading.value)}. Now every pixel of the image "
        f"gets {BRIGHTER} brighter, even beyond 255. What does the cell become?"
    )
    over = " that lie on the image" if filled.any() else ""
    why = (
        f"Every product grows by {BRIGHTER} times its weight, and the weights{over} sum to "
        f"{_exactly(weights)}: {_exactly(reading.value)} + {BRIGHTER}·{factor(weights)} "
        f"{result(answer)}."
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
        (reading.value, "That is the result before the turn."),
        (-reading.value, "A half turn moves the weights: it does not change their signs."),
        (with_weights(np.abs), "That takes the negative weights for positive ones."),
        (with_weights(np.fliplr), "That mirrors left and right, but not top and bottom."),
        (with_weights(np.flipud), "That mirrors top and bottom, but not left and right."),
        (int(reading.values.sum()), "That adds up the pixels without their weights."),
        (0, "The turned kernel replaces the first one, so nothing cancels."),
    ]
    text = (
        f"The cell in {place(cell)} is {rounded(reading.value)}. The kernel is turned by "
        "180 degrees and stays in its place. What does the cell become?"
    )
    same = np.array_equal(turned.numerators, reading.numerators)
    first = (
        "This kernel looks the same after a half turn" if same else "The last weight comes first"
    )
    return number_question(
        "flipped", text, turned.value, slips, f"{first}: {turned.equation()}.", rng
    )


WINDOW_QUESTIONS: Registry = MappingProxyType(
    {"neighbour": neighbour, "size": size_question, "brighter": brighter, "flipped": flipped}
)

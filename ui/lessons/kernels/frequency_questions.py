"""Questions about frequencies: what a kernel multiplies the slowest and the finest wave with."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.analysis import passing
from cnn_core.kernels import KERNELS, Kernel
from ui.frame.questions import Cell, Question, Registry, Slip, chosen, number_question, weights_of
from ui.lessons.kernels.words import questions as say
from ui.models.convolution import Convolution
from ui.text.numbers import added, decimal, result, weights_sum

LOW, HIGH = "low", "high"
_DOES = {
    "low": say.KEEPS_SLOW_CHANGES_AND_WEAKENS,
    "high": say.REMOVES_FLAT_AREAS_AND_KEEPS,
    "band": say.REMOVES_FLAT_AREAS,
    "boost": say.KEEPS_SLOW_CHANGES_AND_MAKES,
    "all": say.KEEPS_ALL_WAVES_ALIKE,
    "nothing": "removes all waves",
}


def middle(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for |H| in the middle: the absolute sum of the weights."""
    kernel = convolution.sliding
    weights = [Fraction(n, kernel.divisor) for row in kernel.numerators for n in row]
    slips: list[Slip] = [
        (sum(map(abs, weights)), say.ADDS_THE_WEIGHTS_WITHOUT_THEIR),
        (max(map(abs, weights)), say.LARGEST_WEIGHT_ALONE),
        (len(weights), say.NUMBER_OF_WEIGHTS),
        (1, say.ONLY_WEIGHTS_THAT_SUM_TO_OR),
        (0, say.ONLY_WEIGHTS_THAT_SUM),
    ]
    text = say.MIDDLE.format(title=kernel.title)
    written = weights_sum(kernel.numerators, kernel.divisor)
    sign = " without its sign" if kernel.sum < 0 else ""
    why = say.MIDDLE_WHY.format(sign=sign, written=written, result=result(kernel.sum))
    return number_question("middle", text, abs(kernel.sum), slips, why, rng)


def chessboard(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for |H| of the finest wave, a chessboard of 1 and -1; None for a single weight."""
    kernel = convolution.sliding
    if kernel.shape == (1, 1):
        return None
    table = np.array(kernel.numerators)
    signs = (-1) ** np.indices(table.shape).sum(axis=0)
    totals = [int(table[signs == sign].sum()) for sign in (1, -1)]
    answer = abs(Fraction(totals[0] - totals[1], kernel.divisor))
    slips: list[Slip] = [
        (abs(kernel.sum), say.H_OF_A_FLAT_AREA_HERE_EVERY),
        (
            abs(Fraction(totals[0], kernel.divisor)),
            say.LEAVES_OUT_THE_WEIGHTS,
        ),
        (
            abs(Fraction(totals[1], kernel.divisor)),
            say.LEAVES_OUT_THE_WEIGHTS_2,
        ),
        (answer * kernel.divisor, say.FORGETS_TO_DIVIDE.format(divisor=kernel.divisor)),
        (0, say.NOTHING_IS_LEFT_ONLY_IF_BOTH),
    ]
    text = say.CHESSBOARD.format(title=kernel.title)
    difference = added([decimal(totals[0]), decimal(-totals[1])])
    over = f"({difference}) / {kernel.divisor}" if kernel.divisor > 1 else difference
    why = say.CHESSBOARD_WHY.format(
        over=_over(totals[0], kernel),
        over_2=_over(totals[1], kernel),
        over_3=over,
        result=result(answer),
    )
    return number_question("chessboard", text, answer, slips, why, rng)


def _over(total: int, kernel: Kernel) -> str:
    return f"{decimal(total)} / {kernel.divisor}" if kernel.divisor > 1 else decimal(total)


def passes(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which of four small kernels is low-pass, or high-pass."""
    wanted = (LOW, HIGH)[rng.integers(2)]
    known = [family.kernel(3) for family in KERNELS.values() if 3 in family.sizes]
    known = [known[k] for k in rng.permutation(len(known))]
    kinds = {kernel.name: passing(kernel.weights) for kernel in known}
    right = next(kernel for kernel in known if kinds[kernel.name] == wanted)
    # What is called high-pass and is band-pass would be no wrong answer.
    refused = {LOW: (LOW,), HIGH: (HIGH, "band")}[wanted]
    wrong = [
        (weights_of(kernel), f"|H| of that one {_DOES[kinds[kernel.name]]}.")
        for kernel in known
        if kinds[kernel.name] not in refused
    ]
    total = say.ITS_WEIGHTS_SUM_TO_SO_H.format(
        sum=decimal(right.sum), sum_2=decimal(abs(right.sum))
    )
    why = f"{total}middle. It {_DOES[wanted]}."
    text = say.PASSES.format(wanted=wanted)
    return chosen("passes", text, weights_of(right), wrong, why, rng)


FREQUENCY_QUESTIONS: Registry = MappingProxyType(
    {"middle": middle, "chessboard": chessboard, "passes": passes}
)

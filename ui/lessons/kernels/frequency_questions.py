"""Questions about frequencies: what a kernel multiplies the slowest and the finest wave with."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.analysis import passing
from cnn_core.kernels import KERNELS, Kernel
from ui.frame.questions import Cell, Question, Registry, Slip, chosen, number_question, weights_of
from ui.models.convolution import Convolution
from ui.text.numbers import added, decimal, result, weights_sum

LOW, HIGH = "low", "high"
_DOES = {
    "low": "keeps slow changes and weakens fine stripes",
    "high": "removes flat areas and keeps fine detail",
    "band": "removes flat areas and the finest stripes, and keeps what lies between",
    "boost": "keeps slow changes and makes finer waves stronger",
    "all": "keeps all waves alike",
    "nothing": "removes all waves",
}


def middle(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for |H| in the middle: the absolute sum of the weights."""
    kernel = convolution.sliding
    weights = [Fraction(n, kernel.divisor) for row in kernel.numerators for n in row]
    slips: list[Slip] = [
        (sum(map(abs, weights)), "That adds the weights without their signs."),
        (max(map(abs, weights)), "That is the largest weight alone."),
        (len(weights), "That is the number of weights."),
        (1, "Only weights that sum to 1 or −1 leave the mean of an image as it is."),
        (0, "Only weights that sum to 0 remove the mean of an image."),
    ]
    text = f"What is |H| of “{kernel.title}” in the middle, at 0 waves down and 0 across?"
    written = weights_sum(kernel.numerators, kernel.divisor)
    sign = " without its sign" if kernel.sum < 0 else ""
    why = (
        "The wave of 0 waves is a flat area, so every weight meets the same value. |H| is the sum "
        f"of the weights{sign}: {written} {result(kernel.sum)}."
    )
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
        (abs(kernel.sum), "That is |H| of a flat area: here every second weight changes sign."),
        (
            abs(Fraction(totals[0], kernel.divisor)),
            "That leaves out the weights that meet −1.",
        ),
        (
            abs(Fraction(totals[1], kernel.divisor)),
            "That leaves out the weights that meet 1.",
        ),
        (answer * kernel.divisor, f"That forgets to divide by {kernel.divisor}."),
        (0, "Nothing is left only if both colours of the board weigh the same."),
    ]
    text = (
        "The finest wave is a chessboard: each pixel is 1 or −1, and its neighbours have the other "
        f"sign. What is |H| of “{kernel.title}” there?"
    )
    difference = added([decimal(totals[0]), decimal(-totals[1])])
    over = f"({difference}) / {kernel.divisor}" if kernel.divisor > 1 else difference
    why = (
        f"The weights over one colour sum to {_over(totals[0], kernel)}, those over the other to "
        f"{_over(totals[1], kernel)}. The second get a minus: |{over}| {result(answer)}."
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
    total = f"Its weights sum to {decimal(right.sum)}, so |H| is {decimal(abs(right.sum))} in the "
    why = f"{total}middle. It {_DOES[wanted]}."
    text = f"Which of these kernels is {wanted}-pass?"
    return chosen("passes", text, weights_of(right), wrong, why, rng)


FREQUENCY_QUESTIONS: Registry = MappingProxyType(
    {"middle": middle, "chessboard": chessboard, "passes": passes}
)

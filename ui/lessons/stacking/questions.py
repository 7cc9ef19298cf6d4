"""Questions about layers: how large the one kernel is, its weights, and what ReLU changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, ask, chosen, number_question
from ui.lessons.stacking.model import Detector, Stacked, exact_sum
from ui.text.numbers import decimal, result

Shown = Stacked | Detector
THREE_BY_THREE = 9


def _other_count(shown: Shown, rng: np.random.Generator) -> int:
    """Return a number of layers that is not on screen."""
    here = len(shown.kernels) if isinstance(shown, Stacked) else 3
    return int(rng.choice([n for n in range(2, 8) if n != here]))


def size_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how large the one kernel is that several 3x3 kernels make."""
    count = _other_count(shown, rng)
    side = 2 * count + 1

    def square(n: int) -> str:
        return f"{n}×{n}"

    wrong: list[Wrong] = [
        (square(3 * count), "Sides do not add up: each layer after the first adds only k − 1 = 2."),
        (square(3**count), "Sides do not multiply: each layer adds k − 1 = 2."),
        (square(3), "It grows: a cell reads cells that each read 3×3 themselves."),
        (square(2 * count - 1), "One layer is missing: the first is 3×3 already."),
    ]
    text = (
        f"{count} kernels of 3×3 follow each other. How large is the single kernel that does "
        "the same?"
    )
    why = f"3, and 2 more for each of the {count - 1} others: 3 + 2·{count - 1} = {side}."
    return chosen("size", text, square(side), wrong, why, rng)


def weights_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights a stack has where the one kernel has many more."""
    count = _other_count(shown, rng)
    side, answer = 2 * count + 1, THREE_BY_THREE * count
    slips: list[Slip] = [
        (side * side, f"That is the one {side}×{side} kernel, which reaches as far."),
        (THREE_BY_THREE**count, "Weights of layers are added up, not multiplied."),
        (THREE_BY_THREE, "Each layer has weights of its own."),
    ]
    text = (
        f"One {side}×{side} kernel has {side * side} weights. {count} kernels of 3×3 one after "
        "another cover as much: how many weights do they have together?"
    )
    why = f"{count}·9 = {answer}, and there is room for a ReLU after each."
    return number_question("weights", text, answer, slips, why, rng)


def sum_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the sum of the composed kernel's weights; None for detectors."""
    if not isinstance(shown, Stacked):
        return None
    sums = [one.sum for one in shown.kernels]
    answer = exact_sum(shown.kernels)
    slips: list[Slip] = [
        (sum(sums, Fraction(0)), "Sums multiply: every weight meets every other."),
        (max(sums), "The other kernels count as well."),
        (Fraction(len(sums)), "That counts the kernels."),
        (answer + 1, "A flat area of ones goes through all layers: multiply their sums."),
    ]
    listed = ", ".join(f"{one.title} ({decimal(one.sum)})" for one in shown.kernels)
    text = (
        f"The kernels' weights sum to: {listed}. To how much do the weights of the one composed "
        "kernel sum?"
    )
    product = "·".join(decimal(one) if one >= 0 else f"({decimal(one)})" for one in sums)
    why = f"A flat area of ones gives {product} {result(answer)}."
    return number_question("sum", text, answer, slips, why, rng)


ALWAYS = "Yes, for every image"


def relu_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask whether one kernel can replace layers with a ReLU, or without."""
    between = bool(rng.integers(2))
    larger, bias = "Yes, if it is made even larger", "Only together with a bias"
    no = "No: for no kernel"
    if between:
        wrong: list[Wrong] = [
            (ALWAYS, "That holds without ReLU: sliding kernels alone is linear."),
            (larger, "A larger kernel is linear too: twice the image gives twice the output."),
            (bias, "A bias shifts all values alike; ReLU changes only some."),
        ]
        answer, what = no, "with a ReLU between them"
        why = (
            "ReLU keeps positive numbers and sets negative ones to 0. No weighted sum of pixels "
            "can do that, because for the negated image it gives the negated map."
        )
    else:
        wrong = [
            (no, "That needs something between them that is not linear."),
            (larger, "A kernel as large as the field of both together is enough."),
            (bias, "Kernels without biases make one without a bias."),
        ]
        answer, what = ALWAYS, "with nothing between them"
        why = "Sliding is linear, and convolution is associative: it is their convolution."
    text = f"Two layers of 3×3 kernels, {what}: does one 5×5 kernel give the same map?"
    return chosen("relu", text, answer, wrong, why, rng)


def order_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what becomes of the map if the kernels change their order."""
    between = bool(rng.integers(2))
    same, negated = "It stays the same", "It is negated"
    other, smaller = "It becomes another map, in general", "It becomes smaller"
    answer = other if between else same
    wrong: list[Wrong] = [
        (
            same if between else other,
            "That holds with nothing between them."
            if between
            else "That needs a ReLU between them: convolution is commutative.",
        ),
        (negated, "No sign changes, because the same weights are used."),
        (smaller, "Both orders take away the same number of rows and columns."),
    ]
    what = "and there is a ReLU between them" if between else "and nothing is between them"
    text = (
        f"Two different kernels follow each other, {what}. You change their order. What "
        "happens to the map?"
    )
    why = (
        "What the ReLU drops depends on which kernel was there first."
        if between
        else "Both orders are the same one kernel: f ∗ h = h ∗ f."
    )
    return chosen("order", text, answer, wrong, why, rng)


def corner_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the answer of the detector in the chosen cell, from the maps it reads."""
    if not isinstance(shown, Detector):
        return None
    row, column = cell
    mix = (1, 1, 1, 1) if shown.squares else shown.mix
    last = shown.side - 1 if shown.squares else 0
    places = [(0, 0), (0, last), (last, 0), (last, last)]
    values = [
        Fraction(float(one[row + down, column + right]))
        for one, (down, right) in zip(shown.before, places, strict=True)
    ]
    threshold = Fraction(shown.second if shown.squares else shown.threshold)
    total = sum((w * v for w, v in zip(mix, values, strict=True)), Fraction(0))
    answer = max(total - threshold, Fraction(0)) if shown.between else total - threshold
    slips: list[Slip] = [
        (total, "That forgets the threshold."),
        (total - threshold, "ReLU is left out: a negative sum becomes 0."),
        (threshold - total, "The threshold is taken from the sum, not the sum from it."),
        (max(values), "All maps count, with their weights."),
    ]
    usable = [(value, why) for value, why in slips if value != answer]
    terms = ", ".join(
        f"{name} {decimal(v)} (weight {w})".replace("-", "−")
        for name, v, w in zip(shown.names, values, mix, strict=True)
    )
    ending = ", then ReLU" if shown.between else ""
    text = (
        f"Here the maps are {terms}. The threshold is {decimal(threshold)}{ending}. What is the "
        "result?"
    )
    after = f", after ReLU {decimal(answer)}" if shown.between and total < threshold else ""
    why = f"{decimal(total)} − {decimal(threshold)} = {decimal(total - threshold)}{after}."
    return number_question("corner", text, answer, usable, why, rng, hidden=cell)


Maker = Callable[[Shown, Cell, np.random.Generator], Question | None]
STACK_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "corner": corner_question,
        "size": size_question,
        "relu": relu_question,
        "sum": sum_question,
        "order": order_question,
        "weights": weights_question,
    }
)


def ask_stacking(shown: Shown, cell: Cell, seed: int) -> Question:
    """Return question number `seed` about what is on screen."""
    return ask(STACK_QUESTIONS, shown, cell, seed)

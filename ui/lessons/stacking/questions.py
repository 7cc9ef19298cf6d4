"""Questions about layers: how large the one kernel is, its weights, and what ReLU changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, ask, chosen, number_question
from ui.lessons.stacking.model import Detector, Stacked, exact_sum
from ui.lessons.stacking.words import questions as say
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
        (square(3 * count), say.SIDES_DO_NOT_ADD_UP_EACH_LAYER),
        (square(3**count), say.SIDES_DO_NOT_MULTIPLY_EACH),
        (square(3), say.GROWS_A_CELL_READS_CELLS),
        (square(2 * count - 1), say.ONE_LAYER_IS_MISSING_THE_FIRST),
    ]
    text = say.SIZE_QUESTION.format(count=count)
    why = say.SIZE_QUESTION_WHY.format(count_less_1=count - 1, side=side)
    return chosen("size", text, square(side), wrong, why, rng)


def weights_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights a stack has where the one kernel has many more."""
    count = _other_count(shown, rng)
    side, answer = 2 * count + 1, THREE_BY_THREE * count
    slips: list[Slip] = [
        (side * side, say.ONE_KERNEL_WHICH_REACHES.format(side=side)),
        (THREE_BY_THREE**count, say.WEIGHTS_OF_LAYERS_ARE_ADDED_UP),
        (THREE_BY_THREE, say.EACH_LAYER_HAS_WEIGHTS),
    ]
    text = say.WEIGHTS_QUESTION.format(side=side, product=side * side, count=count)
    why = say.WEIGHTS_QUESTION_WHY.format(count=count, answer=answer)
    return number_question("weights", text, answer, slips, why, rng)


def sum_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the sum of the composed kernel's weights; None for detectors."""
    if not isinstance(shown, Stacked):
        return None
    sums = [one.sum for one in shown.kernels]
    answer = exact_sum(shown.kernels)
    slips: list[Slip] = [
        (sum(sums, Fraction(0)), say.SUMS_MULTIPLY_EVERY_WEIGHT),
        (max(sums), say.OTHER_KERNELS_COUNT_AS_WELL),
        (Fraction(len(sums)), say.COUNTS_THE_KERNELS),
        (answer + 1, say.FLAT_AREA_OF_ONES_GOES_THROUGH),
    ]
    listed = ", ".join(f"{one.title} ({decimal(one.sum)})" for one in shown.kernels)
    text = say.SUM_QUESTION.format(listed=listed)
    product = "·".join(decimal(one) if one >= 0 else f"({decimal(one)})" for one in sums)
    why = say.SUM_QUESTION_WHY.format(product=product, result=result(answer))
    return number_question("sum", text, answer, slips, why, rng)


ALWAYS = say.YES_FOR_EVERY_IMAGE


def relu_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask whether one kernel can replace layers with a ReLU, or without."""
    between = bool(rng.integers(2))
    larger, bias = say.YES_IF_IT_IS_MADE_EVEN_LARGER, say.ONLY_TOGETHER_WITH_A_BIAS
    no = say.NO_FOR_NO_KERNEL
    if between:
        wrong: list[Wrong] = [
            (ALWAYS, say.HOLDS_WITHOUT_RELU_SLIDING),
            (larger, say.LARGER_KERNEL_IS_LINEAR_TOO),
            (bias, say.BIAS_SHIFTS_ALL_VALUES_ALIKE),
        ]
        answer, what = no, say.WITH_A_RELU_BETWEEN_THEM
        why = say.RELU_QUESTION_WHY
    else:
        wrong = [
            (no, say.NEEDS_SOMETHING_BETWEEN_THEM),
            (larger, say.KERNEL_AS_LARGE_AS_THE_FIELD),
            (bias, say.KERNELS_WITHOUT_BIASES_MAKE),
        ]
        answer, what = ALWAYS, say.WITH_NOTHING_BETWEEN_THEM
        why = say.SLIDING_IS_LINEAR
    text = say.RELU_QUESTION.format(what=what)
    return chosen("relu", text, answer, wrong, why, rng)


def order_question(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what becomes of the map if the kernels change their order."""
    between = bool(rng.integers(2))
    same, negated = say.STAYS_THE_SAME, "It is negated"
    other, smaller = say.BECOMES_ANOTHER_MAP_IN_GENERAL, "It becomes smaller"
    answer = other if between else same
    wrong: list[Wrong] = [
        (
            same if between else other,
            say.HOLDS_WITH_NOTHING_BETWEEN if between else say.NEEDS_A_RELU_BETWEEN_THEM,
        ),
        (negated, say.NO_SIGN_CHANGES_BECAUSE),
        (smaller, say.BOTH_ORDERS_TAKE_AWAY_THE_SAME),
    ]
    what = say.RELU_BETWEEN_THEM if between else say.NOTHING_IS_BETWEEN_THEM
    text = say.ORDER_QUESTION.format(what=what)
    why = say.ORDER_QUESTION_WHY if between else say.BOTH_ORDERS_ARE_THE_SAME_ONE
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
        (total, say.FORGETS_THE_THRESHOLD),
        (total - threshold, say.RELU_IS_LEFT_OUT_A_NEGATIVE),
        (threshold - total, say.THRESHOLD_IS_TAKEN_FROM),
        (max(values), say.ALL_MAPS_COUNT_WITH_THEIR),
    ]
    usable = [(value, why) for value, why in slips if value != answer]
    terms = ", ".join(
        f"{name} {decimal(v)} (weight {w})".replace("-", "−")
        for name, v, w in zip(shown.names, values, mix, strict=True)
    )
    ending = say.AND_A_RELU_FOLLOWS if shown.between else ""
    text = say.CORNER_QUESTION.format(terms=terms, threshold=decimal(threshold), ending=ending)
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

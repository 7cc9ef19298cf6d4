"""Questions on a pooled row or volume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.geometry import output_size
from cnn_core.ops import POOLINGS
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.pooling.blocks import Block
from ui.lessons.pooling.words import questions as say
from ui.text.numbers import decimal, result
from ui.text.worked_examples import pooled_cells

LONG = (9, 10, 12, 14, 20)  # numbers of the row that a question asks about


def value(shown: Block, _: Cell, rng: np.random.Generator) -> Question:
    """Ask what one window becomes; its place is hidden as column of row 0."""
    lively = [k for k, cells in enumerate(shown.cells) if len({*cells.tolist()}) > 1]
    place = int(rng.choice(lively or [0]))
    numbers = [int(n) for n in shown.cells[place]]
    slips: list[Slip] = [
        (
            Fraction(float(one.forward([[numbers]], (1, len(numbers)))[0, 0, 0])).limit_denominator(
                10**9
            ),
            say.WHAT_GIVES.format(title=one.title),
        )
        for name, one in POOLINGS.items()
        if name != shown.kind
    ]
    slips += [
        (sum(numbers), say.SUM_OF_THE_WINDOW),
        (numbers[0], say.FIRST_NUMBER_THE_OTHERS_COUNT),
    ]
    answer = shown.value(place)
    written = [decimal(n) for n in numbers]
    text = say.VALUE.format(names=", ".join(written), title=shown.pooling.title)
    why = f"{pooled_cells(shown.pooling, written)} {result(answer)}."
    return number_question("value", text, answer, slips, why, rng, hidden=(0, place))


def length(shown: Block, _: Cell, rng: np.random.Generator) -> Question:
    """Ask how many windows stand in a row."""
    side, step = shown.side, shown.step
    long = int(rng.choice([one for one in LONG if one >= side and one not in shown.shape]))
    answer = output_size(long, side, stride=step)
    slips: list[Slip] = [
        (long - side + 1, say.FOR_STRIDE),
        (long // side, say.FOR_WINDOWS_SIDE_BY_SIDE),
        (answer + 1, say.LAST_OF_THEM_WOULD_READ_BEYOND),
        (-(-long // step), say.WINDOWS_AT_THE_END_NEED_ALL),
        (long, say.WINDOW_MUST_STAY_INSIDE),
    ]
    text = say.LENGTH.format(long=long, side=side, step=step)
    why = f"⌊({long} − {side}) / {step}⌋ + 1 = {answer}."
    return number_question("length", text, answer, slips, why, rng)


def eighth(shown: Block, _: Cell, rng: np.random.Generator) -> Question:
    """Ask what part of the numbers is left along one, two and three axes."""
    axes, halved = (("one axis", 2), ("two axes", 4), ("three axes", 8))[int(rng.integers(3))]
    wrong: list[Wrong] = [
        (f"1 of {part}", f"That is for {named}.")
        for named, part in (("one axis", 2), ("two axes", 4), ("three axes", 8))
        if part != halved
    ]
    wrong += [
        ("1 of 3", say.EACH_AXIS_IS_HALVED_SO),
        ("1 of 6", say.HALVES_OF_THE_AXES_MULTIPLY),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = say.EIGHTH.format(axes=axes)
    product = "·".join(["2"] * {2: 1, 4: 2, 8: 3}[halved])
    why = say.EIGHTH_WHY.format(product=product)
    return chosen("part", text, f"1 of {halved}", wrong, why, rng)


BLOCK_QUESTIONS: Mapping[str, Callable[[Block, Cell, np.random.Generator], Question]] = (
    MappingProxyType({"value": value, "length": length, "part": eighth})
)

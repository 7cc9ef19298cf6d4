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
            f"That is what “{one.title}” gives.",
        )
        for name, one in POOLINGS.items()
        if name != shown.kind
    ]
    slips += [
        (sum(numbers), "That is the sum of the window."),
        (numbers[0], "That is the first number. The others count, too."),
    ]
    answer = shown.value(place)
    written = [decimal(n) for n in numbers]
    text = f"A window holds {', '.join(written)}. What does “{shown.pooling.title}” give?"
    why = f"{pooled_cells(shown.pooling, written)} {result(answer)}."
    return number_question("value", text, answer, slips, why, rng, hidden=(0, place))


def length(shown: Block, _: Cell, rng: np.random.Generator) -> Question:
    """Ask how many windows stand in a row."""
    side, step = shown.side, shown.step
    long = int(rng.choice([one for one in LONG if one >= side and one not in shown.shape]))
    answer = output_size(long, side, stride=step)
    slips: list[Slip] = [
        (long - side + 1, "That is for stride 1."),
        (long // side, "That is for windows side by side."),
        (answer + 1, "The last of them would read beyond the end."),
        (-(-long // step), "Windows at the end need all their numbers, too."),
        (long, "A window must stay inside the row."),
    ]
    text = (
        f"A row of {long} numbers is pooled with windows of {side} and stride {step}. "
        "How many numbers are left?"
    )
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
        ("1 of 3", "Each axis is halved, so the part is a power of 2."),
        ("1 of 6", "The halves of the axes multiply. They are not added."),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = f"Windows of 2 with stride 2 pool along {axes}. Which part of the numbers is left?"
    product = "·".join(["2"] * {2: 1, 4: 2, 8: 3}[halved])
    why = f"Each axis keeps one of 2, so {product} numbers become 1."
    return chosen("part", text, f"1 of {halved}", wrong, why, rng)


BLOCK_QUESTIONS: Mapping[str, Callable[[Block, Cell, np.random.Generator], Question]] = (
    MappingProxyType({"value": value, "length": length, "part": eighth})
)

"""Questions about two short lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.lists import Lists, N
from ui.lessons.one_dimension.words import questions as say
from ui.text.numbers import bracketed, decimal, result


def _said(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(decimal, numbers))


def sum_question(shown: Lists, _: Cell, rng: np.random.Generator) -> Question:
    """Ask for the sum at a place where several numbers meet, best not where the lesson opens."""
    several = [n for n in range(len(shown.result)) if len(shown.terms(n)) > 1] or [0]
    place = int(rng.choice([n for n in several if n != N.default] or several))
    other = Lists(shown.a, shown.b[::-1], shown.way)
    terms = shown.terms(place)
    slips: list[Slip] = [
        (
            int(other.result[place]),
            say.WITHOUT_THE_TURN if shown.turns else say.WITH_B_TURNED_AROUND,
        ),
        (terms[0][0] * terms[0][1], say.ONLY_THE_FIRST_PRODUCT),
        (sum(m + n for m, n in terms), say.ADDS_THE_NUMBERS_INSTEAD),
    ]
    turned = say.TURNED_AROUND_AND_SLID if shown.turns else say.SLID_AS
    text = say.SUM_QUESTION.format(
        said=_said(shown.a), said_2=_said(shown.b), turned=turned, place=place
    )
    sums = " + ".join(f"{bracketed(decimal(m))}·{bracketed(decimal(n))}" for m, n in terms)
    total = int(shown.result[place])
    why = f"{sums} {result(total)}."
    return number_question("sum", text, total, slips, why, rng, hidden=(0, place))


def length_question(shown: Lists, _: Cell, rng: np.random.Generator) -> Question:
    """Ask how long the result is."""
    a, b = len(shown.a), len(shown.b)
    right = a + b - 1
    wrong: list[Wrong] = [
        (str(a + b), say.OFF_BY_ONE_AT_THE_FIRST_PLACE),
        (str(max(a, b)), say.THEN_THE_PLACES_WHERE_ONLY),
        (str(a * b), say.COUNTS_THE_PRODUCTS_THE_SUMS),
        (str(a), say.LENGTH_OF_A_ALONE),
    ]
    text = say.LENGTH_QUESTION.format(a=a, b=b)
    why = say.LENGTH_QUESTION_WHY.format(a=a, b=b, right=right)
    return chosen("length", text, str(right), wrong, why, rng)


LIST_QUESTIONS: Mapping[str, Callable[[Lists, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"sum": sum_question, "length": length_question})
)

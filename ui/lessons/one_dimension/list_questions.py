"""Questions about two short lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.lists import Lists, N
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
            "That is without the turn." if shown.turns else "That is with b turned around.",
        ),
        (terms[0][0] * terms[0][1], "That is only the first product."),
        (sum(m + n for m, n in terms), "That adds the numbers instead of multiplying them."),
    ]
    turned = "turned around and slid" if shown.turns else "slid as it is"
    text = (
        f"The list a is {_said(shown.a)}. The list b is {_said(shown.b)}. It is {turned} to place "
        f"{place}. What is the sum of the products there?"
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
        (str(a + b), "Off by one: at the first place one number of each list meets already."),
        (str(max(a, b)), "Then the places where only a part of the lists meets are missing."),
        (str(a * b), "That counts the products. The sums are fewer."),
        (str(a), "That is the length of a alone."),
    ]
    text = f"The list a has {a} numbers, the list b has {b}. How many does the result have?"
    why = f"{a} + {b} − 1 = {right}: from the first place where they meet to the last."
    return chosen("length", text, str(right), wrong, why, rng)


LIST_QUESTIONS: Mapping[str, Callable[[Lists, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"sum": sum_question, "length": length_question})
)

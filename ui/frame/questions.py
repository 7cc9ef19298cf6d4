"""Questions of a lesson's *Predict* part: made from the present settings, marked by the core.

`ask` picks one; which there are is said by the lessons' registries, such as `ui.window.questions`
and `ui.kernels.questions`. The same settings and seed always give the same question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from cnn_core.kernels import Kernel
from ui.models.convolution import Convolution
from ui.text.numbers import MINUS, decimal, rounded

Cell = tuple[int, int]
Wrong = tuple[str, str]  # a wrong choice, and why it is wrong
Slip = tuple[Fraction | int, str]  # the number a usual mistake gives, and which mistake that is
Count = tuple[int, str]  # a wrong number of things, and which mistake gives it

WRONG_CHOICES = 3
BREAK = "  \n"  # of a line, in Markdown


@dataclass(frozen=True)
class Question:
    """One question with its choices, of which exactly one is right."""

    kind: str
    text: str
    choices: tuple[str, ...]
    answer: int  # index of the right choice
    explanation: str  # the arithmetic with its numbers
    misconceptions: Mapping[int, str] = field(default_factory=dict)  # wrong choice -> why
    hidden: Cell | None = None  # the cell of the map that stays covered until it is answered


Maker = Callable[[Convolution, Cell, np.random.Generator], Question | None]
Registry = Mapping[str, Maker]
Shown = TypeVar("Shown")  # what a lesson's questions are about: a convolution, or its own


def ask(
    registry: Mapping[str, Callable[[Shown, Cell, np.random.Generator], Question | None]],
    shown: Shown,
    cell: Cell,
    seed: int,
    kind: str | None = None,
) -> Question:
    """Return a question of this kind, or of any kind the settings allow if it has none.

    `cell` is the chosen cell (row, column) of the map or picture; seed >= 0. Errors: an unknown
    kind; a cell outside.
    """
    if kind is not None and kind not in registry:
        raise ValueError(f'there is no question "{kind}": the kinds are {", ".join(registry)}')
    names = list(registry)
    # Question 1 is of the first kind, the next of the second: no two in a row are alike.
    order = [names[(seed - 1 + k) % len(names)] for k in range(len(names))]
    for name in [kind, *order] if kind else order:
        rng = np.random.default_rng([seed, names.index(name)])
        question = registry[name](shown, cell, rng)
        if question:
            return question
    raise ValueError("no question fits these settings")


def offered(
    registry: Mapping[str, Callable[[Shown, Cell, np.random.Generator], Question | None]],
    shown: Shown,
    cell: Cell,
) -> tuple[str, ...]:
    """Return the kinds of question that these settings allow."""
    rng = np.random.default_rng
    return tuple(name for name, make in registry.items() if make(shown, cell, rng(0)))


def chosen(
    kind: str,
    text: str,
    answer: str,
    wrong: Sequence[Wrong],
    explanation: str,
    rng: np.random.Generator,
    hidden: Cell | None = None,
) -> Question:
    """Return the question with the first wrong choices that differ from all others, shuffled."""
    reasons = {answer: ""}
    for choice, why in wrong:
        if len(reasons) <= WRONG_CHOICES:
            reasons.setdefault(choice, why)
    choices = tuple(list(reasons)[k] for k in rng.permutation(len(reasons)))
    right = choices.index(answer)
    why_not = {k: reasons[choice] for k, choice in enumerate(choices) if k != right}
    return Question(kind, text, choices, right, explanation, MappingProxyType(why_not), hidden)


def number_question(
    kind: str,
    text: str,
    answer: Fraction | int,
    slips: Sequence[Slip],
    explanation: str,
    rng: np.random.Generator,
    hidden: Cell | None = None,
) -> Question:
    """Return the question whose choices are numbers: the answer and what usual mistakes give.

    Where mistakes give too few different numbers, numbers around the answer complete them.
    """
    candidates = [*(slips[k] for k in rng.permutation(len(slips))), *_around(Fraction(answer))]
    printed, wrong = {decimal(answer)}, []
    for value, why in candidates:
        if decimal(value) not in printed:
            printed.add(decimal(value))
            wrong.append((rounded(value), why))
    return chosen(kind, text, rounded(answer), wrong, explanation, rng, hidden)


def _around(answer: Fraction | int) -> list[Slip]:
    """Return numbers near the answer, of its sign, and on which side of it each lies.

    They lie 10 away from 100 on, closer to a small fraction, else 1. They are no usual mistakes.
    """
    size = abs(Fraction(answer))
    step = Fraction(10 if size >= 100 else 1)
    while size.denominator > 1 and step > max(size / 2, Fraction(1, 100)):
        step /= 10
    near = [side * k * step for k in (1, 2, 3) for side in (1, -1)]
    return [
        (answer + by, f"This is {decimal(abs(by))} too {'large' if by > 0 else 'small'}.")
        for by in near
        if (answer + by) * (answer or 1) >= 0
    ]


def counted(
    kind: str,
    text: str,
    answer: int,
    slips: Sequence[tuple[int, str]],
    why: str,
    rng: np.random.Generator,
) -> Question:
    """Return the question whose choices are whole numbers: the answer and what mistakes give."""
    wrong: list[Wrong] = [(whole(slips[k][0]), slips[k][1]) for k in rng.permutation(len(slips))]
    wrong += [
        (whole(answer + by), f"Off by {abs(by)}: count once more.")
        for by in (1, -1, 2, 3)
        if answer + by >= 0
    ]
    return chosen(kind, text, whole(answer), wrong, why, rng)


def count_question(
    kind: str,
    text: str,
    answer: int,
    slips: Sequence[Count],
    explanation: str,
    rng: np.random.Generator,
) -> Question:
    """Return the question whose choices are counts: the answer and what usual mistakes give."""
    wrong: list[Wrong] = [(str(slips[k][0]), slips[k][1]) for k in rng.permutation(len(slips))]
    near = [answer + by for by in (1, -1, 2, 3)]
    wrong += [
        (str(one), f"Off by {abs(one - answer)}: count once more.") for one in near if one >= 0
    ]
    return chosen(kind, text, str(answer), wrong, explanation, rng)


def whole(number: int) -> str:
    """Write a whole number with its thousands apart: "−1,024"."""
    return f"{number:,}".replace("-", MINUS)


def weights_of(kernel: Kernel) -> str:
    """Write a kernel as Markdown: each row on its own line, then "all divided by 4"."""
    rows = rows_of(kernel.numerators)
    return rows if kernel.divisor == 1 else f"{rows}{BREAK}all divided by {kernel.divisor}"


def rows_of(table: Sequence[Sequence[int]]) -> str:
    """Write whole numbers as Markdown, each row on its own line."""
    return BREAK.join(" ".join(map(decimal, row)) for row in table)

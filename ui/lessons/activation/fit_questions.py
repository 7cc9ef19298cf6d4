"""Questions about two layers with and without an activation between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Wrong, chosen
from ui.lessons.activation.fit import Fits
from ui.text.numbers import MINUS


def _line(slope: int, start: int) -> str:
    sign = MINUS if start < 0 else "+"
    return f"{slope}x" + (f" {sign} {abs(start)}" if start else "")


def line_question(_: Fits, __: Cell, rng: np.random.Generator) -> Question:
    """Ask for the one line that two layers without an activation are."""
    inner, outer, bias, last = (int(n) for n in rng.integers(2, 6, 4))
    answer = _line(outer * inner, outer * bias - last)
    wrong: list[Wrong] = [
        (
            _line(outer * inner, bias - last),
            "The second layer also multiplies the first bias.",
        ),
        (_line(outer + inner, outer * bias - last), "The weights are multiplied, not added."),
        (_line(outer * inner, outer * bias), "The bias of the second layer is missing."),
    ]
    text = (
        f"The first layer computes {_line(inner, bias)}. The second one multiplies this by {outer} "
        f"and subtracts {last}. No activation stands between them. Which one layer does the same?"
    )
    why = f"{outer}·({_line(inner, bias)}) {MINUS} {last} = {answer}."
    return chosen("line", text, answer, wrong, why, rng)


def bends_question(_: Fits, __: Cell, rng: np.random.Generator) -> Question:
    """Ask how many bends ReLU units give a curve."""
    units = int(rng.integers(3, 9))
    wrong: list[Wrong] = [
        (str(units - 1), "Each hidden unit has a bend of its own, also the last one."),
        (str(units + 1), "That is the number of straight pieces."),
        ("1", "That would be one hidden unit."),
        (str(2 * units), "A ReLU bends once, where its input is 0."),
    ]
    text = (
        f"Two layers have {units} hidden units with ReLU between them, and one input x. How many "
        "bends can their curve have at most?"
    )
    why = f"Each ReLU bends at one place: {units} units, at most {units} bends."
    return chosen("bends", text, str(units), wrong, why, rng)


FIT_QUESTIONS: Mapping[str, Callable[[Fits, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"line": line_question, "bends": bends_question})
)

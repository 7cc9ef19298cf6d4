"""Questions about two layers with and without an activation between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Wrong, chosen
from ui.lessons.activation.fit import Fits
from ui.lessons.activation.questions import linear


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
    MappingProxyType({"linear": linear, "bends": bends_question})
)

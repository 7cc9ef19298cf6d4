"""Questions about two layers with and without an activation between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Wrong, chosen
from ui.lessons.activation.fit import Fits
from ui.lessons.activation.questions import linear
from ui.lessons.activation.words import questions as say


def bends_question(_: Fits, __: Cell, rng: np.random.Generator) -> Question:
    """Ask how many bends ReLU units give a curve."""
    units = int(rng.integers(3, 9))
    wrong: list[Wrong] = [
        (str(units - 1), say.EACH_HIDDEN_UNIT_HAS_A_BEND),
        (str(units + 1), say.NUMBER_OF_STRAIGHT_PIECES),
        ("1", say.WOULD_BE_ONE_HIDDEN_UNIT),
        (str(2 * units), say.RELU_BENDS_ONCE_WHERE),
    ]
    text = say.BENDS_QUESTION.format(units=units)
    why = say.BENDS_QUESTION_WHY.format(units=units)
    return chosen("bends", text, str(units), wrong, why, rng)


FIT_QUESTIONS: Mapping[str, Callable[[Fits, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"linear": linear, "bends": bends_question})
)

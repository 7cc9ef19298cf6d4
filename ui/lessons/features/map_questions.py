"""What the lesson asks about the maps of one score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, counted, number_question
from ui.lessons.features.model import Shown
from ui.lessons.features.where import Looking, Maps
from ui.text.numbers import bracketed, decimal


@dataclass(frozen=True, eq=False)
class Seen:
    """What is on screen when a question about maps is asked."""

    shown: Shown
    looking: Looking
    maps: Maps


Maker = Callable[[Seen, Cell, np.random.Generator], Question | None]


def answers_needed(seen: Seen, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many answers of the network an occlusion map takes."""
    side, size, stride = (
        seen.shown.input.image.shape[1],
        seen.looking.size,
        seen.looking.stride,
    )
    along = (side - size) // stride + 1
    return counted(
        "answers",
        f"A patch of {size}×{size} pixels moves over an image of {side}×{side} in steps of "
        f"{stride}. How many covered images must the network read?",
        along**2,
        [
            (along, "This counts the places along one side. The patch moves down as well."),
            (side**2, "The patch stays inside the image, so it has fewer places than pixels."),
            ((side // size) ** 2, "Patches may overlap here."),
        ],
        f"Along one side there are ({side} − {size}) / {stride} + 1 places, rounded down: {along}. "
        f"So there are {along}·{along} = {along**2:,} covered images.",
        rng,
    )


def covered_logit(seen: Seen, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the logit with a patch covered, from the map."""
    values = seen.maps.maps["occlusion"]
    order = np.argsort(-np.abs(values), axis=None)[: max(1, values.size // 4)]
    drop = _rounded(float(values.flat[order[int(rng.integers(len(order)))]]))
    logit = _rounded(float(seen.shown.logits[seen.looking.unit]))
    if drop == 0:
        return None
    name = seen.shown.opened.classes[seen.looking.unit]
    return number_question(
        "covered",
        f"The logit of **{name}** is {decimal(logit)}. The occlusion map is {decimal(drop)} at "
        "one place. What is the logit when the patch covers this place?",
        logit - drop,
        [
            (logit + drop, "The map shows the drop, so it must be taken away."),
            (drop, "The map shows the difference of two logits, not the logit itself."),
            (logit, "A value that is not 0 means that the logit changes."),
        ],
        "The map shows the logit of the image minus the logit with the patch. So the second one "
        f"is {decimal(logit)} − {bracketed(decimal(drop))} = {decimal(logit - drop)}.",
        rng,
    )


def _rounded(value: float) -> Fraction:
    return Fraction(round(value, 2)).limit_denominator(100)


MAP_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"answers": answers_needed, "covered": covered_logit}
)

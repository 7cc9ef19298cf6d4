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
from ui.lessons.features.words import questions as say
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
        say.PATCH_OF_PIXELS_MOVES_OVER.format(size=size, side=side, stride=stride),
        along**2,
        [
            (along, say.COUNTS_THE_PLACES_ALONG_ONE),
            (side**2, say.PATCH_STAYS_INSIDE_THE_IMAGE),
            ((side // size) ** 2, say.PATCHES_MAY_OVERLAP_HERE),
        ],
        say.ALONG_ONE_SIDE_THERE.format(
            side=side, size=size, stride=stride, along=along, power=along**2
        ),
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
        say.LOGIT_OF_IS_THE_OCCLUSION_MAP.format(
            name=name, logit=decimal(logit), drop=decimal(drop)
        ),
        logit - drop,
        [
            (logit + drop, say.MAP_SHOWS_THE_DROP_SO_IT_MUST),
            (drop, say.MAP_SHOWS_THE_DIFFERENCE),
            (logit, say.VALUE_THAT_IS_NOT_MEANS),
        ],
        say.MAP_SHOWS_THE_LOGIT.format(
            logit=decimal(logit),
            bracketed=bracketed(decimal(drop)),
            difference=decimal(logit - drop),
        ),
        rng,
    )


def _rounded(value: float) -> Fraction:
    return Fraction(round(value, 2)).limit_denominator(100)


MAP_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"answers": answers_needed, "covered": covered_logit}
)

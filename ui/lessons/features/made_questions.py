"""What the lesson asks about a picture that was made for a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, chosen, number_question
from ui.lessons.features.found import Found
from ui.lessons.features.made import Made, Making
from ui.lessons.features.model import Shown
from ui.lessons.features.words import questions as say
from ui.text.numbers import MINUS, decimal


@dataclass(frozen=True, eq=False)
class Grown:
    """What is on screen when a question about a made picture is asked."""

    shown: Shown
    making: Making
    found: Found
    both: tuple[Made, Made]


Maker = Callable[[Grown, Cell, np.random.Generator], Question | None]


def largest_value(grown: Grown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which picture has the largest value at the end."""
    best = float(grown.found.sheets[grown.making.sheet].values[grown.making.unit, 0])
    values = {
        say.PICTURE_MADE_WITH_RESTRAINTS: float(grown.both[0].values[-1]),
        say.PICTURE_MADE_WITHOUT_THEM: float(grown.both[1].values[-1]),
        say.BEST_WINDOW_THAT_WAS_FOUND: best,
    }
    order = sorted(values, key=lambda name: -values[name])
    if values[order[0]] == values[order[1]]:
        return None
    said = {name: f"{value:.1f}".replace("-", MINUS) for name, value in values.items()}
    wrong = [(name, say.ITS_VALUE_IS_ONLY.format(said=said[name])) for name in order[1:]]
    return chosen(
        "largest",
        say.WHICH_OF_THESE_HAS_THE_LARGEST,
        order[0],
        wrong,
        say.ITS_VALUE_IS_THE_LARGEST.format(said=said[order[0]]),
        rng,
    )


def decayed_pixel(grown: Grown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what the decay leaves of a pixel."""
    percent = round(100 * grown.making.decay)
    if percent == 0:
        return None
    value = Fraction(int(rng.integers(2, 10)), 10)
    left = value * (100 - percent) / 100
    return number_question(
        "decay",
        say.PIXEL_IS_AFTER_THE_GRADIENTS.format(value=decimal(value), percent=percent),
        left,
        [
            (value * percent / 100, say.WHAT_THE_DECAY_TAKES_AWAY),
            (value * (100 + percent) / 100, say.DECAY_MAKES_A_PIXEL_SMALLER),
            (value - Fraction(percent, 100), say.DECAY_TAKES_A_SHARE),
        ],
        say.PIXEL_KEEPS_SO_IS_LEFT.format(difference=100 - percent, left=decimal(left)),
        rng,
    )


MADE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"largest": largest_value, "decay": decayed_pixel}
)

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
        "the picture made with restraints": float(grown.both[0].values[-1]),
        "the picture made without them": float(grown.both[1].values[-1]),
        "the best window that was found": best,
    }
    order = sorted(values, key=lambda name: -values[name])
    if values[order[0]] == values[order[1]]:
        return None
    said = {name: f"{value:.1f}".replace("-", MINUS) for name, value in values.items()}
    wrong = [(name, f"Its value is only {said[name]}.") for name in order[1:]]
    return chosen(
        "largest",
        "Which of these has the largest value after the last step?",
        order[0],
        wrong,
        f"Its value is {said[order[0]]}, the largest of the three. What raises a value most need "
        "not look like a real picture.",
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
        f"A pixel is {decimal(value)} after the gradient's step. The decay takes {percent} % of "
        "it. What is left before the blur?",
        left,
        [
            (value * percent / 100, "This is what the decay takes away."),
            (value * (100 + percent) / 100, "The decay makes a pixel smaller, not larger."),
            (value - Fraction(percent, 100), "The decay takes a share of the pixel."),
        ],
        f"The pixel keeps {100 - percent} %, so {decimal(left)} is left.",
        rng,
    )


MADE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"largest": largest_value, "decay": decayed_pixel}
)

"""What the lesson asks, from the network, the picture and its changes on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, chosen, counted
from ui.lessons.features.fooling import WHITE, Fooled
from ui.lessons.features.model import Shown


@dataclass(frozen=True, eq=False)
class Asked:
    """What is on screen when a question is asked."""

    shown: Shown
    fooled: Fooled


Maker = Callable[[Asked, Cell, np.random.Generator], Question | None]


def random_answer(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what random signs of the amount on screen do."""
    shown, found = asked.shown, asked.fooled
    at = found.levels.index(shown.level)
    names = shown.opened.classes
    answers = [int(one[at].argmax()) for one in (found.probabilities, found.random_probabilities)]
    if shown.level == 0 or answers[0] == shown.best or answers[1] != shown.best:
        return None
    share = 100 * found.random_probabilities[at, answers[1]]
    others = [k for k in range(len(names)) if k not in answers]
    wrong = [
        (names[answers[0]], "This is what the signs of the gradient do. They have a direction."),
        *(
            (names[int(k)], "Random signs raise some scores and lower others, by little.")
            for k in rng.choice(others, min(2, len(others)), replace=False)
        ),
    ]
    return chosen(
        "random",
        f"Every pixel changes by {shown.level} grey level{'s' * (shown.level != 1)}, up or down at "
        "random. Which class does the network name then?",
        names[answers[1]],
        wrong,
        f"It still names {names[answers[1]]}, with {share:.0f} %. Random changes mostly cancel "
        "in a sum. Changes along the signs all push in one direction.",
        rng,
    )


def moved_pixel(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what becomes of one pixel."""
    level = asked.shown.level or 26
    value = int(rng.integers(0, WHITE + 1))
    up = bool(rng.integers(0, 2))
    if rng.random() < 0.5:  # often one that reaches the end of the range
        value = WHITE - level // 2 if up else level // 2
    free = value + level if up else value - level
    result = min(max(free, 0), WHITE)
    sign = "positive" if up else "negative"
    why = f"{value} {'+' if up else '−'} {level} = {free}".replace("-", "−")
    if free != result:
        why += f", and a pixel stays within 0 and {WHITE}. So it is {result}"
    return counted(
        "pixel",
        f"A pixel is {value} of {WHITE}, and the sign of its gradient is {sign}. What is it after "
        f"one step of FGSM with {level} grey levels, away from its class?",
        result,
        [
            (max(2 * value - free, 0), "This goes against the sign, so the loss would fall."),
            (abs(free), "A pixel has no value below 0 or above 255."),
            (value, "The pixel moves by the whole amount, whatever the size of its gradient."),
        ],
        f"{why}.",
        rng,
    )


def smallest_amount(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask between which amounts the answer turns."""
    turns = asked.fooled.turns
    if turns is None:
        return None
    levels = asked.fooled.levels
    ends = [0, 5, 10, 20, 40, levels[-1]] if levels[-1] > 20 else list(levels)
    ranges = [(low + 1, high) for low, high in pairwise(ends)]
    names = {one: f"{one[0]} to {one[1]}" if one[0] < one[1] else str(one[1]) for one in ranges}
    right = next(one for one in ranges if one[0] <= turns <= one[1])
    wrong = [
        (
            names[one],
            "At these amounts another class has been reached already."
            if one[0] > turns
            else "At these amounts the network still names the class of the image.",
        )
        for one in ranges
        if one != right
    ]
    order = rng.permutation(len(wrong))
    return chosen(
        "smallest",
        "Each pixel changes along its sign. At how many grey levels does the network first name "
        "another class?",
        names[right],
        [wrong[k] for k in order],
        f"It names another class from {turns} of {WHITE} grey levels on. The curve of the "
        "probability shows it.",
        rng,
    )


FEATURES_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"random": random_answer, "pixel": moved_pixel, "smallest": smallest_amount}
)

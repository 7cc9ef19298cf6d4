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
from ui.lessons.features.words import questions as say


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
        (names[answers[0]], say.WHAT_THE_SIGNS_OF_THE_GRADIENT),
        *(
            (names[int(k)], say.RANDOM_SIGNS_RAISE_SOME_SCORES)
            for k in rng.choice(others, min(2, len(others)), replace=False)
        ),
    ]
    return chosen(
        "random",
        say.EVERY_PIXEL_CHANGES_BY_GREY.format(level=shown.level, value="s" * (shown.level != 1)),
        names[answers[1]],
        wrong,
        say.STILL_NAMES_WITH_RANDOM.format(names=names[answers[1]], share=share),
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
        why += say.PIXEL_STAYS_WITHIN_AND_SO.format(white=WHITE, result=result)
    return counted(
        "pixel",
        say.PIXEL_IS_OF_AND_THE_SIGN.format(value=value, white=WHITE, sign=sign, level=level),
        result,
        [
            (max(2 * value - free, 0), say.GOES_AGAINST_THE_SIGN_SO),
            (abs(free), say.PIXEL_HAS_NO_VALUE_BELOW_OR),
            (value, say.PIXEL_MOVES_BY_THE_WHOLE),
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
            say.AT_THESE_AMOUNTS_ANOTHER_CLASS
            if one[0] > turns
            else say.AT_THESE_AMOUNTS_THE_NETWORK,
        )
        for one in ranges
        if one != right
    ]
    order = rng.permutation(len(wrong))
    return chosen(
        "smallest",
        say.EACH_PIXEL_CHANGES_ALONG,
        names[right],
        [wrong[k] for k in order],
        say.NAMES_ANOTHER_CLASS_FROM.format(turns=turns, white=WHITE),
        rng,
    )


FEATURES_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"random": random_answer, "pixel": moved_pixel, "smallest": smallest_amount}
)

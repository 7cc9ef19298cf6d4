"""Questions of the lesson on pixels: how many numbers, which colour, 0 to 1, what changes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

import numpy as np

from cnn_core.data import WHITE
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.words import questions as say
from ui.text.numbers import result

BRIGHTER = 10
SIZES = ((32, 32), (28, 28), (64, 64), (224, 224), (20, 20), (5, 4), (10, 8), (1080, 1920))
LEVELS = (51, 102, 153, 204)  # a fifth to four fifths of 255

# The reader's words for a colour -> its planes.
COLOURS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "pure red": (255, 0, 0),
        "pure green": (0, 255, 0),
        "pure blue": (0, 0, 255),
        "purple": (200, 0, 200),
        "yellow": (255, 255, 0),
        "a middle grey": (128, 128, 128),
        "black": (0, 0, 0),
        "white": (255, 255, 255),
    }
)


def numbers(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers a colour image of some size holds."""
    rows, columns = SIZES[rng.integers(len(SIZES))]
    answer = rows * columns * 3
    wrong: list[Wrong] = [
        (f"{rows * columns:,}", say.ONE_CHANNEL_A_COLOUR_IMAGE),
        (f"{rows * columns + 3:,}", say.CHANNELS_MULTIPLY_THE_COUNT),
        (f"{(rows + columns) * 3:,}", say.ROWS_ARE_MULTIPLIED),
        (f"{rows * columns * WHITE:,}", say.HOW_LARGE_A_NUMBER_GETS_NOT),
    ]
    why = say.NUMBERS_WHY.format(rows=rows, columns=columns, answer=answer)
    text = say.NUMBERS.format(rows=rows, columns=columns)
    return chosen("numbers", text, f"{answer:,}", wrong, why, rng)


def colour(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which colour three numbers are."""
    names = list(COLOURS)
    name = names[rng.integers(len(names))]
    red, green, blue = COLOURS[name]
    others = [names[k] for k in rng.permutation(len(names)) if names[k] != name]
    wrong = [(other, _unlike(other)) for other in others]
    why = f"({red}, {green}, {blue}) is {name}: {_mixture(COLOURS[name])}."
    text = say.COLOUR.format(red=red, green=green, blue=blue)
    return chosen("colour", text, name, wrong, why, rng)


def _unlike(name: str) -> str:
    red, green, blue = COLOURS[name]
    usual = {
        "black": say.MORE_IS_LIGHTER_HERE_BLACK,
        "white": say.LESS_IS_DARKER_HERE_WHITE,
        "yellow": say.LIGHT_ADDS_UP_RED_AND_GREEN,
    }
    return f"{usual.get(name, f'{name[0].upper()}{name[1:]} is ')}({red}, {green}, {blue})."


def _mixture(planes: tuple[int, int, int]) -> str:
    if len({*planes}) == 1:
        return say.RED_GREEN_AND_BLUE_ARE_EQUAL
    lit = [
        f"{name} light"
        for name, value in zip(("red", "green", "blue"), planes, strict=True)
        if value
    ]
    return f"{' and '.join(lit)}, nothing else"


def normalised(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what a number, the chosen pixel's or a round one, is after division by 255."""
    here = shown.at(*cell)[0]
    values = [*LEVELS] if here in (0, WHITE, *LEVELS) else [*LEVELS, here, here]
    value = int(values[rng.integers(len(values))])
    answer = Fraction(value, WHITE)
    slips: list[Slip] = [
        (Fraction(value, 100), say.DIVIDES_BY_WHITE_IS_NOT),
        (1 - answer, say.COUNTS_FROM_WHITE_IS_BLACK),
        (2 * answer - 1, say.RANGE_TO_WHICH_SOME_NETWORKS),
        (answer / WHITE, say.DIVIDES_BY_TWICE),
    ]
    text = say.NORMALISED.format(value=value)
    why = say.NORMALISED_WHY.format(value=value, result=result(answer))
    return number_question("normalised", text, answer, slips, why, rng)


def brighter(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers of this picture change when each gets brighter."""
    by = BRIGHTER if shown.light != BRIGHTER else 2 * BRIGHTER
    lit = Pixels(shown.picture, light=by)
    stay = shown.count - lit.changed
    wrong: list[Wrong] = [
        (f"{by:,}", say.HOW_MUCH_IS_ADDED_NOT_HOW_MANY.format(by=by)),
        (f"{shown.count:,}", say.OF_THEM_ARE_ALREADY_AND_STAY.format(stay=stay, white=WHITE)),
        ("0", say.EYE_SEES_THE_SAME_OBJECT_BUT),
        ("1", say.EACH_NUMBER_CHANGES_BY_ITSELF),
        (f"{2 * shown.count:,}", say.NO_NUMBER_CHANGES_TWICE),
    ]
    why = say.BRIGHTER_WHY.format(white=WHITE, count=shown.count, stay=stay, changed=lit.changed)
    text = say.BRIGHTER.format(by=by, white=WHITE, count=shown.count)
    return chosen("brighter", text, f"{lit.changed:,}", wrong, why, rng)


def shifted(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers of this picture change when it moves to the right by a pixel."""
    by = 1 if (shown.down, shown.right) != (0, 1) else 2
    planes, rows, _ = shown.shape
    there = Pixels(shown.picture, right=by)
    edge = planes * rows * by
    wrong: list[Wrong] = [
        (
            f"{edge:,}",
            say.COUNTS_ONLY_THE_COLUMN,
        ),
        ("0", say.OBJECT_IS_THE_SAME_BUT),
        (f"{shown.count:,}", say.WHERE_A_NEIGHBOUR_IS_EQUAL),
        (
            f"{shown.count - edge:,}",
            say.COUNTS_EVERY_PIXEL_THAT_STAYS,
        ),
        (f"{2 * shown.count:,}", say.IMAGE_DOES_NOT_HAVE_SO_MANY),
    ]
    same = shown.count - there.changed
    why = say.SHIFTED_WHY.format(same=same, count=shown.count, changed=there.changed)
    steps = "1 pixel" if by == 1 else f"{by} pixels"
    text = say.SHIFTED.format(steps=steps, count=shown.count)
    return chosen("shifted", text, f"{there.changed:,}", wrong, why, rng)


class Maker(Protocol):
    """One kind of question."""

    def __call__(
        self, shown: Pixels, cell: Cell, rng: np.random.Generator, /
    ) -> Question | None: ...


PIXEL_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "numbers": numbers,
        "colour": colour,
        "normalised": normalised,
        "brighter": brighter,
        "shifted": shifted,
    }
)

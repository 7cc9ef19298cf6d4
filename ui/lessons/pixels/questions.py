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
        (f"{rows * columns:,}", "That is one channel. A colour image has three."),
        (f"{rows * columns + 3:,}", "The channels multiply the count. They are not added to it."),
        (f"{(rows + columns) * 3:,}", "Rows are multiplied with columns, not added to them."),
        (f"{rows * columns * WHITE:,}", "255 is how large a number gets, not how many there are."),
    ]
    why = (
        f"Each of three channels has one number for each pixel: {rows} · {columns} · 3 = "
        f"{answer:,}."
    )
    text = f"How many numbers does a colour image of {rows}×{columns} pixels (height × width) have?"
    return chosen("numbers", text, f"{answer:,}", wrong, why, rng)


def colour(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which colour three numbers are."""
    names = list(COLOURS)
    name = names[rng.integers(len(names))]
    red, green, blue = COLOURS[name]
    others = [names[k] for k in rng.permutation(len(names)) if names[k] != name]
    wrong = [(other, _unlike(other)) for other in others]
    why = f"({red}, {green}, {blue}) is {name}: {_mixture(COLOURS[name])}."
    text = f"A pixel has red {red}, green {green}, blue {blue}. Which colour is it?"
    return chosen("colour", text, name, wrong, why, rng)


def _unlike(name: str) -> str:
    red, green, blue = COLOURS[name]
    usual = {
        "black": "More is lighter here: black is no light at all, ",
        "white": "Less is darker here: white is all light there is, ",
        "yellow": "Light adds up: red and green light make yellow, ",
    }
    return f"{usual.get(name, f'{name[0].upper()}{name[1:]} is ')}({red}, {green}, {blue})."


def _mixture(planes: tuple[int, int, int]) -> str:
    if len({*planes}) == 1:
        return "red, green and blue are equal, so it is a grey, and 0 is black, 255 white"
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
        (Fraction(value, 100), "That divides by 100: white is 255, not 100 %."),
        (1 - answer, "That counts from white: 0 is black and stays 0."),
        (2 * answer - 1, "That is the range −1 to 1, which some networks take; here it is 0 to 1."),
        (answer / WHITE, "That divides by 255 twice."),
    ]
    text = (
        f"A pixel is {value} of 255. Divide it by 255, so that white becomes 1. What is the result?"
    )
    why = f"Normalisation divides by the largest number: {value} / 255 {result(answer)}."
    return number_question("normalised", text, answer, slips, why, rng)


def brighter(shown: Pixels, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers of this picture change when each gets brighter."""
    by = BRIGHTER if shown.light != BRIGHTER else 2 * BRIGHTER
    lit = Pixels(shown.picture, light=by)
    stay = shown.count - lit.changed
    wrong: list[Wrong] = [
        (f"{by:,}", f"{by} is how much is added, not how many numbers change."),
        (f"{shown.count:,}", f"{stay:,} of them are {WHITE} already and stay {WHITE}."),
        ("0", "The eye sees the same object, but its numbers are new."),
        ("1", "Each number changes by itself. No number stands for the whole image."),
        (f"{2 * shown.count:,}", "No number changes twice."),
    ]
    why = (
        f"All numbers change except those that are {WHITE} already: {shown.count:,} − {stay:,} = "
        f"{lit.changed:,}. "
        "The object is the same."
    )
    text = (
        f"{by} is added to every number of this image, up to {WHITE}. How many of {shown.count:,} "
        "change?"
    )
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
            "That counts only the column that comes in. The other pixels change as well.",
        ),
        ("0", "The object is the same, but its numbers are now in other places."),
        (f"{shown.count:,}", "Where a neighbour is equal, the number stays as it is."),
        (
            f"{shown.count - edge:,}",
            "That counts every pixel that stays inside, but some get an equal number.",
        ),
        (f"{2 * shown.count:,}", "The image does not have so many numbers."),
    ]
    same = shown.count - there.changed
    why = (
        f"{same:,} pixels get a number that is equal to the one before, so {shown.count:,} − "
        f"{same:,} = {there.changed:,} change. The eye hardly sees it."
    )
    steps = "1 pixel" if by == 1 else f"{by} pixels"
    text = (
        f"This image shifts {steps} to the right. How many of its {shown.count:,} numbers change?"
    )
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

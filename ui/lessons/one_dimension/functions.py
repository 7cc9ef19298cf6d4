"""Two functions, and what they make of each other at every place, beside the reader's guess."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import (
    LARGEST_WIDTH,
    MOST_KNOTS,
    SIGNALS,
    STEP,
    STRIPS,
    CurveDistance,
    Overlap,
    area_under,
    curve_distance,
    overlap_functions,
    through_knots,
)
from ui.lessons.one_dimension.words import views as say
from ui.link.settings import Choice, Place, Text, Whole
from ui.link.view import View
from ui.link.vocabulary import CUSTOM

SPAN = 3  # x and t are shown from -SPAN to SPAN
PLACES = SPAN * STRIPS
WIDTH_PARTS = 4  # widths go in quarters
WIDEST = round(LARGEST_WIDTH * WIDTH_PARTS)
TALLEST = 5  # of a drawn function
SAW = "0.2,0.4,0.6,0.8,1"
Knots = tuple[float, ...]


def read_knots(text: str) -> tuple[float, ...]:
    """Read the numbers of a drawn function; an even count gets a 0 at its end.

    Errors: what is not a number, too many or too large ones.

    >>> read_knots("1, 0.5")
    (1.0, 0.5, 0.0)
    """
    words = text.replace("\u2212", "-").replace(",", " ").replace(";", " ").split()
    knots = []
    for word in words:
        try:
            number = float(word)
        except ValueError:
            raise ValueError(
                say.NOT_A_NUMBER_WRITE_NUMBERS.format(word=word[:20], saw=SAW)
            ) from None
        if math.isnan(number):
            raise ValueError(say.NOT_A_NUMBER_WRITE_NUMBERS.format(word=word[:20], saw=SAW))
        if not abs(number) <= TALLEST:
            raise ValueError(say.TOO_LARGE_NUMBERS_GO_FROM.format(word=word[:20], tallest=TALLEST))
        knots.append(round(number, 2) + 0.0)
    if not knots:
        raise ValueError(say.ARE_NO_NUMBERS_YET_WRITE_SOME.format(saw=SAW))
    if len(knots) % 2 == 0:
        knots.append(0.0)
    if len(knots) > MOST_KNOTS:
        raise ValueError(
            say.NUMBERS_ARE_TOO_MANY_REACH.format(count=len(words), most_knots=MOST_KNOTS)
        )
    return tuple(knots)


def without_ends(knots: tuple[float, ...]) -> tuple[float, ...]:
    """Leave out the zeros at both ends: the function is 0 there anyway.

    >>> without_ends((0.0, 1.0, 0.5, 0.25, 0.0))
    (1.0, 0.5, 0.25)
    """
    while len(knots) > 1 and knots[0] == knots[-1] == 0:
        knots = knots[1:-1]
    return knots


def write_knots(knots: tuple[float, ...]) -> str:
    """Write the numbers as `read_knots` reads them.

    >>> write_knots((1.0, 0.5, 0.25))
    '1,0.5,0.25'
    """
    return ",".join(f"{one:g}" for one in knots)


def typed_knots(text: str) -> tuple[float, ...]:
    """Read the numbers of a drawn function as the link has them. Errors: as `read_knots`."""
    return without_ends(read_knots(text))


def read_guess(text: str) -> Knots:
    """Read a guess of the result: one number for each quarter from -3 to 3. Errors: any other."""
    if not text:
        return ()
    guess = read_knots(text)
    if len(guess) != MOST_KNOTS:
        raise ValueError(
            say.GUESS_HAS_NUMBERS_AND_HERE.format(most_knots=MOST_KNOTS, count=len(guess))
        )
    return guess


@dataclass(frozen=True)
class Function:
    """One function as the reader chose it."""

    name: str  # of SIGNALS, or CUSTOM
    quarters: int = WIDTH_PARTS  # its width
    knots: tuple[float, ...] = ()  # of a drawn one

    @property
    def is_drawn(self) -> bool:
        """Whether it goes through numbers of the reader's."""
        return self.name == CUSTOM

    @property
    def width(self) -> float:
        """Its width; the edge and a drawn function have none."""
        return self.quarters / WIDTH_PARTS

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The function at the middle of every strip."""
        if self.is_drawn:
            return through_knots(self.knots)
        return SIGNALS[self.name].sampled(self.width)

    @cached_property
    def area(self) -> float:
        """The area under it, infinite of the edge."""
        return area_under(self.values) if self.is_drawn else SIGNALS[self.name].area

    @property
    def is_endless(self) -> bool:
        """Whether the area under it is infinite."""
        return math.isinf(self.area)

    @property
    def range(self) -> tuple[float, float]:
        """Its smallest and its largest value, between the strips as well, and 0."""
        values = self.knots if self.is_drawn else (SIGNALS[self.name].height(self.width),)
        return min(0.0, *values), max(0.0, *values)

    @property
    def title(self) -> str:
        """What a menu calls it."""
        return function_title(self.name)

    @property
    def support(self) -> tuple[Fraction, Fraction] | None:
        """From where to where it is not 0, None where it does not end within sight."""
        if self.is_drawn or (ends := SIGNALS[self.name].support) is None:
            return None
        low, high = (Fraction(end) * Fraction(self.quarters, WIDTH_PARTS) for end in ends)
        return low, high


def function_title(name: str) -> str:
    """Return what a menu calls a function."""
    return "Custom" if name == CUSTOM else SIGNALS[name].title


@dataclass(frozen=True)
class Curves:
    """Two functions, and what they make of each other at every x from -SPAN to SPAN."""

    f: Function
    h: Function
    way: str = "convolution"  # of WAYS
    guess: Knots = ()  # of the result, as the reader drew it

    @cached_property
    def overlap(self) -> Overlap:
        """All four integrals, one value for each of 2 PLACES + 1 places."""
        return overlap_functions(self.f.values, self.h.values, step=STEP, places=PLACES)

    @property
    def diverges(self) -> bool:
        """Whether the correlation is infinite at every x: of two edges, which overlap for ever."""
        return self.f.is_endless and self.h.is_endless

    @property
    def has_result(self) -> bool:
        """Whether what is on screen is a number at every x."""
        return self.way == "convolution" or not self.diverges

    @property
    def shown(self) -> NDArray[np.floating[Any]]:
        """The result on screen, of the functions cut at both ends."""
        return self.overlap.convolved if self.way == "convolution" else self.overlap.correlated

    @property
    def off(self) -> CurveDistance | None:
        """How far the reader's guess is from the result, None without one of them."""
        return curve_distance(self.shown, self.guess) if self.guess and self.has_result else None


@dataclass(frozen=True)
class FunctionSettings:
    """The settings of f or h: its name, its width in quarters, its numbers if it is drawn."""

    name: Choice
    width: Whole
    drawn: Text[tuple[float, ...]]


def _function_settings(which: str) -> FunctionSettings:
    return FunctionSettings(
        Choice(which, "box", (*SIGNALS, CUSTOM)),
        Whole(f"{which}width", WIDTH_PARTS, 1, WIDEST),
        Text(f"{which}drawn", (), lambda text: typed_knots(text) if text else (), write_knots),
    )


F, H = _function_settings("f"), _function_settings("h")
X = Place("x", 0, -PLACES, PLACES, STRIPS)
GUESS = Text[Knots]("guess", (), read_guess, write_knots)


def chosen_function(view: View, which: FunctionSettings) -> Function:
    """Return f or h of the view, and settle what only some functions have."""
    name = view[which.name]
    if name == CUSTOM:
        view[which.width] = view.default(which.width)
        view[which.drawn] = view[which.drawn] or typed_knots(SAW)
        return Function(name, knots=view[which.drawn])
    view[which.drawn] = ()
    if not SIGNALS[name].has_width:
        view[which.width] = view.default(which.width)
    return Function(name, view[which.width])

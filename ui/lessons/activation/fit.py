"""A target that the reader drags, and what two layers make of it with and without a bend."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import FunctionFit, fit_function
from cnn_core.ops import ACTIVATIONS
from ui.lessons.activation.words import views as say
from ui.link.settings import Text, Whole
from ui.text.numbers import MINUS

PLACES = (-3, -2, -1, 0, 1, 2, 3)  # the x of the target's points
TALLEST = 3  # the target goes from -TALLEST to TALLEST
MOST_UNITS = 6
DRAWN = 121  # places of a curve

Target = tuple[float, ...]


def nearest_target(values: list[float]) -> Target:
    """Return these heights in tenths, within reach.

    >>> nearest_target([0.04, 9])
    (0.0, 3.0)
    """
    return tuple(round(min(max(one, -TALLEST), TALLEST), 1) + 0.0 for one in values)


def read_target(text: str) -> Target:
    """Read seven heights. Errors: another count, what is no number or beyond -3 to 3."""
    words = text.replace(MINUS, "-").split(",")
    try:
        values = [float(word) for word in words]
    except ValueError:
        raise ValueError(f"“{text[:30]}” is not {len(PLACES)} numbers") from None
    if len(values) != len(PLACES) or not all(map(math.isfinite, values)):
        raise ValueError(say.TARGET_HAS_NUMBERS_NOT.format(count=len(PLACES), count_2=len(values)))
    if max(map(abs, values)) > TALLEST:
        raise ValueError(say.TARGET_GOES_FROM.format(minus=MINUS, tallest=TALLEST))
    return nearest_target(values)


def write_target(target: Target) -> str:
    """Write a target as `read_target` reads it."""
    return ",".join(f"{one:g}" for one in target)


TARGET = Text[Target]("target", (0.0, 0.0, 1.0, 2.0, 1.0, 0.0, 0.0), read_target, write_target)
UNITS = Whole("units", MOST_UNITS, 1, MOST_UNITS)


@dataclass(frozen=True)
class Fits:
    """The best two layers without an activation, and with one, for a target."""

    target: Target
    activation: str  # of ACTIVATIONS
    units: int

    @property
    def title(self) -> str:
        """What a menu calls the activation."""
        return ACTIVATIONS[self.activation].title

    @cached_property
    def straight(self) -> FunctionFit:
        """Two layers with nothing between them."""
        return fit_function(PLACES, self.target, None, self.units)

    @cached_property
    def bent(self) -> FunctionFit:
        """Two layers with the activation between them."""
        return fit_function(PLACES, self.target, self.activation, self.units)

    @property
    def x(self) -> NDArray[np.float64]:
        """The places where curves are drawn."""
        return np.linspace(PLACES[0], PLACES[-1], DRAWN)

    def miss(self, fit: FunctionFit) -> float:
        """Return how far the fit is from the farthest point of the target."""
        return float(np.abs(fit.values(PLACES) - self.target).max())

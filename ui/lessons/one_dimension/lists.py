"""Two short lists of whole numbers, and what they make of each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ui.lessons.one_dimension.functions import GUESS, F, H, X
from ui.lessons.one_dimension.settings import VIEW, WAY, WAYS
from ui.lessons.one_dimension.words import views as say
from ui.link.settings import Text, Whole
from ui.link.view import View
from ui.text.numbers import MINUS

MOST = 6  # numbers of a list, so that every product can be read
LARGEST = 99
Numbers = tuple[int, ...]


def read_numbers(text: str) -> Numbers:
    """Read a list of 1 to 6 whole numbers from -99 to 99. Errors: anything else.

    >>> read_numbers("1, 2; −3")
    (1, 2, -3)
    """
    words = text.replace(MINUS, "-").replace(",", " ").replace(";", " ").split()
    if not words:
        raise ValueError(say.ARE_NO_NUMBERS_YET_WRITE_SOME_2)
    if len(words) > MOST:
        raise ValueError(say.NUMBERS_ARE_TOO_MANY_A_LIST.format(count=len(words), most=MOST))
    numbers = []
    for word in words:
        try:
            number = int(word)
        except ValueError:
            raise ValueError(say.NOT_A_WHOLE_NUMBER_WRITE.format(word=word[:20])) from None
        if abs(number) > LARGEST:
            raise ValueError(
                say.NUMBERS_GO_FROM_TO_NOT.format(minus=MINUS, largest=LARGEST, word=word[:20])
            )
        numbers.append(number)
    return tuple(numbers)


def write_numbers(numbers: Numbers) -> str:
    """Write a list as `read_numbers` reads it."""
    return ",".join(map(str, numbers))


A = Text[Numbers]("a", (1, 2, 3), read_numbers, write_numbers)
B = Text[Numbers]("b", (4, 5, 6), read_numbers, write_numbers)
N = Whole("n", 2, 0, 2 * MOST - 2)  # the place in the result
OF_CURVES = {X.name, GUESS.name} | {
    one.name for which in (F, H) for one in (which.name, which.width, which.drawn)
}


@dataclass(frozen=True)
class Lists:
    """List a, which stays, and list b, which slides."""

    a: Numbers
    b: Numbers
    way: str = "convolution"  # of WAYS

    @property
    def turns(self) -> bool:
        """Whether b is turned around before it slides."""
        return self.way == WAYS[0]

    @property
    def sliding(self) -> Numbers:
        """B as it lies under a, from left to right."""
        return self.b[::-1] if self.turns else self.b

    @cached_property
    def result(self) -> NDArray[np.int64]:
        """The sum at each place (A + B - 1,), from the first product on to the last."""
        return np.convolve(self.a, self.sliding[::-1])

    def terms(self, place: int) -> list[tuple[int, int]]:
        """Return what meets at a place: a number of a, and the one of b under it.

        >>> Lists((1, 2, 3), (4, 5, 6)).terms(1)
        [(1, 5), (2, 4)]
        """
        under = range(place - len(self.b) + 1, place + 1)
        pairs = zip(under, self.sliding, strict=True)
        return [(self.a[i], n) for i, n in pairs if 0 <= i < len(self.a)]


def settle_view(view: View) -> None:
    """Open the functions for a link that speaks of them and names no view."""
    if view.arrived and VIEW.name not in view.named and OF_CURVES & view.named:
        view[VIEW] = "curves"


def settle_lists(view: View) -> Lists:
    """Return the lists of the view, with a place that their result has."""
    shown = Lists(view[A], view[B], view[WAY])
    view[N] = min(view[N], len(shown.result) - 1)
    return shown

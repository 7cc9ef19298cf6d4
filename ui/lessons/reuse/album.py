"""The images of a few classes: pixels, which of them are kept for the test, and their features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Examples, Features
from cnn_core.io import photo_windows
from cnn_core.transfer import Both
from ui.lessons.reuse.settings import CLASS_NAMES, SETS
from ui.pictures import picture
from ui.zoo.long_work import digest
from ui.zoo.photo_squares import SMALL, square_of

THUMB = 44  # rows and columns of a small picture on screen

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Album:
    """N images of K classes, in the order of the classes; `features` as the large network reads."""

    name: str
    classes: tuple[str, ...]
    labels: NDArray[np.intp]  # (N,)
    tested: NDArray[np.bool_]  # (N,)
    features: NDArray[np.float32]  # (N, 1280)
    square: Callable[[int], Bytes]  # of an image: (3, 224, 224)

    @cached_property
    def key(self) -> str:
        """A name for all that is learned from."""
        return digest(self.features, self.labels, self.tested)

    @cached_property
    def small(self) -> Bytes:
        """The images as the small network reads them, (N, 3, 28, 28)."""
        return self._sized(SMALL)

    @cached_property
    def thumbs(self) -> Bytes:
        """The images for the screen, (N, 3, 44, 44)."""
        return self._sized(THUMB)

    def _sized(self, side: int) -> Bytes:
        return np.stack([square_of(self.square(k), side) for k in range(len(self.labels))])

    @property
    def tests(self) -> NDArray[np.intp]:
        """Which images are kept for the test."""
        return np.flatnonzero(self.tested)

    @cached_property
    def both(self) -> Both:
        """The images as both ways to learn read them."""
        learned, tested = ~self.tested, self.tested
        return Both(
            Features(self.features[learned], self.labels[learned]),
            Examples(self.small[learned], self.labels[learned]),
            Features(self.features[tested], self.labels[tested]),
            Examples(self.small[tested], self.labels[tested]),
            len(self.classes),
        )


@cache
def shipped(name: str) -> Album:
    """Return a set of windows of the shipped photographs, one of SETS, shared by all visitors."""
    windows, wanted = photo_windows(), SETS[name][1]
    numbers = [windows.photographs.index(one) for one in wanted]
    rows = np.flatnonzero(np.isin(windows.places[:, 0], numbers))
    places = windows.places[rows]
    return Album(
        name,
        tuple(CLASS_NAMES.get(one, one) for one in wanted),
        np.array([numbers.index(number) for number in places[:, 0].tolist()], np.intp),
        windows.tested[rows],
        windows.averages[rows],
        lambda k: window_square(int(rows[k])),
    )


def window_square(number: int) -> Bytes:
    """Return one of the shipped windows as a photograph of its own, (3, 224, 224)."""
    windows = photo_windows()
    photograph, row, column, side = windows.places[number].tolist()
    pixels = picture(windows.photographs[photograph]).pixels
    return square_of(pixels[:, row : row + side, column : column + side])

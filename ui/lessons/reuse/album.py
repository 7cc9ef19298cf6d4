"""The images of a few classes: pixels, which of them are kept for the test, and their features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Examples, Features
from cnn_core.io import photo_windows
from cnn_core.nn.efficientnet import SIDE
from cnn_core.transfer import Both
from ui.frame.images import data_address
from ui.frame.long_work import digest
from ui.lessons.reuse.settings import CLASS_NAMES, SETS
from ui.pictures import picture
from ui.zoo.photo_squares import SMALL, square_of

THUMB = 56  # rows and columns of a small picture on screen

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Album:
    """N images of K classes, in the order of the classes; `features` as the large network reads."""

    name: str
    classes: tuple[str, ...]
    labels: NDArray[np.intp]  # (N,)
    tested: NDArray[np.bool_]  # (N,)
    features: NDArray[np.float32]  # (N, 1280)
    sized: Callable[[int, int], Bytes]  # of an image, so many rows and columns: (3, side, side)
    _addresses: dict[int, str] = field(default_factory=dict)

    def square(self, number: int) -> Bytes:
        """Return an image as the large network reads it, (3, 224, 224)."""
        return self.sized(number, SIDE)

    @cached_property
    def key(self) -> str:
        """A name for all that is learned from."""
        return digest(self.features, self.labels, self.tested)

    @cached_property
    def small(self) -> Bytes:
        """The images as the small network reads them, (N, 3, 28, 28)."""
        return np.stack([self.sized(k, SMALL) for k in range(len(self.labels))])

    def address(self, number: int) -> str:
        """Return an image for the screen, as a `data:` address; it is drawn once."""
        if number not in self._addresses:
            pixels = self.sized(number, THUMB).transpose(1, 2, 0)
            self._addresses[number] = data_address(np.ascontiguousarray(pixels))
        return self._addresses[number]

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
        lambda k, side: window_square(int(rows[k]), side),
    )


def window_square(number: int, size: int = SIDE) -> Bytes:
    """Return one of the shipped windows as a photograph of its own, (3, size, size)."""
    windows = photo_windows()
    photograph, row, column, side = windows.places[number].tolist()
    pixels = picture(windows.photographs[photograph]).pixels
    return square_of(pixels[:, row : row + side, column : column + side], size)

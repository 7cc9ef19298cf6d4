"""A map, or a picture, and what pooling makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import count_zeros, shift_changes
from cnn_core.geometry import Unread, output_size, unread, window_counts
from cnn_core.ops import ACTIVATIONS, POOLINGS, global_avg_pool, pool_winners, relu
from ui.models.activation import Activated
from ui.models.convolution import Convolution

GLOBAL = "global"
KINDS = (*POOLINGS, GLOBAL)
# What can be pooled: the picture, the kernel's map, or that map after an activation.
SOURCES: Mapping[str, str] = MappingProxyType(
    {"picture": "the picture", "map": "the kernel’s map"}
    | {name: f"the map after {one.title}" for name, one in ACTIVATIONS.items()}
)
ROUNDED = 1000  # an activated number is pooled as a whole number of so many parts
# Poolings that one cell of a window answers for -> whether it is the smallest.
WINNERS: Mapping[str, bool] = MappingProxyType({"max": False, "min": True})
# Poolings whose answer doubles with what they pool: whole numbers are pooled, and divided
# afterwards. Any other is asked about the numbers as they are.
SCALED = ("max", "min", "avg", "lp")
FARTHEST = 4  # pixels of the shift test


def pooling_title(kind: str) -> str:
    """Return what a menu calls a pooling."""
    return "Global average" if kind == GLOBAL else POOLINGS[kind].title


@dataclass(frozen=True)
class Pooled:
    """What is pooled, with which window, how far apart, and how a window answers."""

    convolution: Convolution  # of `source` "picture" only its picture counts
    source: str  # one of SOURCES
    kind: str = "max"  # one of KINDS
    side: int = 2  # of the window
    step: int = 2  # cells from one window to the next
    tenths: int = 0  # of the bias before an activation

    @property
    def activated(self) -> Activated | None:
        """The map and its activation over pixels from 0 to 1, if that is what is pooled.

        ReLU alone is no matter of scale: without a bias it stays with pixels from 0 to 255.
        """
        if self.source in ("picture", "map") or (self.source == "relu" and not self.tenths):
            return None
        return Activated(self.convolution, self.source, self.tenths)

    @property
    def divisor(self) -> int:
        """What `values` are over."""
        if self.activated:
            return ROUNDED
        return 1 if self.source == "picture" else self.convolution.sliding.divisor

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """What is pooled (H, W): whole numbers over `divisor`."""
        if self.source == "picture":
            return np.asarray(self.convolution.picture.pixels[0], dtype=np.float64)
        if self.activated:
            return np.asarray(np.rint(self.activated.after * ROUNDED))
        sums = self.convolution.sums
        return np.asarray(relu(sums) if self.source == "relu" else sums, dtype=np.float64)

    @property
    def whole(self) -> tuple[int, int]:
        """Rows and columns of what is pooled."""
        rows, columns = self.values.shape
        return rows, columns

    @property
    def window(self) -> tuple[int, int]:
        """Rows and columns of a window."""
        return self.whole if self.kind == GLOBAL else (self.side, self.side)

    @property
    def stride(self) -> tuple[int, int]:
        """Rows and columns from one window to the next."""
        return self.whole if self.kind == GLOBAL else (self.step, self.step)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the pooled map."""
        return output_size(self.whole, self.window, stride=self.stride)

    @property
    def answer(self) -> str:
        """How a window answers, as one of POOLINGS."""
        return "avg" if self.kind == GLOBAL else self.kind

    @property
    def cells(self) -> int:
        """How many cells a window has."""
        return self.window[0] * self.window[1]

    @property
    def answer_divisor(self) -> int:
        """What `answers` are over: an average is a sum over the cells of a window."""
        if self.answer not in SCALED:
            return 1
        return self.divisor * self.cells if self.answer == "avg" else self.divisor

    @cached_property
    def answers(self) -> NDArray[np.float64]:
        """The pooled map (H', W') over `answer_divisor`: whole numbers of max, min and "avg"."""
        if self.kind == GLOBAL:
            return np.rint(global_avg_pool(self.values[None]) * self.cells)[None]
        pooled = self.values if self.kind in SCALED else self.values / self.divisor
        found = POOLINGS[self.kind].forward(pooled[None], self.side, stride=self.step)[0]
        return np.asarray(np.rint(found * self.cells) if self.kind == "avg" else found, np.float64)

    @property
    def map(self) -> NDArray[np.float64]:
        """The pooled map (H', W')."""
        return np.asarray(self.answers / self.answer_divisor)

    @property
    def zeros(self) -> int:
        """How many cells of the pooled map are exactly 0."""
        return count_zeros(self.answers)

    @property
    def winners(self) -> NDArray[np.intp] | None:
        """The row and column of each window's winner, (H', W', 2); None where no cell wins."""
        if self.kind not in WINNERS:
            return None
        found: NDArray[np.intp] = pool_winners(
            self.values[None], self.side, stride=self.step, smallest=WINNERS[self.kind]
        )[0]
        return found

    @property
    def missed(self) -> Unread:
        """The rows and columns that no window reads."""
        return unread(self.whole, self.window, stride=self.stride)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many windows read each cell, (H, W)."""
        return window_counts(self.whole, self.window, stride=self.stride)

    def changes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the change before and after pooling for a picture moved by 0 to 4 pixels.

        Each (5,), as shares of the map that did not move.
        """

        def moved_to(pixels: NDArray[np.uint8]) -> Pooled:
            picture = replace(self.convolution.picture, pixels=pixels)
            return replace(self, convolution=replace(self.convolution, picture=picture))

        pixels = self.convolution.picture.pixels
        return (
            shift_changes(pixels, lambda x: moved_to(x).values, FARTHEST),
            shift_changes(pixels, lambda x: moved_to(x).map, FARTHEST),
        )

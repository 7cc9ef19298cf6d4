"""A map, or a picture, and what pooling makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import count_zeros, shift_changes
from cnn_core.data.picture_changes import moved
from cnn_core.geometry import Unread, output_size, unread, window_counts
from cnn_core.ops import ACTIVATIONS, POOLINGS, global_avg_pool, pool_winners
from cnn_core.ops.activations import ActivationFunction
from cnn_core.ops.poolings import Pooling
from ui.models.activation import Activated
from ui.models.convolution import Convolution

GLOBAL = "global"
KINDS = (*POOLINGS, GLOBAL)
# What can be pooled: the picture, the kernel's map, or that map after an activation.
SOURCES: Mapping[str, str] = MappingProxyType(
    {"picture": "the image", "map": "the kernel’s map"}
    | {name: f"the map after {one.title}" for name, one in ACTIVATIONS.items()}
)
ROUNDED = 1000  # an activated number is pooled as a whole number of so many parts
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

        An activation that keeps whole numbers whole at any scale, as ReLU does, needs no such
        pixels: without a bias it stays with those from 0 to 255.
        """
        if self.source in ("picture", "map") or (self.whole_activation and not self.tenths):
            return None
        return Activated(self.convolution, self.source, self.tenths)

    @property
    def whole_activation(self) -> ActivationFunction | None:
        """The activation that is pooled, if it keeps whole numbers whole at any scale."""
        found = ACTIVATIONS.get(self.source)
        return found if found and found.gate and found.scales else None

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
        sums, found = self.convolution.sums, self.whole_activation
        return np.asarray(found.forward(sums) if found else sums, dtype=np.float64)

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
    def pooling(self) -> Pooling:
        """What a window becomes: an average, too, if there is one for the whole map."""
        return POOLINGS["avg" if self.kind == GLOBAL else self.kind]

    @property
    def cells(self) -> int:
        """How many cells a window has."""
        return self.window[0] * self.window[1]

    @property
    def answer_divisor(self) -> int:
        """What `answers` are over: an average is a sum over the cells of a window."""
        if not self.pooling.scales:
            return 1
        return self.divisor * self.cells if self.pooling.averages else self.divisor

    @property
    def asked(self) -> NDArray[np.float64]:
        """What the pooling is given (H, W): whole numbers where they may be divided afterwards."""
        return self.values if self.pooling.scales else self.values / self.divisor

    @cached_property
    def answers(self) -> NDArray[np.float64]:
        """The pooled map (H', W') over `answer_divisor`: whole if cells are picked or added."""
        if self.kind == GLOBAL:
            return np.rint(global_avg_pool(self.values[None]) * self.cells)[None]
        found = self.pooling.forward(self.asked[None], self.side, stride=self.step)[0]
        added = self.pooling.averages and self.pooling.scales
        return np.asarray(np.rint(found * self.cells) if added else found, np.float64)

    @property
    def map(self) -> NDArray[np.float64]:
        """The pooled map (H', W')."""
        return np.asarray(self.answers / self.answer_divisor)

    @property
    def source_map(self) -> NDArray[np.float64]:
        """What is pooled (H, W), in its own numbers."""
        return np.asarray(self.values / self.divisor)

    @property
    def is_grey(self) -> bool:
        """Whether what is pooled is drawn from black, 0, to white: it has no numbers below 0."""
        after = self.activated
        return after.stays_above if after else self.source != "map"

    @property
    def zeros(self) -> int:
        """How many cells of the pooled map are exactly 0."""
        return count_zeros(self.answers)

    @property
    def winners(self) -> NDArray[np.intp] | None:
        """The row and column of each window's winner, (H', W', 2); None where no cell wins."""
        if self.pooling.picks is None:
            return None
        found = pool_winners(self.asked[None], self.side, stride=self.step, kind=self.kind)
        return np.asarray(found[0])

    @property
    def missed(self) -> Unread:
        """The rows and columns that no window reads."""
        return unread(self.whole, self.window, stride=self.stride)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many windows read each cell, (H, W)."""
        return window_counts(self.whole, self.window, stride=self.stride)

    def pooled_by(self, kind: str) -> Pooled:
        """Return the same windows pooled in another way."""
        return replace(self, kind=kind)

    def moved(self, pixels: int) -> Pooled:
        """Return what becomes of the picture moved to the right; black comes in from the left."""
        return self._of(moved(self.convolution.picture.pixels, 0, pixels))

    def _of(self, pixels: NDArray[np.uint8]) -> Pooled:
        picture = replace(self.convolution.picture, pixels=pixels)
        return replace(self, convolution=replace(self.convolution, picture=picture))

    def changes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the change before and after pooling for a picture moved by 0 to 4 pixels.

        Each (5,), as shares of the map that did not move.
        """
        pixels = self.convolution.picture.pixels
        return (
            shift_changes(pixels, lambda x: self._of(x).values, FARTHEST),
            shift_changes(pixels, lambda x: self._of(x).map, FARTHEST),
        )

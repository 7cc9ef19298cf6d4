"""Kernels that the reader is asked to find: each is recognised by its map alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.kernels import can_cancel, can_reach, window_values
from ui.lessons.window.words import views as say
from ui.models.convolution import Convolution

EDGE = 10  # what an edge is to become


@dataclass(frozen=True)
class Windows:
    """The windows of a convolution, and its map: exact whole numbers over one divisor."""

    values: NDArray[np.float64]  # (windows, weights)
    sums: NDArray[np.float64]  # (windows,)
    divisor: int
    any_weight: bool  # whether one is not 0

    @property
    def flat(self) -> NDArray[np.bool_]:
        """Which windows cover pixels that are all equal."""
        equal: NDArray[np.bool_] = self.values.min(axis=1) == self.values.max(axis=1)
        return equal

    @property
    def edges(self) -> NDArray[np.float64]:
        """What each window is to become where an edge is."""
        return np.where(self.flat, 0.0, EDGE)

    def is_map(self, targets: NDArray[np.float64]) -> bool:
        """Tell whether the map is exactly this."""
        return bool((self.sums == targets * self.divisor).all())

    def is_copy(self) -> bool:
        """Tell whether the map is one place of every window."""
        return any(self.is_map(place) for place in self.values.T)

    def is_mean(self) -> bool:
        """Tell whether the map is the mean of every window."""
        weights = self.values.shape[1]
        return bool((self.sums * weights == self.values.sum(axis=1) * self.divisor).all())


@dataclass(frozen=True)
class Challenge:
    """What a kernel is to do, when it does, and whether one of this size can."""

    text: str
    met: Callable[[Windows], bool]
    possible: Callable[[Windows], bool] = lambda _: True


CHALLENGES = (
    Challenge(
        say.EVERY_RESULT_IS_BUT_NOT_EVERY,
        lambda seen: seen.any_weight and not seen.sums.any(),
        lambda seen: can_cancel(seen.values),
    ),
    Challenge(
        say.RESULT_IS_EXACTLY_WHERE.format(edge=EDGE),
        lambda seen: not seen.flat.all() and seen.is_map(seen.edges),
        lambda seen: not seen.flat.all() and can_reach(seen.values, seen.edges),
    ),
    Challenge(
        say.MAP_COPIES_THE_IMAGE_EACH,
        Windows.is_copy,
    ),
    Challenge(say.EVERY_RESULT_IS_THE_MEAN, Windows.is_mean),
)


def windows_of(found: Convolution) -> Windows:
    """Return the windows of a convolution as the challenges look at them."""
    kernel = found.sliding
    return Windows(
        window_values(found.picture.pixels[0], found.shape, **found.options),
        found.sums.ravel(),
        kernel.divisor,
        any(map(any, kernel.numerators)),
    )


def challenges(found: Convolution) -> None:
    """List the challenges, and tick those that the kernel on screen meets."""
    seen = windows_of(found)
    rows, columns = found.shape
    lines = []
    for challenge in CHALLENGES:
        met = challenge.met(seen)
        line = f"- {'☑ **Found.**' if met else '☐'} {challenge.text}"
        if not met and not challenge.possible(seen):
            line += say.NO_KERNEL_CAN_DO_THIS_HERE_TRY.format(rows=rows, columns=columns)
        lines.append(line)
    with st.container(key="challenges"):
        st.markdown("**Find a kernel**")
        st.markdown(say.CHANGE_THE_WEIGHTS_OR_CHOOSE + "\n".join(lines))

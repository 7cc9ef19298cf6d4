"""Functions of one variable, cut into strips, that one slides over another; and kernels of a row.

A new function is one builder and one entry in SIGNALS; a new row of taps one entry in TAPS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.kernels.registry import Kernel

Values = NDArray[np.float64]

REACH = 6  # every function is 0 beyond -REACH and REACH
STRIPS = 80  # to a unit of t
STEP = 1 / STRIPS
KNOTS_APART = 20  # strips between two numbers of a drawn function: a quarter
MOST_KNOTS = 25  # of a drawn function: -3 to 3
LARGEST_WIDTH = 2.0


def strip_middles() -> Values:
    """Return the middle of every strip, (960,): where each function is taken.

    Between two jumps at borders of strips the sum of such values is the integral itself.
    """
    count = 2 * REACH * STRIPS
    return (np.arange(count) - (count - 1) / 2) / STRIPS


@dataclass(frozen=True)
class Signal:
    """One kind of function: its title and values, and its formula as NumPy writes it.

    `code` holds {w}, the width, and is what `values` computes from t.
    """

    name: str
    title: str
    values: Callable[[Values, float], Values]
    code: str
    has_width: bool = True
    # Where it is not 0 for width 1, before it is cut at REACH; None where it never ends.
    support: tuple[float, float] | None = None
    area: float = 1.0

    def sampled(self, width: float = 1.0) -> Values:
        """Return the function at `strip_middles`, (960,). Errors: a width outside 0 to 2."""
        if not 0 < width <= LARGEST_WIDTH:
            raise ValueError(f"a width is above 0 and at most {LARGEST_WIDTH:g}, not {width:g}")
        return self.values(strip_middles(), width)

    def height(self, width: float = 1.0) -> float:
        """Return the largest value. Each kind has it at 0, or just after, between two strips."""
        return float(self.values(np.array([1e-12]), width)[0])


def _box(t: Values, w: float) -> Values:
    return np.where(np.abs(t) < w / 2, 1 / w, 0.0)


def _triangle(t: Values, w: float) -> Values:
    return np.maximum(1 - np.abs(t) / w, 0.0) / w


def _gaussian(t: Values, w: float) -> Values:
    sigma = w / 2
    values: Values = np.exp(-((t / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))
    return values


def _exponential(t: Values, w: float) -> Values:
    # Before 0 it is 0; the bound keeps exp from overflowing there.
    return np.where(t > 0, np.exp(-2 * np.maximum(t, 0.0) / w) * 2 / w, 0.0)


def _edge(t: Values, w: float) -> Values:
    return np.where(t > 0, 1.0, 0.0)


# Name in the link -> function, in the order of the menus.
SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        one.name: one
        for one in (
            Signal(
                "box", "Box", _box, "np.where(abs(t) < {w} / 2, 1 / {w}, 0)", support=(-0.5, 0.5)
            ),
            Signal(
                "triangle",
                "Triangle",
                _triangle,
                "np.maximum(1 - abs(t) / {w}, 0) / {w}",
                support=(-1, 1),
            ),
            Signal(
                "gaussian",
                "Gaussian",
                _gaussian,
                "np.exp(-((2 * t / {w}) ** 2) / 2) * 2 / ({w} * np.sqrt(2 * np.pi))",
            ),
            Signal(
                "exponential",
                "Exponential",
                _exponential,
                "np.where(t > 0, np.exp(-2 * t.clip(0) / {w}) * 2 / {w}, 0)",
            ),
            Signal(
                "edge",
                "Edge",
                _edge,
                "np.where(t > 0, 1.0, 0.0)",
                has_width=False,
                area=math.inf,
            ),
        )
    }
)


def through_knots(knots: Sequence[float]) -> Values:
    """Return the function drawn through numbers a quarter apart, the middle one at 0: (960,).

    Straight between them, 0 outside. Errors: no number, an even count, more than 25.

    >>> float(through_knots([2]).sum() * STEP)
    0.5
    """
    if len(knots) % 2 == 0 or len(knots) > MOST_KNOTS:
        raise ValueError(
            f"a drawn function has 1, 3, 5, ... up to {MOST_KNOTS} numbers, not {len(knots)}"
        )
    places = (np.arange(len(knots)) - len(knots) // 2) * KNOTS_APART * STEP
    apart = KNOTS_APART * STEP
    ends = [places[0] - apart, *places, places[-1] + apart]
    values: Values = np.interp(strip_middles(), ends, [0.0, *knots, 0.0])
    return values


def _taps(name: str, title: str, row: tuple[int, ...], divisor: int = 1) -> Kernel:
    return Kernel(name, title, "", (row,), divisor)


# Kernels of one row, from tap h(-1) to h(1).
TAPS: Mapping[str, Kernel] = MappingProxyType(
    {
        one.name: one
        for one in (
            _taps("edge", "Edge 1 0 −1", (1, 0, -1)),
            _taps("blur", "Blur 1 2 1", (1, 2, 1), 4),
            _taps("box", "Box 1 1 1", (1, 1, 1), 3),
            _taps("sharpen", "Sharpen −1 3 −1", (-1, 3, -1)),
            _taps("fading", "Fading 0 2 1", (0, 2, 1), 3),
            _taps("step", "Step 0 1 −1", (0, 1, -1)),
        )
    }
)


def area_under(values: ArrayLike) -> float:
    """Return the area under a function at `strip_middles`: the sum of its strips."""
    return float(np.sum(np.asarray(values, np.float64)) * STEP)

"""The curves of a run: loss and accuracy, thinned out to what a screen can show."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.lessons.train.trainer import Trainer

POINTS = 240  # of one curve at most
SMOOTH = 24  # stretches into which a smoothed curve would fall, if they did not overlap
GAP = -1.0  # stands for a loss that is no number; losses and accuracies are never below 0


@dataclass(frozen=True)
class Curve:
    """One line: y over steps; `span` steps are averaged in each point."""

    name: str
    axis: str  # "loss" or "accuracy"
    colour: str
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    span: int = 1
    quiet: bool = False  # thin, behind the others, and not read out
    pictures: tuple[int, ...] = ()  # how many each point was measured on; empty: its batches
    kept: bool = False  # of the run beside: dashed

    def meta(self) -> dict[str, Any]:
        """Return all but the numbers."""
        return {
            "name": self.name,
            "axis": self.axis,
            "colour": self.colour,
            "span": self.span,
            "quiet": self.quiet,
            "kept": self.kept,
            "pictures": self.pictures,
        }


def binned(values: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Return steps and means of stretches of equal length, at most POINTS, and that length.

    A stretch with a value that is no number has none itself (NaN).
    """
    span = max(1, math.ceil(len(values) / POINTS))
    array = np.asarray(values, dtype=np.float64)
    starts = np.arange(0, len(array), span)
    ends = np.minimum(starts + span, len(array))
    with np.errstate(all="ignore"):
        sums = np.add.reduceat(array, starts) if len(array) else array
        means = np.where(np.isfinite(sums), sums / (ends - starts), np.nan)
    return ends.astype(np.float64), means, span


def reach_of(points: int) -> int:
    """Return how many points of a smoothed curve are averaged in one."""
    return max(1, math.ceil(points / SMOOTH))


def smoothed(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each point and those shortly before it, as far as they are numbers."""
    reach = reach_of(len(means))
    there = np.isfinite(means)
    sums = np.concatenate([[0.0], np.cumsum(np.where(there, means, 0.0))])
    counts = np.concatenate([[0], np.cumsum(there)])
    first = np.maximum(np.arange(1, len(means) + 1) - reach, 0)
    with np.errstate(all="ignore"):
        return np.asarray(
            np.where(there, (sums[1:] - sums[first]) / (counts[1:] - counts[first]), np.nan)
        )


def averaged(trainer: Trainer) -> int:
    """Return of how many batches the loss is the mean where its curve ends."""
    steps, _, span = binned(trainer.losses)
    return min(span * reach_of(len(steps)), len(trainer.losses))


def kept_curves(trainer: Trainer) -> list[Curve]:
    """Return the two curves of a run beside: its smoothed loss, and its test accuracy."""
    shown = ("loss, training", "accuracy, test")
    return [replace(one, kept=True) for one in curves_of(trainer) if one.name in shown]


def curves_of(trainer: Trainer) -> list[Curve]:
    """Return the curves of everything that was reached, also what lies ahead after going back."""
    steps, means, span = binned(trainer.losses)
    _, shares, _ = binned(trainer.accuracies)
    known = trainer.measured.marks
    marks = known[:: max(1, math.ceil(len(known) / POINTS))]
    if marks[-1] is not known[-1]:
        marks = [*marks, known[-1]]
    at = np.array([mark.step for mark in marks], np.float64)
    counts = tuple(mark.count for mark in marks)
    return [
        _curve("batches", "loss", "violet", steps, means, span, quiet=True),
        _curve("loss, training", "loss", "violet", steps, smoothed(means), span),
        _curve("loss, test", "loss", "soft", at, [mark.loss for mark in marks], pictures=counts),
        _curve("accuracy, training", "accuracy", "line", steps, smoothed(shares), span),
        _curve(
            "accuracy, test",
            "accuracy",
            "teal",
            at,
            [mark.accuracy for mark in marks],
            pictures=counts,
        ),
    ]


def _curve(
    name: str,
    axis: str,
    colour: str,
    x: NDArray[np.float64],
    y: Sequence[float] | NDArray[np.float64],
    span: int = 1,
    *,
    quiet: bool = False,
    pictures: tuple[int, ...] = (),
) -> Curve:
    values = np.asarray(y, dtype=np.float64)
    # Float32 ends at 3.4e38: a loss beyond it is none.
    values = np.where(np.isfinite(values) & (values < 1e38), values, GAP)
    places, heights = x.astype(np.float32), values.astype(np.float32)
    return Curve(name, axis, colour, places, heights, span, quiet, pictures)

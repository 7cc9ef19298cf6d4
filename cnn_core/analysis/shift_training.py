"""A dense network and a convolutional one, trained on the same shifted pictures, then tested."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.data import Dataset, Examples, evenly, moved
from cnn_core.nn import Adam, Conv2D, Dense, Flatten, Layer, MaxPool2D, Network, ReLU, accuracy
from cnn_core.training import Run

FARTHEST = 5  # pixels to the left or right, of the pictures to test with
SHIFTS = tuple(range(-FARTHEST, FARTHEST + 1))
BATCH, RATE = 20, 0.01
BATCHES = 200  # of a whole training
EVERY = 25  # batches from one measurement to the next
AT_ONCE = 5  # batches between two looks at the clock
TESTED = 200  # pictures to test with, each of them at every shift
SAMPLE = 300  # pictures of the training that are measured, at most


def dense_layers(classes: int) -> list[Layer]:
    """Return a dense network: every pixel is connected with every one of 32 units."""
    return [Flatten(), Dense(32), ReLU(), Dense(classes)]


def convolutional_layers(classes: int) -> list[Layer]:
    """Return a convolutional network for 28x28 pictures, with one number for each last map."""
    first = [Conv2D(6, 5), ReLU(), MaxPool2D(2)]
    second = [Conv2D(16, 5), ReLU(), MaxPool2D(8)]  # the largest value of a whole 8x8 map
    return [*first, *second, Flatten(), Dense(classes)]


NETWORKS = MappingProxyType({"dense": dense_layers, "convolution": convolutional_layers})


def shifted(examples: Examples, by: ArrayLike) -> Examples:
    """Shift pictures to the right, all by one number of pixels or each by its own.

    What comes in is black; a negative number shifts to the left. Errors: as many numbers as there
    are pictures, or one.
    """
    steps = np.broadcast_to(np.asarray(by), len(examples))
    pixels = [moved(one, 0, int(step)) for one, step in zip(examples.pixels, steps, strict=True)]
    return Examples(np.stack(pixels), examples.labels)


@dataclass(frozen=True)
class ShiftTask:
    """What is trained on: how many pictures, each shifted by up to `reach` pixels, by a seed."""

    pictures: int = 300
    reach: int = 1
    seed: int = 0

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Which of SHIFTS stand in the training pictures (2 FARTHEST + 1,)."""
        return np.abs(SHIFTS) <= self.reach

    def training(self, data: Dataset) -> Examples:
        """Return the pictures to train on: each shifted by a random whole number of pixels."""
        chosen = evenly(data.train, self.pictures)
        rng = np.random.default_rng(self.seed)
        return shifted(chosen, rng.integers(-self.reach, self.reach + 1, len(chosen)))


@dataclass(frozen=True, eq=False)
class Curve:
    """How one network did, at each measurement."""

    parameters: int
    training: NDArray[np.float64]  # (looks,): accuracy on pictures of the training
    tested: NDArray[np.float64]  # (looks, shifts): on new pictures, for each of SHIFTS


@dataclass(frozen=True, eq=False)
class ShiftResult:
    """How both networks of NETWORKS did so far."""

    task: ShiftTask
    batches: NDArray[np.int64]  # (looks,): batches before each measurement
    curves: Mapping[str, Curve]

    def accuracy(self, name: str, *, seen: bool) -> NDArray[np.float64]:
        """Return the test accuracy at shifts that were trained on, or at all others: (looks,)."""
        of_those = self.curves[name].tested[:, self.task.seen == seen]
        return np.asarray(of_those.mean(axis=1))


class ShiftTraining:
    """Both networks in training, a few batches at a time; belongs to one visitor.

    They get the same pictures in the same order, and the same optimiser. The same task gives the
    same numbers on one machine.
    """

    def __init__(self, task: ShiftTask, data: Dataset) -> None:
        """Begin at the start. Errors: pictures that the networks do not fit."""
        self.task = task
        train = task.training(data)
        self._runs = {
            name: Run(
                train,
                seed=task.seed,
                batch=BATCH,
                network=Network(
                    layers(len(data.classes)), train.shape, np.random.default_rng(task.seed)
                ),
                optimiser=Adam(RATE),
            )
            for name, layers in NETWORKS.items()
        }
        self._sample = train.batch(slice(0, SAMPLE))
        self._test = evenly(data.test, TESTED)
        self._looks: list[int] = []
        self._measured: dict[str, list[tuple[float, list[float]]]] = {name: [] for name in NETWORKS}
        self._work = self._working()

    @property
    def batches(self) -> int:
        """How many batches both were trained on."""
        return min(run.steps for run in self._runs.values())

    @property
    def is_over(self) -> bool:
        """Whether the training has come to its end, and is measured there."""
        return bool(self._looks) and self._looks[-1] >= BATCHES

    def advance(self, seconds: float = math.inf) -> None:
        """Train and measure for about so many seconds, or to the end; nothing once it is over."""
        until = time.monotonic() + seconds
        for _ in self._work:
            if time.monotonic() >= until:
                return

    @property
    def result(self) -> ShiftResult:
        """How both did so far, in arrays that nobody can change."""
        curves = {}
        for name, measured in self._measured.items():
            training = np.array([one for one, _ in measured], np.float64)
            tested = np.array([many for _, many in measured], np.float64).reshape(-1, len(SHIFTS))
            for array in (training, tested):
                array.setflags(write=False)
            curves[name] = Curve(self._runs[name].network.parameter_count, training, tested)
        batches = np.array(self._looks, np.int64)
        batches.setflags(write=False)
        return ShiftResult(self.task, batches, MappingProxyType(curves))

    def _working(self) -> Iterator[None]:
        """Measure and train in turn, in small pieces, up to a last measurement."""
        yield from self._measuring()
        while not self.is_over:
            for _ in range(EVERY // AT_ONCE):
                for run in self._runs.values():
                    run.advance(AT_ONCE)
                    yield
            yield from self._measuring()

    def _measuring(self) -> Iterator[None]:
        """Measure both networks; the measurement counts once all of it is there."""
        found: dict[str, tuple[float, list[float]]] = {}
        for name, run in self._runs.items():
            on_training = accuracy(run.network, *self._sample)
            tested = []
            for by in SHIFTS:
                tested.append(accuracy(run.network, *shifted(self._test, by).batch()))
                yield
            found[name] = on_training, tested
        for name, one in found.items():
            self._measured[name].append(one)
        self._looks.append(self.batches)

"""A head on features and a small network from nothing, trained on the same images in step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnn_core.data import Examples, Features
from cnn_core.nn import Adam, Network, accuracy
from cnn_core.training import Run
from cnn_core.transfer.heads import head, small_network

BATCH = 16
HEAD_RATE, NETWORK_RATE = 1e-3, 5e-3


@dataclass(frozen=True, eq=False)
class Both:
    """The same images as features and as pixels, to learn from and to test with.

    Row k of one is row k of the other. Errors: labels that differ.
    """

    features: Features  # (N, D)
    images: Examples  # (N, 3, 28, 28)
    tested_features: Features  # (M, D)
    tested_images: Examples  # (M, 3, 28, 28)
    classes: int

    def __post_init__(self) -> None:
        pairs = ((self.features, self.images), (self.tested_features, self.tested_images))
        for one, other in pairs:
            if not np.array_equal(one.labels, other.labels):
                raise ValueError("features and pixels are of other images: their labels differ")


@dataclass(frozen=True)
class Mark:
    """How both stood after `step` batches: shares of the test images that are named right."""

    step: int
    head: float
    network: float


class SideBySide:
    """Trains both, batch by batch: each learns from the same images in the same order.

    Deterministic: the same images and seed give the same numbers. It belongs to one visitor.
    """

    def __init__(
        self,
        both: Both,
        *,
        seed: int = 0,
        every: int = 1,
        batch: int = BATCH,
        rate: float = HEAD_RATE,
    ) -> None:
        """Stand before the first batch; look at the test images after `every` batches.

        `rate` is the learning rate of the head; the small network has NETWORK_RATE.
        """
        self.both, self.seed, self.every, self.batch, self.rate = both, seed, every, batch, rate
        self.network = Run(
            both.images,
            seed=seed,
            batch=batch,
            network=small_network(both.classes, seed=seed),
            optimiser=Adam(NETWORK_RATE),
        )
        self.head = self._head()
        self.marks: list[Mark] = []
        self._look()

    @property
    def steps(self) -> int:
        """After how many batches the head stands."""
        return self.head.steps

    def advance(self) -> None:
        """Train both on one more batch; after going back, the head alone until it is level."""
        self.head.step()
        if self.head.steps > self.network.steps:
            self.network.step()
            if self.steps % self.every == 0:
                self._look()

    def back_to(self, step: int) -> None:
        """Let the head stand where it was after `step` batches; the curves stay.

        The head is trained anew, which takes less than to keep it at each step.
        """
        self.head = self._head()
        self.head.advance(min(step, self.network.steps))

    @property
    def mark(self) -> Mark:
        """The last look at or before the step at which the head stands."""
        return next(one for one in reversed(self.marks) if one.step <= self.steps)

    def predicted(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Return the class that the head gives each test image, (M,)."""
        found = self.head.network.forward(self.both.tested_features.batch()[0])
        return np.asarray(found.argmax(axis=0), np.intp)

    def _head(self) -> Run:
        both = self.both
        made: Network = head(both.features.shape[0], both.classes)
        return Run(
            both.features,
            seed=self.seed,
            batch=self.batch,
            network=made,
            optimiser=Adam(self.rate),
        )

    def _look(self) -> None:
        both = self.both
        self.marks.append(
            Mark(
                self.steps,
                accuracy(self.head.network, *both.tested_features.batch()),
                accuracy(self.network.network, *both.tested_images.batch()),
            )
        )

"""A run: data, seed, network, optimiser and position. The same settings give the same losses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from cnn_core.data.augmentation import AUGMENTATIONS, augmented
from cnn_core.data.datasets import Batch, Whole
from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import whole
from cnn_core.nn.network import Network, toy_network
from cnn_core.nn.optimisers import Adam, Optimiser
from cnn_core.training.diagnostics import (
    DEAD,
    PATIENCE,
    Record,
    Trouble,
    dead_share,
    healthy,
    troubles,
)
from cnn_core.training.step import Step, class_count, train_batch

# Steps from one look at the network's health, and one kept state, to the next.
LOOK = 50
# States that are kept: the last ones in which nothing was wrong.
KEPT = 8
# Training images over which a ReLU that is always 0 counts as dead.
PROBE = 64
# How much above the loss of guessing a trial may end: chance alone lifts it that far.
BEARABLY = 0.1


class TrainingData(Protocol):
    """What a run learns from: N images, or what another network made of them, with labels."""

    @property
    def labels(self) -> Whole: ...
    @property
    def shape(self) -> tuple[int, ...]: ...
    def __len__(self) -> int: ...
    def batch(self, rows: Whole | slice = ...) -> Batch:
        """Return some examples, the batch axis last, and their labels (N,); all unless told."""
        ...

    def shuffled(self, seed: int, first: int, count: int) -> Whole:
        """Return which `count` examples come after the first `first` ones, epoch after epoch."""
        ...

    def tobytes(self) -> bytes:
        """Return what tells these examples from others."""
        ...


@dataclass(frozen=True)
class State:
    """One position of a run, copied: all it takes to go on from there."""

    seen: int
    network: dict[str, Array]
    optimiser: tuple[int, dict[str, Array]]
    losses: tuple[float, ...]
    accuracies: tuple[float, ...]
    dead: tuple[tuple[int, float], ...]

    @property
    def steps(self) -> int:
        """How many batches led here."""
        return len(self.losses)


class Run:
    """Training, one batch after the other; deterministic on one machine with one thread count.

    Every batch follows from the seed and the number of images seen, so n single steps are one
    advance of n. A run belongs to one visitor.
    """

    def __init__(
        self,
        data: TrainingData,
        *,
        seed: int = 0,
        batch: int = 16,
        network: Network | None = None,
        optimiser: Optimiser | None = None,
        names: Sequence[str] = (),
        augmentation: str = "",
    ) -> None:
        """Begin at the start; without a network the toy network, without an optimiser Adam.

        `names` are those of the classes, for what is said of them. With one of AUGMENTATIONS each
        batch is changed before it is trained on.
        """
        if augmentation and augmentation not in AUGMENTATIONS:
            raise ValueError(
                f"there is no augmentation {augmentation!r}: use {', '.join(AUGMENTATIONS)}"
            )
        self.augmentation = augmentation
        if batch < 1:
            raise ValueError(f"a batch of {batch} pictures teaches nothing: use 1 or more")
        batch = whole(batch, "batch")
        self.data, self.seed, self.batch = data, seed, batch
        self.network = toy_network(np.random.default_rng(seed)) if network is None else network
        self.optimiser = Adam() if optimiser is None else optimiser
        classes = class_count(self.network)
        if data.shape != self.network.input_shape or int(data.labels.max()) >= classes:
            raise ValueError(
                f"the network takes images {self.network.input_shape} of {classes} classes, but "
                f"the data has {data.shape} of {int(data.labels.max()) + 1}"
            )
        if names and len(names) != classes:
            raise ValueError(f"{classes} classes have as many names, not {len(names)}")
        self.seen = 0
        counts = np.bincount(data.labels, minlength=classes).tolist()
        self.record = Record(
            math.log(classes), batch=batch, counts=tuple(counts), names=tuple(names)
        )
        self.good: list[State] = []
        self._look()

    @property
    def steps(self) -> int:
        """How many batches were trained on."""
        return len(self.record.losses)

    @property
    def epoch(self) -> float:
        """How often the data was gone through."""
        return self.seen / len(self.data)

    def next_batch(self) -> Batch:
        """Return what the next step trains on: images (C, H, W, N) and labels (N,)."""
        images, labels = self.data.batch(self.data.shuffled(self.seed, self.seen, self.batch))
        if self.augmentation:
            images = augmented(images, self.augmentation, (self.seed, self.seen))
        return images, labels

    def step(self) -> Step:
        """Train on the next batch. Errors: the loss is no number any more."""
        if self.record.losses and not math.isfinite(self.record.losses[-1]):
            raise ValueError("the loss is not a number: go back to the last good state")
        images, labels = self.next_batch()
        # Numbers that grow beyond all bounds are what the guards report, not what stops a step.
        with np.errstate(all="ignore"):
            done = train_batch(
                self.network,
                self.optimiser,
                images,
                labels,
                seed=(self.seed, self.steps),
                seen=self.seen,
            )
        self.seen = done.seen
        self.record.losses.append(done.loss)
        self.record.accuracies.append(done.accuracy)
        if self.steps % LOOK == 0:
            self._look()
        return done

    def advance(self, count: int) -> list[Step]:
        """Train on `count` batches, or until the loss is no number."""
        done: list[Step] = []
        while len(done) < count and (not done or math.isfinite(done[-1].loss)):
            done.append(self.step())
        return done

    def troubles(self) -> list[Trouble]:
        """Return all that goes wrong now, the gravest first."""
        return troubles(self.record)

    def last_good(self, trouble: Trouble) -> State:
        """Return the last kept state from before a trouble began; at worst the oldest kept.

        That is the very start, or for a run from a file where it was saved.
        """
        before = [state for state in self.good if state.steps < trouble.step]
        return (before or self.good)[-1 if before else 0]

    def goes_well(self, count: int) -> bool:
        """Try the next `count` batches and go back: tell whether the loss stays or falls.

        It may lie a tenth above that of guessing, or of the batches before. Not so where it is no
        number or half of the ReLUs die.
        """
        state, good = self.snapshot(), self.good
        before = state.losses[-PATIENCE:] or (self.record.chance,)
        usual = max(self.record.chance, float(np.mean(before)))
        losses = [step.loss for step in self.advance(count)]
        with np.errstate(all="ignore"):
            late = float(np.mean(losses[len(losses) // 2 :]))
            dead = dead_share(self.network, self.data.batch(slice(0, PROBE))[0])
        self.restore(state)
        self.good = good
        return late <= (1 + BEARABLY) * usual and dead < DEAD

    def snapshot(self) -> State:
        """Return a copy of where the run is."""
        return State(
            self.seen,
            self.network.snapshot(),
            self.optimiser.snapshot(),
            tuple(self.record.losses),
            tuple(self.record.accuracies),
            tuple(self.record.dead),
        )

    def restore(self, state: State) -> None:
        """Go on from a state. Errors: it is that of another network."""
        self.network.restore(state.network)
        self.optimiser.restore(state.optimiser)
        self.seen = state.seen
        self.record.losses = list(state.losses)
        self.record.accuracies = list(state.accuracies)
        self.record.dead = list(state.dead)
        self.good = [kept for kept in self.good if kept.steps <= state.steps] or [state]

    def _look(self) -> None:
        """Measure the network's health, and keep its state where nothing is wrong."""
        images, _ = self.data.batch(slice(0, PROBE))
        with np.errstate(all="ignore"):
            self.record.dead.append((self.steps, dead_share(self.network, images)))
        if not self.good or (healthy(self.troubles()) and np.isfinite(self.network.values).all()):
            # The start is always kept: it is good whatever came after.
            self.good = [*self.good[:1], *self.good[1:][-(KEPT - 2) :], self.snapshot()]

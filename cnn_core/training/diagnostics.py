"""What can go wrong in training, found in its record: its kind, since when, and how much."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.nn.layers import Activation
from cnn_core.nn.network import Network
from cnn_core.ops.activations import ACTIVATIONS

# Steps with losses mostly above chance that are more than bad luck, and the share of chance that
# was clearly below it.
PATIENCE, CLEARLY = 20, 0.9
# Steps over which a loss is averaged to see whether it still falls, and by what share it should.
WINDOW, PROGRESS = 200, 0.01
# Share of dead ReLUs that is worth a word.
DEAD = 0.5
# How many times the loss of guessing is no bad luck any more, and for how many steps in a row.
FAR, AGAIN = 10, 3
# How many times as many pictures the largest class may have as the smallest.
LOPSIDED = 4
# What is no reason against keeping a state: slow progress, and what is so from the start.
BEARABLE = ("plateau", "one-class", "unbalanced", "batch-of-one")


@dataclass
class Record:
    """What a run remembers of its steps; the first step is number 1."""

    chance: float  # the loss of guessing: log(classes)
    losses: list[float] = field(default_factory=list)
    accuracies: list[float] = field(default_factory=list)
    dead: list[tuple[int, float]] = field(default_factory=list)  # step, share of dead ReLUs
    batch: int = 0  # pictures of one step; 0: not told
    counts: tuple[int, ...] = ()  # training pictures of each class; empty: not told
    names: tuple[str, ...] = ()  # what the classes are called; empty: by their numbers


@dataclass(frozen=True)
class Trouble:
    """One thing that goes wrong now: a key of `GUARDS`, and since which step; 0 from the start.

    `amount` is the loss of now ("not-a-number", "explosion"), the mean loss ("plateau"), the share
    of dead ReLUs ("dead-relus") or of the largest class ("unbalanced"); `label` is that class, or
    the only one ("one-class").
    """

    kind: str
    step: int
    amount: float = 0.0
    label: int = 0


def not_a_number(record: Record) -> Trouble | None:
    """Find the first loss that is no finite number; it can only be at the end."""
    bad = [n for n, loss in enumerate(record.losses[-PATIENCE:]) if not math.isfinite(loss)]
    if not bad:
        return None
    step = max(0, len(record.losses) - PATIENCE) + bad[0] + 1
    return Trouble("not-a-number", step, record.losses[step - 1])


def explosion(record: Record) -> Trouble | None:
    """Find the last losses FAR above chance, and since when they are above it."""
    last = record.losses[-AGAIN:]
    # What is no number says more than that it was large before.
    if len(last) < AGAIN or not all(FAR * record.chance < loss < math.inf for loss in last):
        return None
    step = len(record.losses)
    while step > 1 and record.losses[step - 2] > FAR * record.chance:
        step -= 1
    return Trouble("explosion", step, record.losses[-1])


def divergence(record: Record) -> Trouble | None:
    """Find most of the last PATIENCE losses above chance, though their mean was clearly below."""
    # A single huge loss must not hide the others in a mean.
    losses = np.minimum(record.losses, 10 * record.chance)
    above = losses > record.chance
    if len(losses) < 2 * PATIENCE:
        return None
    mostly = _means(above.astype(float), PATIENCE) > 0.5
    calm = np.flatnonzero(~mostly)
    if mostly[-1] == 0 or not calm.size:
        return None
    first = int(calm[-1]) + 1
    if float(_means(losses[: first + PATIENCE - 1], PATIENCE).min()) >= CLEARLY * record.chance:
        return None
    step = first + int(np.argmax(above[first:])) + 1
    return Trouble("divergence", step)


def dead_relus(record: Record) -> Trouble | None:
    """Find that half of the ReLUs or more are dead now."""
    since = None
    for step, share in reversed(record.dead):
        if share < DEAD:
            break
        since = step
    if since is None:
        return None
    return Trouble("dead-relus", since, record.dead[-1][1])


def plateau(record: Record) -> Trouble | None:
    """Find that a loss of half of chance or more did not fall for WINDOW steps."""
    losses = np.array(record.losses)
    stretches = len(losses) // WINDOW
    if stretches < 2:
        return None
    # Stretches of WINDOW steps, the last one first.
    means = losses[len(losses) - stretches * WINDOW :].reshape(stretches, WINDOW).mean(axis=1)[::-1]
    flat = 0
    while flat + 1 < stretches and means[flat] > (1 - PROGRESS) * means[flat + 1]:
        flat += 1
    if not flat or means[0] < record.chance / 2:
        return None
    step = len(losses) - (flat + 1) * WINDOW + 1
    return Trouble("plateau", step, float(means[0]))


def one_class(record: Record) -> Trouble | None:
    """Find that there is nothing to tell apart."""
    there = [k for k, count in enumerate(record.counts) if count]
    if len(there) != 1:
        return None
    return Trouble("one-class", 0, label=there[0])


def unbalanced(record: Record) -> Trouble | None:
    """Find a class with LOPSIDED times the pictures of another."""
    there = [count for count in record.counts if count]
    if len(there) < 2 or max(there) < LOPSIDED * min(there):
        return None
    return Trouble("unbalanced", 0, max(there) / sum(there), record.counts.index(max(there)))


def batch_of_one(record: Record) -> Trouble | None:
    """Find that every step follows a single picture."""
    if record.batch != 1 or sum(record.counts) <= 1:
        return None
    return Trouble("batch-of-one", 0)


Guard = Callable[[Record], Trouble | None]
# In the order of their weight: who is told one thing is told the first.
GUARDS: dict[str, Guard] = {
    "not-a-number": not_a_number,
    "explosion": explosion,
    "divergence": divergence,
    "dead-relus": dead_relus,
    "one-class": one_class,
    "unbalanced": unbalanced,
    "batch-of-one": batch_of_one,
    "plateau": plateau,
}


def troubles(record: Record) -> list[Trouble]:
    """Return all that goes wrong now, the gravest first."""
    return [trouble for guard in GUARDS.values() if (trouble := guard(record)) is not None]


def dead_share(network: Network, images: Array) -> float:
    """Return the share of ReLU maps (or units, after Flatten) that are 0 for all images.

    images (C, H, W, N) -> 0 to 1; 0 for a network without ReLUs.
    """
    trace = network.trace(images)
    alive: list[bool] = []
    for layer, answer in zip(network.layers, trace.activations[1:], strict=True):
        if isinstance(layer, Activation) and ACTIVATIONS[layer.kind].gate:
            alive += (answer.reshape(len(answer), -1).max(axis=1) > 0).tolist()
    return 1 - sum(alive) / len(alive) if alive else 0.0


def _means(values: Array, count: int) -> Array:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray((sums[count:] - sums[:-count]) / count)


def healthy(found: Sequence[Trouble]) -> bool:
    """Say whether a state is worth going back to: nothing is wrong but what is bearable."""
    return all(trouble.kind in BEARABLE for trouble in found)

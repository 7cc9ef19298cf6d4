"""How many images of a class it takes: accuracy against their number, for both ways to learn."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Examples, Features
from cnn_core.transfer.side_by_side import Both, SideBySide

COUNTS = (1, 2, 4, 8, 16, 32)
BATCHES, DRAWS = 60, 3


@dataclass(frozen=True, eq=False)
class CountCurve:
    """Accuracy on the test images by how many images of each class were learned from."""

    counts: tuple[int, ...]
    head: NDArray[np.float64]  # (counts, draws)
    network: NDArray[np.float64]  # (counts, draws)


def counts_for(labels: NDArray[np.integer]) -> tuple[int, ...]:
    """Return the numbers of images a class at which to look: 1, 2, 4, ..., and all of the fewest.

    >>> counts_for(np.array([0] * 6 + [1] * 9))
    (1, 2, 4, 6)
    """
    fewest = int(np.bincount(labels)[np.unique(labels)].min())
    return (*(count for count in COUNTS if count < fewest), min(fewest, COUNTS[-1]))


def accuracy_by_count(
    both: Both, *, batches: int = BATCHES, draws: int = DRAWS
) -> Generator[float, None, CountCurve]:
    """Train both on 1, 2, 4, ... images of each class, and yield the share that is done.

    Each of `draws` puts the images in another order, and the first ones of each class are taken; so
    more images always include the fewer. Both see as many batches, whatever the number of images.
    """
    labels = both.features.labels
    counts = counts_for(labels)
    found = np.zeros((2, len(counts), draws))
    for draw in range(draws):
        order = np.argsort(np.random.default_rng(draw).random(len(labels)), kind="stable")
        rank = np.empty(len(labels), np.intp)
        for label in range(both.classes):
            own = order[labels[order] == label]
            rank[own] = np.arange(len(own))
        for place, count in enumerate(counts):
            rows = np.flatnonzero(rank < count)
            some = Both(
                Features(both.features.values[rows], labels[rows]),
                Examples(both.images.pixels[rows], labels[rows]),
                both.tested_features,
                both.tested_images,
                both.classes,
            )
            pair = SideBySide(some, seed=draw, every=batches)
            while pair.steps < batches:
                pair.advance()
                if pair.steps % 10 == 0:
                    ran = (draw * len(counts) + place + pair.steps / batches) / (
                        draws * len(counts)
                    )
                    yield min(ran, 1.0)
            found[:, place, draw] = pair.marks[-1].head, pair.marks[-1].network
    return CountCurve(counts, *found)

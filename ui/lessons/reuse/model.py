"""What the lesson shows: a set of images, settled, and what is looked at in it."""

from __future__ import annotations

from dataclasses import dataclass

from cnn_core.transfer import SideBySide, most_telling
from ui.lessons.reuse.album import Album
from ui.lessons.reuse.settings import (
    BY_ITSELF,
    FIRST,
    MOST_BATCHES,
    SECOND,
)
from ui.link.view import View

CARRIERS = 5  # features of a class that are told


@dataclass
class Learner:
    """A visitor's two ways to learn from one set of images, and whether they go on."""

    key: str
    pair: SideBySide
    name: str
    running: bool = False

    def advance(self, batches: int) -> None:
        """Train on some more batches, up to the most."""
        for _ in range(min(batches, MOST_BATCHES - self.pair.steps)):
            self.pair.advance()


@dataclass(frozen=True, eq=False)
class Shown:
    """All that is on screen."""

    album: Album
    learner: Learner  # at the number of batches of the view
    view: str

    @property
    def pair(self) -> SideBySide:
        """Both ways to learn."""
        return self.learner.pair

    @property
    def learned(self) -> int:
        """How many images are learned from."""
        return len(self.pair.both.features)

    @property
    def tested(self) -> int:
        """How many images are kept for the test."""
        return len(self.pair.both.tested_features)


def pair_of_features(view: View, shown: Shown) -> tuple[int, int]:
    """Return the two features on the axes: those asked for, or the most telling of two classes."""
    found: list[int] = []
    for unit, setting in enumerate((FIRST, SECOND)):
        if view[setting] != BY_ITSELF:
            found.append(view[setting])
            continue
        order = most_telling(shown.pair.head.network, shown.pair.both.features, unit)
        found.append(next(int(k) for k in order if int(k) not in found))
    return found[0], found[1]


def telling(shown: Shown, unit: int) -> list[tuple[int, float, float, float]]:
    """Return the most telling features of a class: number, own mean, mean of others, weight."""
    features = shown.pair.both.features
    own = features.labels == unit
    weights = shown.pair.head.network.layers[-1].parameters["w"][unit]
    found = []
    for k in most_telling(shown.pair.head.network, features, unit)[:CARRIERS].tolist():
        column = features.values[:, k]
        found.append((k, float(column[own].mean()), float(column[~own].mean()), float(weights[k])))
    return found

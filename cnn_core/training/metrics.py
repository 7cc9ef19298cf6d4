"""How well a network answers, beyond one number: which classes it takes for which, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network
from cnn_core.ops.losses import check_labels, softmax

Whole = NDArray[np.intp]

NEVER = -1


def logits_of(network: Network, images: Array, *, block: int = 100) -> Array:
    """Answer many images (C, H, W, N), some at a time -> logits (K, N)."""
    count = images.shape[-1]
    parts = [network.forward(images[..., at : at + block]) for at in range(0, count, block)]
    return np.concatenate(parts, axis=1) if parts else np.empty((0, 0), np.float32)


def confusion_matrix(labels: ArrayLike, predictions: ArrayLike, classes: int) -> Whole:
    """Count how often each class (row) was answered with each (column).

    labels and predictions (N,) -> (classes, classes). Errors: numbers that are no classes.

    >>> confusion_matrix([0, 0, 1], [0, 1, 1], 2).tolist()
    [[1, 1], [0, 1]]
    """
    count = np.size(np.asarray(labels))
    true, said = (check_labels(one, classes, count) for one in (labels, predictions))
    places = true.astype(np.intp) * classes + said
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


def row_shares(matrix: ArrayLike) -> Array:
    """Divide each row by its sum: the share of a class that was answered so; 0 for no pictures.

    >>> row_shares([[3, 1], [0, 0]]).tolist()
    [[0.75, 0.25], [0.0, 0.0]]
    """
    counts = np.asarray(matrix, np.float64)
    sums = counts.sum(axis=1, keepdims=True)
    return np.asarray(counts / np.where(sums > 0, sums, 1))


def class_accuracies(matrix: ArrayLike) -> Array:
    """Return for each class the share answered rightly: (K, K) counts -> (K,)."""
    return np.asarray(np.diagonal(row_shares(matrix)))


def confident_mistakes(logits: ArrayLike, labels: ArrayLike) -> Whole:
    """Return which pictures were misread, the surest mistake first.

    logits (K, N), labels (N,) -> indices. Equals stay in their order.
    """
    shares = softmax(np.asarray(logits, np.float64))
    which = check_labels(labels, len(shares), shares.shape[1])
    wrong = np.flatnonzero(shares.argmax(axis=0) != which)
    sureness = shares.max(axis=0)[wrong]
    return np.asarray(wrong[np.argsort(-sureness, kind="stable")], np.intp)


class Readings:
    """What a run answered to the same pictures at each look, for when one was last misread."""

    def __init__(self, labels: NDArray[np.integer[Any]]) -> None:
        """Begin without a look; labels (N,) are the right answers."""
        self.labels = np.array(labels, np.intp)
        self._looks: dict[int, tuple[int, NDArray[np.uint8]]] = {}

    def record(self, seen: int, predictions: ArrayLike) -> None:
        """Keep what was answered after so many images to the first pictures, or to all of them.

        Of two looks at one time, the one at more pictures is kept, else the later one. Errors:
        more answers than pictures.
        """
        answers = np.asarray(predictions)
        if answers.ndim != 1 or len(answers) > len(self.labels):
            raise ValueError(
                f"{len(self.labels)} pictures have at most as many answers, not {answers.shape}"
            )
        if seen not in self._looks or self._looks[seen][0] <= len(answers):
            wrong = answers != self.labels[: len(answers)]
            self._looks[seen] = len(answers), np.packbits(wrong)

    def forget_after(self, seen: int) -> None:
        """Forget the looks after more images than these: the run walks another way from there."""
        self._looks = {when: look for when, look in self._looks.items() if when <= seen}

    def last_misread(self, until: int | None = None) -> Whole:
        """Return for each picture (N,) how many images were seen when it was last misread.

        NEVER (-1) for a picture that was right whenever it was looked at. `until` leaves out the
        looks after more images than that.
        """
        last = np.full(len(self.labels), NEVER, np.intp)
        for seen, wrong in self._until(until):
            last[: len(wrong)][wrong] = seen
        return last

    def times_misread(self, until: int | None = None) -> tuple[Whole, Whole]:
        """Return for each picture how often it was misread, and at how many looks, both (N,)."""
        misread, looks = (np.zeros(len(self.labels), np.intp) for _ in range(2))
        for _, wrong in self._until(until):
            misread[: len(wrong)] += wrong
            looks[: len(wrong)] += 1
        return misread, looks

    def _until(self, until: int | None) -> list[tuple[int, NDArray[np.bool_]]]:
        return [
            (seen, np.unpackbits(wrong, count=count).astype(np.bool_))
            for seen, (count, wrong) in sorted(self._looks.items())
            if until is None or seen <= until
        ]

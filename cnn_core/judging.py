"""How well a network answers, beyond one number: which classes it takes for which, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.losses import check_labels, softmax
from cnn_core.network import Network
from cnn_core.padding import Array

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
        self._looks: dict[int, NDArray[np.uint8]] = {}

    def __len__(self) -> int:
        return len(self._looks)

    def record(self, seen: int, predictions: ArrayLike) -> None:
        """Keep what was answered (N,) after so many images; looks from later on are forgotten.

        A run that went back to an earlier state walks another way from there.
        """
        answers = np.asarray(predictions)
        if answers.shape != self.labels.shape:
            raise ValueError(
                f"{len(self.labels)} pictures have as many answers, not {answers.shape}"
            )
        self.forget_from(seen)
        self._looks[seen] = np.packbits(answers != self.labels)

    def forget_from(self, seen: int) -> None:
        """Forget the looks taken after so many images or more."""
        self._looks = {when: wrong for when, wrong in self._looks.items() if when < seen}

    def last_misread(self) -> Whole:
        """Return for each picture (N,) how many images were seen when it was last misread.

        NEVER (-1) for a picture that was right at every look.
        """
        last = np.full(len(self.labels), NEVER, np.intp)
        for seen, wrong in sorted(self._looks.items()):
            last[np.unpackbits(wrong, count=len(last)).astype(bool)] = seen
        return last

    def times_misread(self) -> Whole:
        """Return for each picture (N,) at how many looks it was misread."""
        rows = [np.unpackbits(wrong, count=len(self.labels)) for wrong in self._looks.values()]
        return np.sum(rows, axis=0, dtype=np.intp) if rows else np.zeros(len(self.labels), np.intp)

"""A data set of a reader's own pictures: a few classes of a few pictures each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.datasets import Dataset, Examples
from cnn_core.geometry.phrases import counted

FEWEST_CLASSES, MOST_CLASSES = 2, 5
FEWEST_PICTURES, MOST_PICTURES = 2, 60  # of one class
TESTED = 4  # one picture in so many is kept for the test
UNBALANCED = 2  # times as many pictures in one class as in another: worth a word

Classes = Mapping[str, Sequence[NDArray[np.float32]]]


def own_dataset(classes: Classes) -> Dataset:
    """Make a data set of pictures (C, H, W), 0 to 1, by the name of their class.

    Every fourth picture of a class, and at least its last one, is kept for the test; so which ones
    are is the same every time. Errors: fewer than 2 classes, more than 5, or too few pictures.
    """
    if fault := own_fault(classes):
        raise ValueError(fault)
    parts: dict[str, list[tuple[NDArray[np.float32], int]]] = {"train": [], "test": []}
    for label, pictures in enumerate(classes.values()):
        tested = {*kept_rows(len(pictures))}
        for row, picture in enumerate(pictures):
            parts["test" if row in tested else "train"].append((picture, label))
    train, test = (_examples(part) for part in parts.values())
    return Dataset("own", "Your own classes", tuple(classes), train, test)


def kept_rows(count: int) -> range:
    """Return which of a class's pictures are kept for the test: 3, 7, 11, ..., or the last."""
    return range(TESTED - 1, count, TESTED) if count >= TESTED else range(count - 1, count)


def own_fault(classes: Classes) -> str:
    """Say in one sentence why these classes cannot be learned, "" if they can."""
    if not classes:
        return "there are no classes yet: make 2 to 5, with a few pictures each"
    if len(classes) < FEWEST_CLASSES:
        return (
            f"there is only one class, {next(iter(classes))}: a network that knows no other answer "
            "has nothing to tell apart, so add a second one"
        )
    if len(classes) > MOST_CLASSES:
        return f"there are {len(classes)} classes: use {MOST_CLASSES} at most"
    few = [name for name, pictures in classes.items() if len(pictures) < FEWEST_PICTURES]
    if few:
        found = len(classes[few[0]])
        return (
            f"class {few[0]} has {counted(found, 'picture')}: it needs at least "
            f"{FEWEST_PICTURES}, one to learn from and one to be tested with"
        )
    many = [name for name, pictures in classes.items() if len(pictures) > MOST_PICTURES]
    if many:
        return f"class {many[0]} has {len(classes[many[0]])} pictures: use {MOST_PICTURES} at most"
    return ""


def unbalanced_pair(classes: Mapping[str, Sized]) -> tuple[str, str] | None:
    """Return the class of most pictures and that of least, if one has `UNBALANCED` times as many.

    >>> unbalanced_pair({"A": [np.zeros((1, 28, 28))] * 9, "B": [np.zeros((1, 28, 28))] * 3})
    ('A', 'B')
    """
    sizes = {name: len(pictures) for name, pictures in classes.items()}
    if not sizes:
        return None
    most, least = max(sizes, key=sizes.__getitem__), min(sizes, key=sizes.__getitem__)
    if sizes[most] >= UNBALANCED * sizes[least] and sizes[most] > sizes[least]:
        return most, least
    return None


def _examples(part: list[tuple[NDArray[np.float32], int]]) -> Examples:
    pixels = np.stack([np.rint(255 * picture) for picture, _ in part]).astype(np.uint8)
    return Examples(pixels, np.array([label for _, label in part], np.intp))

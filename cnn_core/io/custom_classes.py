"""A reader's own pictures as one file, npz, and back: the same classes, split in the same way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.custom_classes import MOST_CLASSES, kept_rows, own_fault
from cnn_core.data.datasets import Dataset
from cnn_core.geometry.phrases import counted
from cnn_core.io.npz import Source, Target, read_npz, write_npz

PARTS = ("train_pixels", "train_labels", "test_pixels", "test_labels")
LONGEST_NAME = 24
NO_FILE = "this is not a file of pictures saved here"
# Bytes of its arrays: some thirty times what all classes may have.
LARGEST = 1 << 23


def save_pictures(data: Dataset, target: Target) -> None:
    """Write a data set to an npz file: pixels (N, C, H, W) bytes, labels (N,), class names."""
    parts = (data.train.pixels, data.train.labels, data.test.pixels, data.test.labels)
    write_npz(target, {"classes": data.classes, **dict(zip(PARTS, parts, strict=True))})


def load_pictures(source: Source) -> dict[str, list[NDArray[np.float32]]]:
    """Return the pictures (1, 28, 28), 0 to 1, of each class, in the order they were made in.

    `own_dataset` makes the saved data set of them again. Errors: no such file, one cut off, or
    classes that cannot be learned.
    """
    try:
        found = read_npz(source, largest=LARGEST)
    except ValueError as error:
        raise ValueError(f"{NO_FILE}: {error}") from error
    names = found.get("classes")
    if names is None or names.ndim != 1 or names.dtype.kind != "U" or not {*PARTS} <= {*found}:
        raise ValueError(NO_FILE)
    if len(names) > MOST_CLASSES:
        raise ValueError(f"the file has {len(names):,} classes: use {MOST_CLASSES} at most")
    classes = [str(name)[:LONGEST_NAME] for name in names]
    if len({*classes}) < len(classes) or not all(classes):
        raise ValueError("two classes of this file have one name, or one has none")
    train, test = (
        _by_class(found[f"{part}_pixels"], found[f"{part}_labels"], len(classes))
        for part in ("train", "test")
    )
    pictures = {
        name: _mixed(learned, tested)
        for name, learned, tested in zip(classes, train, test, strict=True)
    }
    if fault := own_fault(pictures):
        raise ValueError(fault)
    return pictures


def _by_class(pixels: NDArray[Any], labels: NDArray[Any], count: int) -> list[NDArray[Any]]:
    shape = pixels.shape[1:]
    if pixels.dtype != np.uint8 or shape != (1, 28, 28):
        raise ValueError(f"{NO_FILE}: its pictures are {shape} {pixels.dtype}, not 28×28 bytes")
    if labels.shape != pixels.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(f"{NO_FILE}: {counted(len(pixels), 'picture')} need as many labels")
    if labels.size and not 0 <= int(labels.min()) <= int(labels.max()) < count:
        raise ValueError(f"{NO_FILE}: a label names none of its classes")
    return [pixels[labels == label] for label in range(count)]


def _mixed(learned: NDArray[Any], tested: NDArray[Any]) -> list[NDArray[np.float32]]:
    """Put the pictures kept for the test back between the others."""
    count = len(learned) + len(tested)
    kept = {*kept_rows(count)} if len(kept_rows(count)) == len(tested) else {*range(len(tested))}
    parts = {True: iter(tested), False: iter(learned)}
    rows = (next(parts[row in kept]) for row in range(count))
    return [np.asarray(pixels, np.float32) / np.float32(255) for pixels in rows]

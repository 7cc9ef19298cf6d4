"""A reader's own classes of photographs as one file, npz, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.photo_classes import kept_for_test, photo_fault
from cnn_core.io.custom_classes import LONGEST_NAME
from cnn_core.io.npz import Source, Target, read_npz, write_npz
from cnn_core.io.runs import text_of
from cnn_core.nn.efficientnet import SIDE

FORMAT = "convscope-classes"
PICTURE = (3, SIDE, SIDE)
NO_FILE = "this is not a file of classes saved here"
PARTS = ("format", "classes", "pictures", "labels")

Squares = NDArray[np.uint8]


def save_photo_classes(
    classes: Mapping[str, Squares], averages: NDArray[np.float32], target: Target
) -> None:
    """Write pictures (N, 3, 224, 224) bytes by class, and their features (N, 1280) in that order.

    The features are for scripts: `load_photo_classes` trusts pictures alone.
    """
    sizes = [len(pictures) for pictures in classes.values()]
    write_npz(
        target,
        {
            "format": FORMAT,
            "classes": list(classes),
            "pictures": np.concatenate(list(classes.values())),
            "labels": np.repeat(np.arange(len(sizes)), sizes),
            "tested": kept_for_test(sizes),
            "averages": averages,
        },
    )


def load_photo_classes(source: Source) -> dict[str, Squares]:
    """Return the pictures (N, 3, 224, 224) of each class, in the order they were saved in.

    Errors: no such file, one cut off or too large, or classes that cannot be learned.
    """
    try:
        found = read_npz(source, only=PARTS)
    except ValueError as error:
        raise ValueError(f"{NO_FILE}: {error}") from error
    if text_of(found.get("format"), len(FORMAT)) != FORMAT or not {*PARTS} <= {*found}:
        raise ValueError(NO_FILE)
    names = _names(found["classes"])
    pictures, labels = found["pictures"], found["labels"]
    if pictures.dtype != np.uint8 or pictures.shape[1:] != PICTURE:
        size = "×".join(map(str, pictures.shape[1:]))
        raise ValueError(f"{NO_FILE}: its pictures are {size} {pictures.dtype}")
    if labels.shape != pictures.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(f"{NO_FILE}: its {len(pictures)} pictures have not as many labels")
    if labels.size and not 0 <= int(labels.min()) <= int(labels.max()) < len(names):
        raise ValueError(f"{NO_FILE}: a label names none of its classes")
    classes = {name: pictures[labels == label] for label, name in enumerate(names)}
    if fault := photo_fault({name: len(some) for name, some in classes.items()}):
        raise ValueError(fault)
    return classes


def _names(array: NDArray[Any]) -> list[str]:
    """Return the names of a file's classes. Errors: none, or two alike."""
    if array.ndim != 1 or array.dtype.kind != "U":
        raise ValueError(NO_FILE)
    names = [str(name)[:LONGEST_NAME].strip() for name in array]
    if len({*names}) < len(names) or not all(names):
        raise ValueError("two classes of this file have one name, or one has none")
    return names

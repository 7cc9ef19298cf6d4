"""A reader's own classes of photographs as one file, npz, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
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
FEATURE_MAPS = 1280  # of the large network
NO_FILE = "this is not a file of classes saved here"
PARTS = ("format", "classes", "pictures", "labels")
FEATURES = ("averages", "checksum")  # of a file that has them: without them it is whole, too
CHECKSUM = 64  # letters of one

Squares = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class SavedClasses:
    """The pictures (N, 3, 224, 224) of each class, and all their features (M, 1280) in that order.

    `averages` is None where the file has none that fit its pictures and the network.
    """

    pictures: Mapping[str, Squares]
    averages: NDArray[np.float32] | None


def save_photo_classes(
    classes: Mapping[str, Squares], averages: NDArray[np.float32], network: str, target: Target
) -> None:
    """Write pictures (N, 3, 224, 224) bytes by class, and their features (N, 1280) in that order.

    `network` is a checksum of the weights from which the features come.
    """
    sizes = [len(pictures) for pictures in classes.values()]
    pictures = np.concatenate(list(classes.values()))
    write_npz(
        target,
        {
            "format": FORMAT,
            "classes": list(classes),
            "pictures": pictures,
            "labels": np.repeat(np.arange(len(sizes)), sizes),
            "tested": kept_for_test(sizes),
            "averages": averages,
            "checksum": _checksum(network, pictures, averages),
        },
    )


def _checksum(network: str, pictures: Squares, averages: NDArray[np.float32]) -> str:
    """Return what ties features to their pictures and network."""
    found = sha256(network.encode())
    for array in (pictures, averages):
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def load_photo_classes(source: Source, network: str) -> SavedClasses:
    """Return the pictures of each class, in the order they were saved in, and their features.

    The features are left out where their shape, numbers or checksum do not fit the pictures and
    `network`, the checksum of the weights: then they are computed again.

    Errors: no such file, one cut off or too large, or classes that cannot be learned.
    """
    try:
        found = read_npz(source, only={*PARTS, *FEATURES})
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
    rows = [np.flatnonzero(labels == label) for label in range(len(names))]
    classes = {name: pictures[some] for name, some in zip(names, rows, strict=True)}
    if fault := photo_fault({name: len(some) for name, some in classes.items()}):
        raise ValueError(fault)
    averages = _fitting(found, network)
    if averages is not None:
        averages = averages[np.concatenate(rows)]
    return SavedClasses(classes, averages)


def _fitting(found: Mapping[str, NDArray[Any]], network: str) -> NDArray[np.float32] | None:
    """Return a file's features (N, 1280), None where they do not fit pictures and network."""
    averages, pictures = found.get("averages"), found["pictures"]
    if averages is None or averages.dtype != np.float32:
        return None
    if averages.shape != (len(pictures), FEATURE_MAPS) or not np.isfinite(averages).all():
        return None
    told = text_of(found.get("checksum"), CHECKSUM)
    return averages if told == _checksum(network, pictures, averages) else None


def _names(array: NDArray[Any]) -> list[str]:
    """Return the names of a file's classes. Errors: none, or two alike."""
    if array.ndim != 1 or array.dtype.kind != "U":
        raise ValueError(NO_FILE)
    names = [str(name)[:LONGEST_NAME].strip() for name in array]
    if len({*names}) < len(names) or not all(names):
        raise ValueError("two classes of this file have one name, or one has none")
    return names

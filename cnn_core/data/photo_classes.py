"""A reader's own classes of photographs: how many it takes, and what could be wrong with them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.custom_classes import FEWEST_CLASSES, kept_rows
from cnn_core.geometry.phrases import counted

MOST_CLASSES = 6
FEWEST_PICTURES, MOST_PICTURES = 5, 200  # of one class, and of all together


def photo_fault(sizes: Mapping[str, int]) -> str:
    """Say in one sentence why classes of so many pictures cannot be learned, "" if they can.

    >>> photo_fault({"cup": 5, "plate": 3})
    'class plate has 3 pictures: it needs at least 5'
    """
    if len(sizes) < FEWEST_CLASSES:
        return f"there is {'only one' if sizes else 'no'} class: make at least {FEWEST_CLASSES}"
    if len(sizes) > MOST_CLASSES:
        return f"there are {len(sizes)} classes: use {MOST_CLASSES} at most"
    for name, size in sizes.items():
        if size < FEWEST_PICTURES:
            has = counted(size, "picture") if size else "no pictures"
            return f"class {name} has {has}: it needs at least {FEWEST_PICTURES}"
    if (total := sum(sizes.values())) > MOST_PICTURES:
        return f"there are {total} pictures: use {MOST_PICTURES} at most"
    return ""


def kept_for_test(sizes: Sequence[int]) -> NDArray[np.bool_]:
    """Tell which pictures are kept for the test, class after class, (N,).

    Every fourth picture of a class is, so which ones are is the same every time.

    >>> kept_for_test([5]).tolist()
    [False, False, False, True, False]
    """
    parts = []
    for size in sizes:
        tested = np.zeros(size, bool)
        tested[list(kept_rows(size))] = True
        parts.append(tested)
    return np.concatenate(parts) if parts else np.zeros(0, bool)


def shared_pictures(
    classes: Mapping[str, Sequence[Hashable]],
) -> list[tuple[str, str, int]]:
    """Return the classes that have the same pictures, and how many, the most first.

    Each picture is given by what tells it from others.

    >>> shared_pictures({"A": [1, 2], "B": [2, 3], "C": [4]})
    [('A', 'B', 1)]
    """
    found = [
        (one, other, len({*classes[one]} & {*classes[other]}))
        for one, other in combinations(classes, 2)
    ]
    return sorted((pair for pair in found if pair[2]), key=lambda pair: -pair[2])

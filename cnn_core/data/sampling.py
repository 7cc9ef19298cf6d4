"""Fewer pictures to learn from, or unfairly many of one class: what makes training go wrong."""

from __future__ import annotations

import numpy as np

from cnn_core.data.datasets import Examples


def evenly(examples: Examples, count: int) -> Examples:
    """Return the first `count` pictures, as many of each class as possible, in turn.

    Errors: fewer than 1.
    """
    if count < 1:
        raise ValueError(f"{count} pictures teach nothing: use 1 or more")
    # The how-manieth of its class each picture is: the first ones of all classes come first.
    order = np.argsort(examples.labels, kind="stable")
    labels = examples.labels[order]
    starts = np.searchsorted(labels, labels)
    turn = np.empty(len(labels), np.intp)
    turn[order] = np.arange(len(labels)) - starts
    rows = np.sort(np.argsort(turn, kind="stable")[:count])
    return Examples(examples.pixels[rows], examples.labels[rows])


def lopsided(examples: Examples, *, share: float = 0.9) -> Examples:
    """Return all pictures of the first picture's class, and so few others that it has `share`.

    share 1: that class alone. Errors: a share that is not above 0 and at most 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"a share of {share} is not above 0 and at most 1")
    large = examples.labels == examples.labels[0]
    others = np.flatnonzero(~large)
    room = round(int(large.sum()) * (1 - share) / share)
    few = (
        evenly(Examples(examples.pixels[others], examples.labels[others]), room)
        if (room and others.size)
        else None
    )
    pixels, labels = [examples.pixels[large]], [examples.labels[large]]
    if few is not None:
        pixels.append(few.pixels)
        labels.append(few.labels)
    return Examples(np.concatenate(pixels), np.concatenate(labels))

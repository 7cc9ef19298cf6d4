"""One batch: answer, compare, go back, update."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network
from cnn_core.nn.optimisers import Optimiser
from cnn_core.ops.losses import check_labels, cross_entropy_with_gradient


@dataclass(frozen=True)
class Step:
    """What one batch showed, before it changed the network."""

    loss: float  # mean cross-entropy
    accuracy: float  # share of the batch that was answered rightly
    seen: int  # images trained on so far, this batch included
    # Seconds it took to answer, and to go back and update.
    forward: float = field(default=0.0, compare=False)
    backward: float = field(default=0.0, compare=False)


def class_count(network: Network) -> int:
    """Return how many classes a network tells apart. Errors: it answers with maps."""
    shape = network.shapes[-1]
    if len(shape) != 1:
        raise ValueError(
            f"the network answers with maps {shape}, but a loss compares one number for each "
            "class: let it end in Flatten and Dense, or in global pooling"
        )
    return shape[0]


def train_batch(
    network: Network,
    optimizer: Optimiser,
    images: Array,
    labels: NDArray[np.integer[Any]],
    *,
    seed: tuple[int, ...] = (0,),
    seen: int = 0,
) -> Step:
    """Train on one batch; `seed` is that of dropout, `seen` counts the images before.

    images (C, H, W, N) float32, labels (N,) whole from 0 -> Step. Errors: shapes or labels that do
    not fit.
    """
    class_count(network)
    start = time.perf_counter()
    logits = network.learn_forward(images, seed)
    answered = time.perf_counter()
    which = check_labels(labels, len(logits), logits.shape[1])
    right = np.count_nonzero(logits.argmax(axis=0) == which)
    loss, grad = cross_entropy_with_gradient(logits, which)
    network.learn_backward(grad)
    optimizer.update(network.values, network.grad)
    forward, backward = answered - start, time.perf_counter() - answered
    return Step(loss, float(right / len(which)), seen + len(which), forward, backward)

"""One training step taken apart: every activation, every gradient, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network
from cnn_core.ops.losses import check_labels, cross_entropy_backward, log_softmax
from cnn_core.training.run import Run

# How far a parameter is moved to each side for a finite difference: in float64 the loss then has
# 10 good digits left, and few ReLUs and winners change in between.
NUDGE = 1e-5


@dataclass(frozen=True)
class Dissection:
    """What a step computes before it changes the network, in float64.

    Arrays have the batch axis, of length N, last. The network is a copy: nothing that is done to
    the run changes it.
    """

    network: Network
    images: Array  # (C, H, W, N)
    labels: NDArray[np.integer[Any]]  # (N,)
    seed: tuple[int, ...]  # of dropout
    activations: list[Array]  # the images, then each layer's answer
    gradients: list[Array]  # of the batch's summed loss, for each activation
    losses: Array  # (N,) one for each example
    grad: Array  # the gradient of the mean loss for all parameters, in one vector

    @property
    def loss(self) -> float:
        """The mean loss, which the step lowers."""
        return float(self.losses.mean())

    @property
    def finite(self) -> bool:
        """Whether every number is one: after a divergence there is nothing left to explain."""
        return bool(np.isfinite(self.grad).all() and np.isfinite(self.losses).all())


def dissect(
    network: Network, images: ArrayLike, labels: ArrayLike, *, seed: tuple[int, ...] = (0,)
) -> Dissection:
    """Take the step on one batch apart, without making it.

    images (C, H, W, N), labels (N,) -> Dissection. `network` stays as it is.
    """
    twin = network.twin()
    x = np.asarray(images, np.float64)
    # Numbers that grew beyond all bounds are for the guards to report.
    with np.errstate(all="ignore"):
        trace = twin.trace(x, training=True, seed=seed)
        logits = trace.activations[-1]
        which = check_labels(labels, len(logits), logits.shape[1])
        losses = losses_of(logits, which)
        gradients = twin.backward(trace, cross_entropy_backward(logits, which) * len(which))
        grad = twin.grad / len(which)
    return Dissection(twin, x, which, seed, trace.activations, gradients, losses, grad)


def next_step(run: Run) -> Dissection:
    """Take the step apart that `run.step()` would make now."""
    images, labels = run.next_batch()
    return dissect(run.network, images, labels, seed=(run.seed, run.steps))


def losses_of(logits: Array, labels: NDArray[np.integer[Any]]) -> Array:
    """Return the cross-entropy of each example: logits (K, N), labels (N,) -> (N,)."""
    return np.asarray(-log_softmax(logits)[labels, np.arange(len(labels))])


@dataclass(frozen=True)
class Difference:
    """A slope measured by running the network twice."""

    nudge: float
    above: float  # the mean loss with the parameter moved up
    below: float  # and moved down
    slope: float


def difference_at(
    dissection: Dissection, layer: int, name: str, index: tuple[int, ...], *, nudge: float = NUDGE
) -> Difference:
    """Measure how the mean loss changes with one parameter: (L(w + h) - L(w - h)) / 2h.

    `index` is that in `network.layers[layer].parameters[name]`.
    """
    at = dissection.network.layers[layer].parameters[name]
    kept = float(at[index])
    measured = []
    for moved in (kept + nudge, kept - nudge):
        at[index] = moved
        trace = dissection.network.trace(dissection.images, training=True, seed=dissection.seed)
        measured.append(float(losses_of(trace.activations[-1], dissection.labels).mean()))
        at[index] = kept
    above, below = measured
    return Difference(nudge, above, below, (above - below) / (2 * nudge))

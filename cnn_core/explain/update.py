"""One update explained: what an optimiser makes of one gradient, number by number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.nn.optimisers import SGD, Adam, Optimiser


@dataclass(frozen=True)
class SGDUpdate:
    """Gradient descent with one parameter: velocity = momentum old + (gradient + decay)."""

    before: float
    gradient: float
    decay: float  # weight decay times the parameter
    learning_rate: float
    momentum: float
    old_velocity: float
    velocity: float
    change: float  # what is subtracted
    after: float


@dataclass(frozen=True)
class AdamUpdate:
    """Adam with one parameter: its two moments, each corrected for having begun at 0."""

    before: float
    gradient: float
    decay: float  # weight decay times the parameter
    learning_rate: float
    beta1: float
    beta2: float
    epsilon: float
    step: int  # the number of this update, from 1
    old_mean: float
    mean: float
    old_square: float
    square: float
    corrected_mean: float
    corrected_square: float
    change: float  # what is subtracted
    after: float


@dataclass(frozen=True)
class OtherUpdate:
    """Any other optimiser with one parameter: what it did when it was tried on a copy."""

    title: str  # of the optimiser
    before: float
    gradient: float
    change: float  # what is subtracted
    after: float


Update = SGDUpdate | AdamUpdate | OtherUpdate


def update_at(optimiser: Optimiser, values: Array, grad: Array, index: int) -> Update:
    """Explain what `optimiser.update(values, grad)` would now do to `values[index]`.

    values and grad (P,), index 0 to P - 1 -> an Update in float64; nothing is changed.
    """
    return updates_at(optimiser, values, grad, [index])[0]


def updates_at(
    optimiser: Optimiser, values: Array, grad: Array, places: Sequence[int]
) -> list[Update]:
    """Explain the update of several parameters, as `update_at` does of one."""
    # Only a whole update tells what a rule does that is not one of these, or changes one of them.
    after = None if type(optimiser) in (SGD, Adam) else _tried(optimiser, values, grad)

    def one(index: int) -> Update:
        before, gradient = float(values[index]), float(grad[index])

        def old(name: str) -> float:
            kept = optimiser.memory.get(name)
            return 0.0 if kept is None else float(kept[index])

        if after is not None:
            change = before - float(after[index])
            return OtherUpdate(optimiser.title, before, gradient, change, before - change)
        if isinstance(optimiser, SGD):
            return _sgd(optimiser, before, gradient, old("velocity"))
        assert isinstance(optimiser, Adam)
        return _adam(optimiser, before, gradient, old("mean"), old("square"))

    return [one(index) for index in places]


def _tried(optimiser: Optimiser, values: Array, grad: Array) -> Array:
    after = np.array(values, np.float64)
    deepcopy(optimiser).update(after, np.array(grad, np.float64))
    return after


def _sgd(optimiser: SGD, before: float, gradient: float, old: float) -> SGDUpdate:
    rate, momentum = optimiser.learning_rate, optimiser.momentum
    decay = optimiser.weight_decay * before
    # Without momentum nothing is remembered, whatever an earlier setting left behind.
    old = old if momentum else 0.0
    velocity = momentum * old + gradient + decay
    change = rate * velocity
    return SGDUpdate(
        before, gradient, decay, rate, momentum, old, velocity, change, before - change
    )


def _adam(
    optimiser: Adam, before: float, gradient: float, old_mean: float, old_square: float
) -> AdamUpdate:
    rate, beta1, beta2 = optimiser.learning_rate, optimiser.beta1, optimiser.beta2
    decay = optimiser.weight_decay * before
    g, step = gradient + decay, optimiser.steps + 1
    mean = beta1 * old_mean + (1 - beta1) * g
    square = beta2 * old_square + (1 - beta2) * g * g
    corrected_mean = mean / (1 - beta1**step)
    corrected_square = square / (1 - beta2**step)
    change = rate * corrected_mean / (math.sqrt(corrected_square) + optimiser.epsilon)
    return AdamUpdate(
        before,
        gradient,
        decay,
        rate,
        beta1,
        beta2,
        optimiser.epsilon,
        step,
        old_mean,
        mean,
        old_square,
        square,
        corrected_mean,
        corrected_square,
        change,
        before - change,
    )

"""How gradients change parameters: gradient descent and Adam, in place, on one vector."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from cnn_core.geometry.padding import Array


@dataclass
class Optimiser(ABC):
    """A rule for updates, and what it remembers from one to the next.

    `title` is what menus call it: the name of the class, unless the class says otherwise.
    `weight_decay` adds that share of each value to its gradient.
    """

    title: ClassVar[str]
    learning_rate: float = 0.01
    weight_decay: float = field(default=0.0, kw_only=True)
    steps: int = field(default=0, init=False)
    memory: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse settings that would climb."""
        for name in ("learning_rate", "weight_decay"):
            if not getattr(self, name) >= 0:
                raise ValueError(
                    f"{name.replace('_', ' ')} {getattr(self, name)} does not lead downhill: use "
                    "0 or more"
                )

    def __init_subclass__(cls) -> None:
        cls.title = cls.__dict__.get("title", cls.__name__)

    @abstractmethod
    def update(self, values: Array, grad: Array) -> None:
        """Move `values` in place, against their gradient."""

    def decayed(self, values: Array, grad: Array) -> Array:
        """Return the gradient with weight decay."""
        return grad + self.weight_decay * values if self.weight_decay else grad

    def remembered(self, name: str, values: Array) -> Array:
        """Return an array like `values` that lasts from update to update; zeros the first time."""
        found = self.memory.get(name)
        if found is None or found.shape != values.shape:
            found = self.memory[name] = np.zeros_like(values)
        return found

    def snapshot(self) -> tuple[int, dict[str, Array]]:
        """Return a copy of all that updates change."""
        return self.steps, {name: values.copy() for name, values in self.memory.items()}

    def restore(self, snapshot: tuple[int, dict[str, Array]]) -> None:
        """Bring back a snapshot."""
        self.steps = snapshot[0]
        self.memory = {name: values.copy() for name, values in snapshot[1].items()}


@dataclass
class SGD(Optimiser):
    """Gradient descent, as PyTorch's: v = momentum v + g, values -= learning_rate v."""

    learning_rate: float = 0.05
    momentum: float = 0.0

    def update(self, values: Array, grad: Array) -> None:
        self.steps += 1
        grad = self.decayed(values, grad)
        if self.momentum:
            velocity = self.remembered("velocity", values)
            velocity *= self.momentum
            velocity += grad
            grad = velocity
        values -= self.learning_rate * grad


@dataclass
class Adam(Optimiser):
    """Steps of about the learning rate whatever the gradient's size (Kingma, Ba 2014).

    m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,
    values -= learning_rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
    """

    learning_rate: float = 5e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def update(self, values: Array, grad: Array) -> None:
        self.steps += 1
        grad = self.decayed(values, grad)
        m, v, part = (self.remembered(name, values) for name in ("mean", "square", "part"))
        m *= self.beta1
        np.multiply(grad, 1 - self.beta1, out=part)
        m += part
        v *= self.beta2
        np.multiply(grad, grad, out=part)
        part *= 1 - self.beta2
        v += part
        # Both by sqrt(1 - beta2^t): a pass less.
        scale = math.sqrt(1 - self.beta2**self.steps)
        np.sqrt(v, out=part)
        part += self.epsilon * scale
        np.divide(m, part, out=part)
        part *= self.learning_rate * scale / (1 - self.beta1**self.steps)
        values -= part


# A new class appears in every menu, link, step and test by itself.
OPTIMISERS: dict[str, type[Optimiser]] = {"sgd": SGD, "adam": Adam}

"""What every layer of a network is: settings, parameters, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cnn_core.padding import Array
from cnn_core.sizes import Pair

Shape = tuple[int, ...]  # (C, H, W) of one image's maps, or (features,) after Flatten


class Memory:
    """What one layer keeps between forward and backward: values, and buffers used again."""

    def __init__(self, *, training: bool = False, rng: np.random.Generator | None = None) -> None:
        self.training = training  # dropout drops and batch norm measures only while training
        self.rng = rng
        self.kept: dict[str, Any] = {}
        self._buffers: dict[str, Array] = {}

    def buffer(self, name: str, shape: Shape, dtype: np.dtype[Any]) -> Array:
        """Return an array with whatever numbers the last pass left in it; zeros the first time."""
        found = self._buffers.get(name)
        if found is None or found.shape != shape or found.dtype != dtype:
            found = self._buffers[name] = np.zeros(shape, dtype)
        return found


@dataclass
class Layer:
    """One step of a network. Its arrays are batches: (C, H, W, N) or (features, N).

    Layers hold settings, parameters and their gradients; what a pass leaves behind is in its
    `Memory`, so that one network may answer several visitors.
    """

    parameters: dict[str, Array] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    gradients: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)
    # Numbers that are measured, not learned: the running mean of batch norm.
    measured: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of one image's answer, without computing it. Errors: what misfits."""
        return shape

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        """Return the name and shape of each parameter for inputs of this shape."""
        return {}

    def multiply_adds(self, shape: Shape) -> int:
        """Count multiplications with weights, each with its addition, for one input."""
        return 0

    @property
    def window(self) -> tuple[Pair, Pair, Pair]:
        """The kernel, stride and dilation with which one output cell sees its input."""
        return (1, 1), (1, 1), (1, 1)

    def initial(self, shape: Shape, rng: np.random.Generator) -> Iterator[tuple[str, Array]]:
        """Yield a first value for each parameter."""
        yield from ()

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch; with a memory, remember what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        """Turn the gradient of the answer into those of parameters and input.

        Fills `gradients` and returns the input's, None unless `to_input`.
        """
        raise NotImplementedError


def maps(shape: Shape, name: str) -> tuple[int, int, int]:
    """Return (C, H, W) of an input. Errors: there are no maps left after Flatten."""
    if len(shape) != 3:
        raise ValueError(
            f"{name} slides over maps (channels, rows, columns), but its input is a vector of "
            f"{shape[0]}: put it before Flatten"
        )
    return shape[0], shape[1], shape[2]

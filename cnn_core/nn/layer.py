"""What every layer of a network is: settings, parameters, forward and backward."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Geometry, Pair

T = TypeVar("T")
Shape = tuple[int, ...]  # (C, H, W) of one image's maps, or (features,) after Flatten


class Memory:
    """What one layer keeps between forward and backward: values, and buffers used again."""

    def __init__(
        self,
        *,
        training: bool = False,
        seed: tuple[int, ...] = (0,),
        place: int = 0,
        to_parameters: bool = True,
        geometries: dict[Shape, Geometry] | None = None,
    ) -> None:
        self.training = training  # dropout drops and batch norm measures only while training
        self.seed = seed  # of what is random in one pass
        self.place = place  # of the layer in its network: no two draw the same numbers
        self.to_parameters = to_parameters  # whether backward fills the layer's gradients
        self.kept: dict[str, Any] = {}
        self._rooms: dict[str, tuple[Any, Any]] = {}
        # Where windows lie changes with the input's shape only, so memories may share it.
        self._geometries = {} if geometries is None else geometries

    def buffer(self, name: str, shape: Shape, dtype: np.dtype[Any]) -> Array:
        """Return an array with whatever numbers the last pass left in it; zeros the first time."""
        return self.room(name, (shape, dtype), lambda: np.zeros(shape, dtype))

    def room(self, name: str, key: Any, make: Callable[[], T]) -> T:
        """Return what was made for this key, as it was left; made anew when the key is another."""
        known = self._rooms.get(name)
        if known is None or known[0] != key:
            known = self._rooms[name] = key, make()
        found: T = known[1]
        return found

    def geometry(self, shape: Shape, find: Callable[[], Geometry]) -> Geometry:
        """Return where the windows lie on inputs of this shape, found once."""
        known = self._geometries.get(shape)
        if known is None:
            known = self._geometries[shape] = find()
        return known

    def rng(self) -> np.random.Generator:
        """Return a generator that starts anew in each pass."""
        return np.random.default_rng((*self.seed, self.place))

    def recall(self, name: str) -> Any:
        """Hand out what forward kept, once. Errors: there is nothing, or it was used up."""
        if name not in self.kept:
            raise ValueError("backward follows forward, once: run forward again with this memory")
        return self.kept.pop(name)


@dataclass
class Layer(ABC):
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

    @property
    def name(self) -> str:
        """What it is called: as its class, or by its kind where that has no class of its own."""
        return type(self).__name__

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

    def initial(self, name: str, shape: Shape, rng: np.random.Generator) -> Array:
        """Return the first values of one parameter: He's (2015) for weights, zeros for a bias.

        Weights are normal with variance 2 / inputs of a unit, so that maps behind ReLUs neither
        grow nor fade with depth.
        """
        if name != "w":
            return np.zeros(shape)
        return rng.standard_normal(shape) * math.sqrt(2 / math.prod(shape[1:]))

    def take(
        self, kind: Literal["parameters", "gradients", "measured"], name: str, values: Array
    ) -> None:
        """Hold numbers that the network keeps, under their name."""
        getattr(self, kind)[name] = values

    def measured_shapes(self, shape: Shape) -> dict[str, Shape]:
        """Return the name and shape of each number that is measured, not learned."""
        return {}

    @abstractmethod
    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch; with a memory, remember what `backward` needs."""

    @abstractmethod
    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        """Turn the gradient of the answer into those of parameters and input.

        Fills `gradients`, if the memory's `to_parameters` says so, and returns the input's, None
        unless `to_input`.
        """


def maps(shape: Shape) -> tuple[int, int, int]:
    """Return (C, H, W) of an input. Errors: the input is a vector."""
    if len(shape) != 3:
        raise ValueError(
            f"it reads maps (channels, rows, columns), but its input is a vector of {shape[0]}: "
            "put it before Flatten or global pooling"
        )
    return shape[0], shape[1], shape[2]

"""A layer that holds layers, with a way around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Amounts, Pair, pad_amounts
from cnn_core.nn.layer import Layer, Memory, Shape


@dataclass
class Block(Layer):
    """Layers in a row as one layer; with `skip`, the input is added to their answer.

    So a gradient has a way around the layers (He et al., Deep residual learning, 2016). A block
    makes the layers it is given anew, so that none stands in two places. Their parameters are
    called "1.w", "1.b", "2.w", ... A block may hold blocks.
    """

    layers: tuple[Layer, ...]
    skip: bool = True

    def __post_init__(self) -> None:
        self.layers = tuple(replace(layer) for layer in self.layers)

    @property
    def name(self) -> str:
        return "Residual block" if self.skip else "Block"

    def shapes(self, shape: Shape) -> list[Shape]:
        """Return the shape before each layer and after the last. Errors: one that does not fit."""
        found = [shape]
        for number, layer in enumerate(self.layers, 1):
            try:
                layer.parameter_shapes(found[-1])
                found.append(layer.output_shape(found[-1]))
            except ValueError as error:
                raise ValueError(f"its layer {number}, {layer.name}: {error}") from error
        if self.skip and found[-1] != shape:
            raise ValueError(
                f"it adds its input {shape} to its answer {found[-1]}, and they differ: "
                f"end with {shape[0]} filters, keep the size, or leave out the way around"
            )
        return found

    def output_shape(self, shape: Shape) -> Shape:
        return self.shapes(shape)[-1]

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return self._named("parameter_shapes", shape)

    def measured_shapes(self, shape: Shape) -> dict[str, Shape]:
        return self._named("measured_shapes", shape)

    def _named(self, of: str, shape: Shape) -> dict[str, Shape]:
        each = zip(self.layers, self.shapes(shape), strict=False)
        return {
            f"{number}.{name}": found
            for number, (layer, before) in enumerate(each, 1)
            for name, found in getattr(layer, of)(before).items()
        }

    def initial(self, name: str, shape: Shape, rng: np.random.Generator) -> Array:
        layer, own = self._holder(name)
        return layer.initial(own, shape, rng)

    def take(
        self, kind: Literal["parameters", "gradients", "measured"], name: str, values: Array
    ) -> None:
        super().take(kind, name, values)
        layer, own = self._holder(name)
        layer.take(kind, own, values)

    def _holder(self, name: str) -> tuple[Layer, str]:
        number, _, own = name.partition(".")
        return self.layers[int(number) - 1], own

    def multiply_adds(self, shape: Shape) -> int:
        each = zip(self.layers, self.shapes(shape), strict=False)
        return sum(layer.multiply_adds(before) for layer, before in each)

    @property
    def window(self) -> tuple[Pair, Pair, Pair]:
        size, stride, _ = zip(*map(self._reach, (0, 1)), strict=True)
        return (size[0], size[1]), (stride[0], stride[1]), (1, 1)

    @property
    def padding(self) -> Amounts:
        """How far the window reaches over the border, before and after."""
        (rows, _, top), (cols, _, left) = map(self._reach, (0, 1))
        return (top, max(rows - 1 - top, 0)), (left, max(cols - 1 - left, 0))

    def _reach(self, axis: int) -> tuple[int, int, int]:
        """Return how many cells one cell sees along an axis, its jump, and how far before it."""
        size, jump, before = 1, 1, 0
        for layer in self.layers:
            kernel, stride, dilation = (one[axis] for one in layer.window)
            window, strides, dilations = layer.window
            amounts = pad_amounts(
                getattr(layer, "padding", 0), window, stride=strides, dilation=dilations
            )
            size += dilation * (kernel - 1) * jump
            before += amounts[axis][0] * jump
            jump *= stride
        if self.skip:
            # The way around sees the cell itself.
            after = max(size - 1 - before, 0)
            before = max(before, 0)
            size = before + 1 + after
        return size, jump, before

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        memories = [None] * len(self.layers) if memory is None else self._memories(memory)
        y = x
        for layer, own in zip(self.layers, memories, strict=True):
            y = layer.forward(y, own)
        return x + y if self.skip else y

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        memories = self._memories(memory)
        found: Array | None = grad
        for layer, own in zip(self.layers[::-1], memories[::-1], strict=True):
            assert found is not None
            found = layer.backward(found, own, to_input=to_input or layer is not self.layers[0])
        if found is None or not to_input:
            return None
        return found + grad if self.skip else found

    def answers(self, x: Array) -> list[Array]:
        """Return what each layer inside answers, in use; without the sum at the end."""
        found = []
        for layer in self.layers:
            x = layer.forward(x)
            found.append(x)
        return found

    def gradients_inside(self, x: Array, grad: Array) -> tuple[list[Array], list[Array]]:
        """Return what each layer inside answers, and the gradient of each of these answers.

        x (C, H, W, N) is the block's input, `grad` the gradient of its answer. Nothing of the block
        is written.
        """
        memories = [Memory(to_parameters=False) for _ in self.layers]
        found, gradients = [], [grad]
        for layer, memory in zip(self.layers, memories, strict=True):
            x = layer.forward(x, memory)
            found.append(x)
        for layer, memory in zip(self.layers[:0:-1], memories[:0:-1], strict=True):
            before = layer.backward(gradients[-1], memory)
            assert before is not None
            gradients.append(before)
        return found, gradients[::-1]

    def _memories(self, memory: Memory) -> list[Memory]:
        """Return a memory for each layer, the same ones in each pass with this memory."""
        count = len(self.layers)
        own = memory.room("inside", count, lambda: [Memory(place=place) for place in range(count)])
        for one in own:
            one.training, one.seed = memory.training, (*memory.seed, memory.place)
            one.to_parameters = memory.to_parameters
        return own

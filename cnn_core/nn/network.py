"""A network: a list of layers whose parameters lie in one vector."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.geometry.phrases import counted
from cnn_core.geometry.sizes import Geometry
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.fused_answer import Step, fuse_answers
from cnn_core.nn.fused_block import fuse
from cnn_core.nn.layer import Layer, Memory, Shape
from cnn_core.nn.layers import Dense, Flatten, ReLU
from cnn_core.nn.pool_layers import MaxPool2D
from cnn_core.ops.conv import floating
from cnn_core.ops.conv_gradients import fitting


@dataclass(frozen=True)
class Trace:
    """One forward pass with all that happened: the input, then each layer's answer."""

    activations: list[Array]
    memories: list[Memory]


class Network:
    """Layers in a row, whose parameters are views into `values`, their gradients into `grad`.

    So an optimiser updates one vector, and a copy of it is a snapshot. A layer belongs to one
    network.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        input_shape: Shape,
        rng: np.random.Generator | None,
        *,
        dtype: Any = np.float32,
    ) -> None:
        """Give layers their parameters: random ones, or zeros where `rng` is None.

        Errors: a layer that does not fit, by number and name.
        """
        self.layers = list(layers)
        self.input_shape = tuple(input_shape)
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        if len({id(layer) for layer in self.layers}) < len(self.layers):
            raise ValueError("one layer stands twice in the network: make a new one for each place")
        self.shapes = layer_shapes(self.layers, self.input_shape)
        wanted = [
            (layer, name, shape)
            for layer, before in zip(self.layers, self.shapes, strict=False)
            for name, shape in layer.parameter_shapes(before).items()
        ]
        count = sum(math.prod(shape) for _, _, shape in wanted)
        self.values: Array = np.zeros(count, self.dtype)
        self.grad: Array = np.zeros(count, self.dtype)
        start = 0
        for layer, name, shape in wanted:
            stop = start + math.prod(shape)
            layer.take("parameters", name, self.values[start:stop].reshape(shape))
            layer.take("gradients", name, self.grad[start:stop].reshape(shape))
            if rng is not None:
                layer.parameters[name][...] = layer.initial(name, shape, rng)
            start = stop
        for layer, before in zip(self.layers, self.shapes, strict=False):
            for name, shape in layer.measured_shapes(before).items():
                start_values = layer.initial(name, shape, np.random.default_rng(0))
                layer.take("measured", name, start_values.astype(self.dtype))
        self._steps = fuse(self.layers)
        blocks = any(isinstance(layer, Block) for layer in self.layers)
        self._answering: Sequence[Step] = fuse_answers(self.layers) if blocks else self._steps
        known_places: list[dict[Shape, Geometry]] = [{} for _ in self._steps]
        # Where answering and training are the same steps, what is found for one serves the other.
        self._geometries = [None] * len(self._answering) if blocks else known_places
        places = {id(layer): number for number, layer in enumerate(self.layers)}
        self._memories = [
            Memory(training=True, place=places.get(id(step), 0), geometries=known)
            for step, known in zip(self._steps, known_places, strict=True)
        ]

    def __repr__(self) -> str:
        return f"Network({self.layers}, {self.input_shape})"

    @property
    def parameter_count(self) -> int:
        """How many numbers training changes."""
        return self.values.size

    def forward(self, images: ArrayLike) -> Array:
        """Answer one image or a batch of them, as in use: nothing is dropped or measured.

        images (C, H, W) or (C, H, W, N) -> logits (K,) or (K, N), for the network's own shapes.
        """
        x, single = self._batch(images)
        for step, known in zip(self._answering, self._geometries, strict=True):
            x = step.forward(x, None if known is None else Memory(geometries=known))
        return x[..., 0] if single else x

    def trace(
        self, images: ArrayLike, *, training: bool = False, seed: tuple[int, ...] = (0,)
    ) -> Trace:
        """Answer a batch and keep every activation: images (C, H, W, N), or one (C, H, W).

        All arrays of a trace have the batch axis last, of length 1 for one image; `seed` is that
        of dropout while training.
        """
        x, _ = self._batch(images)
        activations, memories = [x], []
        for place, layer in enumerate(self.layers):
            memories.append(Memory(training=training, seed=seed, place=place))
            x = layer.forward(x, memories[-1])
            activations.append(x)
        return Trace(activations, memories)

    def backward(self, trace: Trace, grad: ArrayLike, *, to_parameters: bool = True) -> list[Array]:
        """Return the gradient of every activation of a trace, given that of the last.

        The parameters' gradients are then in `grad`, and in each layer's `gradients`. Without
        `to_parameters` they are not computed, and nothing of the network is written: so one network
        may serve several visitors at once. A trace can be gone back once.
        """
        gradients = [fitting(grad, trace.activations[-1].shape, trace.activations[-1])]
        for layer, memory in zip(self.layers[::-1], trace.memories[::-1], strict=True):
            memory.to_parameters = to_parameters
            before = layer.backward(gradients[-1], memory)
            assert before is not None
            gradients.append(before)
        return gradients[::-1]

    def input_gradient(self, images: ArrayLike, grad: ArrayLike) -> Array:
        """Return the gradient of the images, given that of the logits; write nothing.

        images (C, H, W) and grad (K,), or (C, H, W, N) and (K, N) -> as the images. A 1 for one
        class and 0 for the others gives that logit's slope at each pixel. The network answers as in
        use, and one that is shared and read-only stays as it is. Errors: a shape that does not fit.

        >>> network = Network([Flatten(), Dense(2)], (1, 1, 1), None)
        >>> network.values[:] = 3, 4, 0, 0
        >>> network.input_gradient([[[5]]], [0, 1]).item()
        4.0
        """
        return self.answer_and_gradient(images, lambda _: grad)[1]

    def answer_and_gradient(
        self, images: ArrayLike, toward: Callable[[Array], ArrayLike], *, depth: int | None = None
    ) -> tuple[Array, Array]:
        """Answer images, and return how what is wanted of the answer changes with each pixel.

        images (C, H, W) or (C, H, W, N) -> the answer of the first `depth` layers, all unless told,
        and the gradient of the images, of their shape. `toward` turns that answer into the gradient
        of what is wanted. Nothing is written to the network. Errors: a depth that is not there.
        """
        x, single = self._batch(images)
        count = len(self.layers) if depth is None else depth
        if not 0 < count <= len(self.layers):
            raise ValueError(f"the depth is from 1 to {len(self.layers)} layers, not {depth}")
        steps = self._gradient_steps(count, x)
        memories = [Memory(to_parameters=False) for _ in steps]
        for step, memory in zip(steps, memories, strict=True):
            x = step.forward(x, memory)
        answer = x[..., 0] if single else x
        wanted = fitting(toward(answer), answer.shape, x)
        found: Array | None = wanted[..., None] if single else wanted
        for step, memory in zip(steps[::-1], memories[::-1], strict=True):
            assert found is not None
            found = step.backward(found, memory)
        assert found is not None
        return answer, found[..., 0] if single else found

    def _gradient_steps(self, count: int, x: Array) -> Sequence[Step]:
        """Return what answers a batch as the first `count` layers do, and takes gradients back."""
        first = self.layers[:count]
        if x.shape[3] == 1 and any(isinstance(layer, Block) for layer in first):
            return fuse_answers(first)
        return self._steps if count == len(self.layers) else fuse(first)

    def learn_forward(self, images: Array, seed: tuple[int, ...] = (0,)) -> Array:
        """Answer a batch (C, H, W, N) in training, in buffers that the next batch overwrites."""
        x, _ = self._batch(images)
        for step, memory in zip(self._steps, self._memories, strict=True):
            memory.seed = seed
            x = step.forward(x, memory)
        return x

    def learn_backward(self, grad: Array) -> None:
        """Fill `grad` with the parameters' gradients, after `learn_forward`."""
        needed: Array | None = grad
        first = self._steps[0]
        for step, memory in zip(self._steps[::-1], self._memories[::-1], strict=True):
            assert needed is not None
            needed = step.backward(needed, memory, to_input=step is not first)

    def twin(self, dtype: Any = np.float64) -> Network:
        """Return a network of its own with the same numbers, in float64 unless told."""
        layers = [replace(layer) for layer in self.layers]
        made = Network(layers, self.input_shape, None, dtype=dtype)
        made.restore(self.snapshot())
        return made

    def snapshot(self) -> dict[str, Array]:
        """Return a copy of all that training changes."""
        measured = {
            f"{number}.{name}": values.copy()
            for number, layer in enumerate(self.layers)
            for name, values in layer.measured.items()
        }
        return {"values": self.values.copy(), **measured}

    def restore(self, snapshot: dict[str, Array]) -> None:
        """Bring back a snapshot. Errors: it is that of another network."""
        own = self.snapshot()
        shapes = [{name: a.shape for name, a in one.items()} for one in (own, snapshot)]
        if shapes[0] != shapes[1]:
            raise ValueError(
                "these weights are those of another network: "
                f"it has {shapes[1]}, this one {shapes[0]}"
            )
        self.values[...] = snapshot["values"]
        for number, layer in enumerate(self.layers):
            for name, values in layer.measured.items():
                values[...] = snapshot[f"{number}.{name}"]

    def _batch(self, images: ArrayLike) -> tuple[Array, bool]:
        x = floating(images, self.dtype)
        single = x.shape == self.input_shape
        if not single and x.shape[:-1] != self.input_shape:
            raise ValueError(
                f"the network takes images {self.input_shape} or batches "
                f"({', '.join(map(str, self.input_shape))}, N), not {x.shape}"
            )
        if not x.size:
            raise ValueError(f"{counted(0, 'image')} have no answer: give at least 1")
        return (x[..., None] if single else x), single


def layer_shapes(layers: Sequence[Layer], input_shape: Shape) -> list[Shape]:
    """Return the shape before each layer and after the last.

    Errors: the first layer that does not fit, by its number and name.
    """
    shapes = [tuple(input_shape)]
    for number, layer in enumerate(layers, start=1):
        if not isinstance(layer, Layer):
            raise ValueError(f"layer {number} is {layer!r}, no layer such as Conv2D(8, 3)")
        try:
            layer.parameter_shapes(shapes[-1])
            shapes.append(layer.output_shape(shapes[-1]))
        except ValueError as error:
            raise ValueError(f"layer {number}, {layer.name}: {error}") from error
    return shapes


def accuracy(network: Network, images: Array, labels: NDArray[np.integer[Any]]) -> float:
    """Return the share of images (C, H, W, N) whose largest logit is that of their label (N,)."""
    count = images.shape[-1]
    if count == 0:
        raise ValueError(f"there is no accuracy over {counted(0, 'image')}: give at least 1")
    if labels.shape != (count,):
        raise ValueError(
            f"labels are one whole number for each of {counted(count, 'image')}, "
            f"not of shape {labels.shape}"
        )
    right = sum(
        int((network.forward(images[..., at : at + 100]).argmax(0) == labels[at : at + 100]).sum())
        for at in range(0, count, 100)
    )
    return float(right / count)


def toy_network(rng: np.random.Generator, *, classes: int = 10, channels: int = 1) -> Network:
    """Return the network of the lessons for images (channels, 28, 28): 5,258 parameters for one.

    >>> toy_network(np.random.default_rng(0)).parameter_count
    5258
    """
    layers = [
        Conv2D(8, 3),
        ReLU(),
        MaxPool2D(2),
        Conv2D(16, 3),
        ReLU(),
        MaxPool2D(2),
        Flatten(),
        Dense(classes),
    ]
    return Network(layers, (channels, 28, 28), rng)

"""The shortcut of answering: one picture through a network of blocks, channels last in memory.

Shapes stay (C, H, W, 1). A convolution, its bias and the ReLU after it share one array, and inside
a block the next layers use it again. For the gradient of a picture a step keeps, in the memory that
it is given, where its ReLU let numbers through, and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.geometry.sizes import Geometry
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D, is_bare
from cnn_core.nn.layer import Layer, Memory, Shape
from cnn_core.nn.layers import Activation
from cnn_core.ops.fast.depthwise import fill_input_gradient, fill_lines, inside, surrounded
from cnn_core.ops.fast.workspace import scratch


class Step(Protocol):
    """What answers a batch, and takes a gradient back to its input, as layers do."""

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch (C, H, W, N); with a memory, remember what `backward` needs."""

    def backward(self, grad: Array, memory: Memory) -> Array | None:
        """Turn the gradient of the answer into that of the input."""


# Where activations that change an array in place begin and end, by their name in ACTIVATIONS. NumPy
# clips in a third of the time that it takes to compare with one number.
LIMITS = {"relu": (0.0, math.inf), "relu6": (0.0, 6.0)}


@dataclass
class ConvAnswer:
    """What a convolution and the activation after it answer, for one image in one array."""

    conv: Conv2D
    activation: Activation | None = None
    # Of the working memory that holds the answer, and the input's gradient; "" for their own.
    room: str = ""
    back_room: str = ""
    geometries: dict[Shape, Geometry] = field(default_factory=dict)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch (C, H, W, N), or what this is for, one image.

        With a memory, for one image only, it keeps what `backward` needs.
        """
        if x.shape[3] != 1:
            y = self.conv.forward(x)
            return self.activation.forward(y) if self.activation else y
        at = self._geometry(x.shape)
        w, b = self.conv.parameters["w"], self.conv.parameters.get("b")
        shape = (*at.out, len(w))
        out = scratch(self.room, shape, x.dtype) if self.room else np.empty(shape, x.dtype)
        padded = self._padded(np.ascontiguousarray(x[..., 0].transpose(1, 2, 0)), at)
        if self.conv.groups > 1:
            fill_lines(padded, np.ascontiguousarray(w[:, 0].transpose(1, 2, 0)), at, out)
        else:
            bare = at.kernel == at.stride == (1, 1)
            cells = padded if bare else np.concatenate([padded[tap] for tap in at.taps], axis=2)
            flat = w.transpose(2, 3, 1, 0).reshape(-1, len(w))
            np.matmul(cells.reshape(-1, len(flat)), flat, out=out.reshape(-1, len(w)))
        if b is not None:
            np.add(out, b, out=out)
        if self.activation:
            np.clip(out, *LIMITS[self.activation.kind], out=out)
        if memory is not None:
            memory.kept["shape"] = x.shape
            if self.activation:
                memory.kept["passed"] = _between(out, *LIMITS[self.activation.kind])
        return out.transpose(2, 0, 1)[..., None]

    def backward(self, grad: Array, memory: Memory) -> Array:
        """Turn the gradient of one image's answer (F, H', W', 1) into the image's (C, H, W, 1)."""
        shape, w = memory.recall("shape"), self.conv.parameters["w"]
        at = self._geometry(shape)
        slopes = np.ascontiguousarray(grad[..., 0].transpose(1, 2, 0))
        if self.activation:
            passed = memory.recall("passed")
            out = scratch("slopes", slopes.shape, slopes.dtype)
            slopes = np.multiply(slopes, passed, out=out)
        # What other padding copied from the image comes back to it after all else.
        copied = self.conv.padding_mode not in ("zeros", "constant")
        read = surrounded(at) if copied else at
        dims = (*read.size, shape[0])
        dx = scratch(self.back_room, dims, w.dtype) if self.back_room else np.empty(dims, w.dtype)
        if self.conv.groups > 1:
            weights = np.ascontiguousarray(w[:, 0].transpose(1, 2, 0))
            fill_input_gradient(slopes, weights, read, dx)
        elif is_bare(at):
            flat = w.reshape(len(w), -1)
            np.matmul(slopes.reshape(-1, len(w)), flat, out=dx.reshape(-1, shape[0]))
        else:
            self._scatter(slopes, read, dx)
        found = dx.transpose(2, 0, 1)[..., None]
        return unpad2d(found, at.amounts, self.conv.padding_mode) if copied else found

    def _scatter(self, slopes: Array, at: Geometry, dx: Array) -> None:
        """Fill dx (H, W, C): each window's gradient is added where the window lies."""
        w = self.conv.parameters["w"]
        flat = w.transpose(0, 2, 3, 1).reshape(len(w), -1)
        windows = (slopes.reshape(-1, len(w)) @ flat).reshape(*at.out, len(at.taps), -1)
        padded = np.zeros((*surrounded(at).size, dx.shape[2]), dx.dtype)
        for number, tap in enumerate(at.taps):
            padded[tap] += windows[:, :, number]
        dx[...] = inside(padded, at)

    def _geometry(self, shape: Shape) -> Geometry:
        at = self.geometries.get(shape)
        if at is None:
            at = self.geometries[shape] = self.conv.geometry(shape[:3])
        return at

    def _padded(self, image: Array, at: Geometry) -> Array:
        """Surround an image (H, W, C)."""
        (top, bottom), (left, right) = at.amounts
        if not any((top, bottom, left, right)):
            return image
        if self.conv.padding_mode not in ("zeros", "constant"):
            around = pad2d(image.transpose(2, 0, 1), at.amounts, self.conv.padding_mode)
            return np.ascontiguousarray(around.transpose(1, 2, 0))
        rows, cols, channels = image.shape
        size = top + rows + bottom, left + cols + right
        out = scratch("surrounded", (*size, channels), image.dtype)
        out[:top] = out[top + rows :] = 0
        out[:, :left] = out[:, left + cols :] = 0
        out[top : top + rows, left : left + cols] = image
        return out


@dataclass
class BlockAnswer:
    """What a block answers, step by step."""

    steps: list[Step]
    skip: bool

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch (C, H, W, N); with a memory, keep what `backward` needs."""
        memories = [None if memory is None else Memory(to_parameters=False) for _ in self.steps]
        if memory is not None:
            memory.kept["memories"] = memories
        y = x
        for step, own in zip(self.steps, memories, strict=True):
            y = step.forward(y, own)
        return x + y if self.skip else y

    def backward(self, grad: Array, memory: Memory) -> Array:
        """Turn the gradient of the answer into that of the input."""
        found: Array | None = grad
        for step, own in zip(self.steps[::-1], memory.recall("memories")[::-1], strict=True):
            assert found is not None
            found = step.backward(found, own)
        assert found is not None
        return found + grad if self.skip else found


def fuse_answers(layers: Sequence[Layer], depth: int = 0) -> list[Step]:
    """Return what answers as these layers do, which have their parameters.

    Inside a block, every convolution but the last answers in working memory: two arrays in turn, so
    that what is read is not written over. So does the way back, for every one but the first.
    """
    steps: list[Step] = []
    for layer in layers:
        if type(layer) is Block:
            steps.append(BlockAnswer(fuse_answers(layer.layers, depth + 1), layer.skip))
        elif type(layer) is Conv2D and _is_known(layer):
            steps.append(ConvAnswer(layer))
        elif (
            isinstance(layer, Activation)
            and type(layer).forward is Activation.forward
            and layer.kind in LIMITS
            and steps
            and isinstance(steps[-1], ConvAnswer)
            and steps[-1].activation is None
        ):
            steps[-1].activation = layer
        else:
            steps.append(layer)
    if depth:
        convolutions = [step for step in steps if isinstance(step, ConvAnswer)]
        for number, (step, next_step) in enumerate(pairwise(convolutions)):
            step.room = f"answer {depth} {number % 2}"
            next_step.back_room = f"gradient {depth} {number % 2}"
    return steps


def _between(values: Array, low: float, high: float) -> NDArray[np.bool_]:
    """Tell which numbers lie between two others, and are none of them."""
    found = values > low
    return found if high == math.inf else np.logical_and(found, values < high, out=found)


def _is_known(conv: Conv2D) -> bool:
    own_filter = conv.groups == conv.filters and conv.parameters["w"].shape[1] == 1
    return conv.groups == 1 or own_filter

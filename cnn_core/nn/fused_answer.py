"""The shortcut of answering: one picture through a network of blocks, channels last in memory.

Shapes stay (C, H, W, 1). A convolution, its bias and the ReLU after it share one array, and inside
a block the next layers use it again. Nothing is kept for a way back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from cnn_core.geometry.padding import Array, pad2d
from cnn_core.geometry.sizes import Geometry
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.layer import Layer, Memory, Shape
from cnn_core.nn.layers import Activation
from cnn_core.ops.fast.depthwise import fill_lines
from cnn_core.ops.fast.workspace import scratch


class Step(Protocol):
    """What answers a batch, as layers do."""

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch (C, H, W, N)."""


def _relu(x: Array) -> None:
    np.maximum(x, 0, out=x)


def _relu6(x: Array) -> None:
    np.maximum(x, 0, out=x)
    np.minimum(x, 6, out=x)


# Activations that change an array in place, by their name in ACTIVATIONS.
IN_PLACE: dict[str, Callable[[Array], None]] = {"relu": _relu, "relu6": _relu6}


@dataclass
class ConvAnswer:
    """What a convolution and the activation after it answer, for one image in one array."""

    conv: Conv2D
    activation: Activation | None = None
    room: str = ""  # of the working memory that holds the answer; "" for memory of its own
    geometries: dict[Shape, Geometry] = field(default_factory=dict)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        """Answer a batch (C, H, W, N), or what this is for, one image."""
        if x.shape[3] != 1:
            y = self.conv.forward(x)
            return self.activation.forward(y) if self.activation else y
        at = self.geometries.get(x.shape)
        if at is None:
            at = self.geometries[x.shape] = self.conv.geometry(x.shape[:3])
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
            IN_PLACE[self.activation.kind](out)
        return out.transpose(2, 0, 1)[..., None]

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
        """Answer a batch (C, H, W, N)."""
        y = x
        for step in self.steps:
            y = step.forward(y)
        return x + y if self.skip else y


def fuse_answers(layers: Sequence[Layer], depth: int = 0) -> list[Step]:
    """Return what answers as these layers do, which have their parameters.

    Inside a block, every convolution but the last answers in working memory: two arrays in turn, so
    that what is read is not written over.
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
            and layer.kind in IN_PLACE
            and steps
            and isinstance(steps[-1], ConvAnswer)
            and steps[-1].activation is None
        ):
            steps[-1].activation = layer
        else:
            steps.append(layer)
    if depth:
        inside = [step for step in steps if isinstance(step, ConvAnswer)]
        for number, step in enumerate(inside[:-1]):
            step.room = f"answer {depth} {number % 2}"
    return steps


def _is_known(conv: Conv2D) -> bool:
    own_filter = conv.groups == conv.filters and conv.parameters["w"].shape[1] == 1
    return conv.groups == 1 or own_filter

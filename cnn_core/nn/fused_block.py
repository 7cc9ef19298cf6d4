"""The one shortcut of training: convolution, ReLU and the maximum after them in one go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.geometry.sizes import Geometry, pair
from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.layer import Layer, Memory, Shape
from cnn_core.nn.layers import ReLU
from cnn_core.nn.pool_layers import MaxPool2D
from cnn_core.ops.fast.im2col import in_blocks

# How many multiplications of a product take as long as adding one number to a pixel.
PER_SUM = 70


@dataclass
class ConvReLUMaxPool(Layer):
    """What Conv2D, ReLU and MaxPool2D without overlap answer and learn, in half their time.

    The maps are computed in as many parts as a pooling window has places, P: part 1 holds the first
    cell of every window, part 2 the second. Then the maximum compares whole parts, bias and ReLU
    touch the answers only, and cells that no window reads are never computed.
    """

    conv: Conv2D
    pool: MaxPool2D

    def __post_init__(self) -> None:
        self.parameters, self.gradients = self.conv.parameters, self.conv.gradients

    def geometry(self, shape: Shape) -> Geometry:
        """Return where the blocks of pixels lie that one window of the pooling reads."""
        at = self.conv.geometry(shape)
        pooled = self.pool.geometry((self.conv.filters, *at.out))
        places = pair(self.pool.size, "size")
        rows, cols = ((p - 1) * s + k for p, s, k in zip(places, at.stride, at.kernel, strict=True))
        down, across = (s * p for s, p in zip(at.stride, pooled.stride, strict=True))
        return replace(at, kernel=(rows, cols), stride=(down, across), out=pooled.out)

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        memory = memory or Memory()
        at = memory.geometry(x.shape, lambda: self.geometry(x.shape[:3]))
        padded = np.ascontiguousarray(pad2d(x, at.amounts, self.conv.padding_mode))
        room = memory.room("maps", (padded.shape, x.dtype), lambda: _Maps(self, at, padded))
        np.copyto(room.columns, room.windows(padded))
        np.copyto(room.w, self.parameters["w"].transpose(0, 2, 3, 1))
        np.matmul(room.flat_w, room.right, out=room.left)
        best, out = room.best, room.out
        np.maximum(room.parts[0], room.parts[-1], out=best)
        for part in room.parts[1:-1]:
            np.maximum(best, part, out=best)
        if "b" in self.parameters:
            np.add(best, self.parameters["b"][:, None, None, None], out=out)
        # NumPy is three times as fast with an array of zeros as with the number 0.
        np.maximum(out if "b" in self.parameters else best, room.zeros, out=out)
        memory.kept["room"] = room
        return out

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        room: _Maps = memory.recall("room")
        mask = room.mask
        # The maps are not needed any more: their gradients take the same memory.
        left = room.parts[-1]
        np.greater(room.out, room.zeros, out=mask)
        np.multiply(grad, mask, out=left)
        if memory.to_parameters and "b" in self.gradients:
            np.add.reduce(left.reshape(len(left), -1), axis=1, out=self.gradients["b"])
        for part in room.parts[:-1]:
            np.equal(part, room.best, out=mask)
            np.multiply(left, mask, out=part)
            # Once given away, nothing is left for a second winner; the last place has the rest.
            np.subtract(left, part, out=left)
        if memory.to_parameters:
            # The weights' gradients stand where the weights did: forward copies those in anew.
            np.matmul(room.left, room.right.swapaxes(-2, -1), out=room.products)
            np.add.reduce(room.products.reshape(-1, *room.flat_w.shape), axis=0, out=room.flat_w)
            np.copyto(self.gradients["w"].transpose(0, 2, 3, 1), room.w)
        if not to_input:
            return None
        back = room.blocks
        np.copyto(back.w, self.parameters["w"].transpose(2, 3, 1, 0))
        back.dx.fill(0)
        for maps, sums in back.groups:
            np.matmul(back.flat_w, maps, out=back.left)
            for cells, found in sums:
                np.add(cells, found, out=cells)
        return unpad2d(back.dx, room.at.amounts, self.conv.padding_mode)


class _Maps:
    """The arrays of one shape of input, made once: a small step spends its time on calls.

    A kernel at two rows of a pooling window reads the same pixels, so `columns` hold each row of a
    block once, and the matrices of both places are views of them that overlap.
    """

    def __init__(self, layer: ConvReLUMaxPool, at: Geometry, padded: Array) -> None:
        self.layer, self.at = layer, at
        conv, dtype = layer.conv, padded.dtype
        kernel, (down, across) = pair(conv.kernel, "kernel"), pair(conv.stride, "stride")
        places = pair(layer.pool.size, "size")
        cells = (*at.out, padded.shape[3])
        channel, row, col, image = padded.strides
        self.columns = np.empty((places[1], at.kernel[0], kernel[1], len(padded), *cells), dtype)
        # What each axis of the columns is in the image: a place, a row, a column and a channel of a
        # block, then the blocks below and beside each other, and the images.
        apart = at.stride[0] * row, at.stride[1] * col, image
        self._strides = (across * col, row, col, channel, *apart)
        self.w = np.empty((conv.filters, *kernel, len(padded)), dtype)
        self.flat_w = self.w.reshape(conv.filters, -1)
        maps = np.empty((*places, conv.filters, math.prod(cells)), dtype)
        column, line, _, cell = self.columns.strides[:4]
        windows = np.ndarray(
            (*places, self.flat_w.shape[1], maps.shape[3]),
            dtype,
            self.columns,
            strides=(down * line, column, cell, dtype.itemsize),
        )
        self.left, self.right = in_blocks(self.w.size, maps, windows)
        self.products = np.empty((*self.left.shape[:-1], self.flat_w.shape[1]), dtype)
        self.parts = maps.reshape(-1, conv.filters, *cells)
        self.best, self.out, self.zeros = (np.zeros(self.parts.shape[1:], dtype) for _ in range(3))
        self.mask = np.empty(self.out.shape, np.bool_)

    @cached_property
    def blocks(self) -> _Blocks:
        """What the input's gradient needs; a first layer needs none."""
        return _Blocks(self.layer, self.at, self.parts)

    def windows(self, padded: Array) -> Array:
        """Return the view of a padded image whose copy the columns are.

        What as_strided does, in a fifth of the time.
        """
        return np.ndarray(self.columns.shape, padded.dtype, padded, strides=self._strides)


class _Blocks:
    """The arrays for an input's gradient: each block of pixels gets its pooling window's at once.

    The product takes the kernel at all its places in a block, zeros around it: for 2x2 windows and
    3x3 kernels 16 numbers are then added up in place of 36, which saves more than the zeros cost.
    Where they would cost more, each place has a product of its own.
    """

    def __init__(self, layer: ConvReLUMaxPool, at: Geometry, maps: Array) -> None:
        conv = layer.conv
        kernel, (down, across) = pair(conv.kernel, "kernel"), pair(conv.stride, "stride")
        places = pair(layer.pool.size, "size")
        weights, pixels, count = map(math.prod, (kernel, at.kernel, places))
        zeros = (pixels - weights) * count * conv.filters
        cheap = zeros <= PER_SUM * (weights * count - pixels)
        together, size = (places, at.kernel) if cheap else ((1, 1), kernel)
        channels, images, dtype = conv.parameters["w"].shape[1], maps.shape[-1], maps.dtype
        w = np.zeros((channels, *size, *together, conv.filters), dtype)
        channel, row, col, low, side, one = w.strides
        self.w = np.ndarray(
            (*together, *kernel, channels, conv.filters),
            dtype,
            w,
            strides=(down * row + low, across * col + side, row, col, channel, one),
        )
        self.flat_w = w.reshape(channels * math.prod(size), -1)
        blocks = np.empty((channels, *size, *at.out, images), dtype)
        padded = (n + sum(sides) for n, sides in zip(at.size, at.amounts, strict=True))
        self.dx = np.empty((channels, *padded, images), dtype)
        (self.left,) = in_blocks(self.flat_w.size, blocks.reshape(len(self.flat_w), -1))
        (rights,) = in_blocks(
            self.flat_w.size, maps.reshape(-1, self.flat_w.shape[1], maps[0, 0].size)
        )
        # What one product takes of the maps, and which pixels each of its answers is added to.
        self.groups = [
            (
                right,
                [
                    (self.dx[:, *at.tap(i * down + r, j * across + c)], blocks[:, r, c])
                    for r, c in np.ndindex(size)
                ],
            )
            for right, (i, j) in zip(rights, np.ndindex(places), strict=False)
        ]


def fuse(layers: Sequence[Layer]) -> list[Layer]:
    """Replace each Conv2D, ReLU, MaxPool2D in a row, where that is the same, by all in one."""
    steps: list[Layer] = []
    for layer in layers:
        steps.append(layer)
        match steps[-3:]:
            case [Conv2D() as conv, ReLU() as relu, MaxPool2D() as pool] if _plain(
                conv, relu, pool
            ):
                steps[-3:] = [ConvReLUMaxPool(conv, pool)]
    return steps


def _plain(conv: Conv2D, relu: ReLU, pool: MaxPool2D) -> bool:
    # A class made from one of these may compute something else.
    themselves = [type(layer) for layer in (conv, relu, pool)] == [Conv2D, ReLU, MaxPool2D]
    size, stride, dilation = pool.window
    apart = stride[0] >= size[0] and stride[1] >= size[1]
    bare = dilation == (1, 1) and pair(pool.padding, "padding", 0) == (0, 0) and not pool.ceil_mode
    dense = conv.groups == 1 and pair(conv.dilation, "dilation") == (1, 1)
    return themselves and apart and bare and dense and size != (1, 1)

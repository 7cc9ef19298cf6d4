"""A layer as one matrix: a convolution is a dense layer with many zeros and few weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Geometry, Padding, Pair, geometry
from cnn_core.nn.arithmetic import Count, Product, Sum
from cnn_core.ops.conv import floating

NOTHING = -1  # in place of a weight's number: no connection, so the matrix is 0 there


@dataclass(frozen=True)
class Connections:
    """Which free weight connects each input to each output of a layer."""

    numbers: NDArray[np.int64]  # (outputs, inputs): a weight's number from 0, or NOTHING
    count: int  # of free weights, used or not

    def matrix(self, weights: ArrayLike) -> Array:
        """Return the layer's matrix (outputs, inputs) for these weights (count,)."""
        values = floating(weights).ravel()
        if values.size != self.count:
            raise ValueError(f"there are {self.count} free weights, not {values.size}")
        padded = np.append(values, values.dtype.type(0))  # number −1 reads the last: no connection
        matrix: Array = padded[self.numbers]
        return matrix

    def columns(self, x: ArrayLike) -> Array:
        """Return each output's window as a column: (count, outputs), with 0 for padding.

        `x` has one number for each input. The free weights (count,) times these columns are the
        outputs: of a convolution, what libraries call im2col.

        >>> connections((1, 4), (1, 2)).columns([3, 1, 4, 1]).tolist()
        [[3.0, 1.0, 4.0], [1.0, 4.0, 1.0]]
        """
        values = floating(x).ravel()
        outputs, inputs = np.nonzero(self.numbers != NOTHING)
        columns: Array = np.zeros((self.count, len(self.numbers)), values.dtype)
        columns[self.numbers[outputs, inputs], outputs] = values[inputs]
        return columns


def connections(
    size: Pair,
    kernel: Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    channels: int = 1,
    filters: int = 1,
    sparse: bool = True,
    shared: bool = True,
) -> Connections:
    """Return the connections of a layer with as many outputs as this convolution has.

    `sparse`: an output is connected to its window alone, else to every input. `shared`: weights
    depend only on where an input lies from the output's window, else each connection has its own.
    Both together are the convolution; neither is the dense layer. Outputs are numbered filter by
    filter, inputs channel by channel, each row by row: as ravel() does.

    >>> both = [(True, True), (True, False), (False, True), (False, False)]
    >>> [connections((6, 6), (3, 3), sparse=a, shared=b).count for a, b in both]
    [9, 144, 81, 576]
    """
    at = geometry(size, kernel, stride=stride, padding=padding, dilation=dilation)
    if sparse and shared:
        along = [_taps(at, axis) for axis in (0, 1)]
        count = kernel[0] * kernel[1]
    else:
        along = [_offsets(at, axis) for axis in (0, 1)]
        count = (int(along[0].max()) + 1) * (int(along[1].max()) + 1)
        if sparse:
            inside = [_taps(at, axis) >= 0 for axis in (0, 1)]
            along = [np.where(keep, one, NOTHING) for keep, one in zip(inside, along, strict=True)]
    one = _combined(along[0], along[1], kernel[1] if sparse and shared else int(along[1].max()) + 1)
    numbers = _repeated(one, count, filters, channels)
    count *= filters * channels
    if shared:
        return Connections(numbers, count)
    connected = numbers >= 0
    own = np.full(numbers.shape, NOTHING, dtype=np.int64)
    own[connected] = np.arange(int(connected.sum()))
    return Connections(own, int(connected.sum()))


def conv_matrix(
    w: ArrayLike,
    size: Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
) -> Array:
    """Return the matrix by which a convolution with zero padding multiplies an image (C, H, W).

    w (F, C, kh, kw) -> (F·H'·W', C·H·W), so that matrix @ image.ravel() is conv2d(...).ravel().
    Errors: weights of another form; a kernel that does not fit.

    >>> conv_matrix([[[[1, -1]]]], (1, 3)).tolist()
    [[1.0, -1.0, 0.0], [0.0, 1.0, -1.0]]
    """
    weights = floating(w)
    if weights.ndim != 4:
        raise ValueError(f"weights are (filters, channels, rows, columns), not {weights.shape}")
    filters, channels, high, wide = weights.shape
    found = connections(
        size,
        (high, wide),
        stride=stride,
        padding=padding,
        dilation=dilation,
        channels=channels,
        filters=filters,
    )
    return found.matrix(weights)


def _taps(at: Geometry, axis: int) -> NDArray[np.int64]:
    """Return which tap of the kernel meets each place of an axis: (outputs, places), or NOTHING."""
    reads = at.reads(axis)
    found = np.full((len(reads), at.size[axis]), NOTHING, dtype=np.int64)
    for tap in range(at.kernel[axis]):
        outputs = np.flatnonzero((reads[:, tap] >= 0) & (reads[:, tap] < at.size[axis]))
        found[outputs, reads[outputs, tap]] = tap
    return found


def _offsets(at: Geometry, axis: int) -> NDArray[np.int64]:
    """Return a number for the way from each output's window to each place: (outputs, places)."""
    begins = at.reads(axis)[:, 0]
    distances = np.arange(at.size[axis])[None, :] - begins[:, None]
    _, numbers = np.unique(distances, return_inverse=True)
    return np.asarray(numbers.reshape(distances.shape), dtype=np.int64)


def _combined(rows: NDArray[np.int64], columns: NDArray[np.int64], wide: int) -> NDArray[np.int64]:
    """Return the number of each connection (H'·W', H·W) from those along both axes."""
    down, across = rows[:, None, :, None], columns[None, :, None, :]
    both = np.where((down >= 0) & (across >= 0), down * wide + across, NOTHING)
    high, width = rows.shape[0] * columns.shape[0], rows.shape[1] * columns.shape[1]
    return np.asarray(both.reshape(high, width), dtype=np.int64)


def _repeated(one: NDArray[np.int64], count: int, filters: int, channels: int) -> NDArray[np.int64]:
    """Return the numbers for every filter and channel, each pair with weights of its own."""
    blocks = [
        [np.where(one >= 0, one + (f * channels + c) * count, NOTHING) for c in range(channels)]
        for f in range(filters)
    ]
    return np.block(blocks)


@dataclass(frozen=True)
class LayerCounts:
    """How many weights connect an input volume to an output volume, without biases."""

    outputs: tuple[int, int, int]  # (filters, rows, columns)
    dense: Count  # every input to every output
    local: Count  # every output to its window, with weights of its own
    shared: Count  # a kernel for each map
    with_bias: Count  # the same, and one bias for each map


def layer_counts(
    input_shape: tuple[int, int, int],
    filters: int,
    kernel: int,
    *,
    stride: int = 1,
    padding: Padding = 0,
) -> LayerCounts:
    """Count the weights of one layer built in three ways: input (C, H, W), square kernels.

    A window's cells in the padding are counted as well, as locally connected layers have them.

    >>> layer_counts((3, 32, 32), 10, 3).with_bias.value
    280
    """
    channels, rows, columns = input_shape
    at = geometry((rows, columns), (kernel, kernel), stride=stride, padding=padding)
    high, wide = at.out
    inside, outside = rows * columns * channels, high * wide * filters
    window = kernel * kernel * channels
    reads, cells = (kernel, kernel, channels), Product(high, wide, filters)
    return LayerCounts(
        (filters, high, wide),
        Count(inside * outside, Product(Product(rows, columns, channels), cells)),
        Count(outside * window, Product(cells, Product(*reads))),
        Count(window * filters, Product(*reads, filters)),
        Count((window + 1) * filters, Product(Sum(Product(*reads), 1), filters)),
    )

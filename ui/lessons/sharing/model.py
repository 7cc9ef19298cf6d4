"""What the lesson on sharing weights shows: a layer as a matrix, its picture moved, its counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import (
    Connections,
    Following,
    LayerCounts,
    ShiftTask,
    connections,
    follows,
    layer_counts,
)
from cnn_core.data import moved
from cnn_core.geometry import output_size
from cnn_core.geometry.phrases import article
from cnn_core.ops import conv2d
from ui.lessons.sharing.words import views as say
from ui.link.settings import Choice, Whole
from ui.link.view import View
from ui.link.vocabulary import LARGEST_PADDING, LARGEST_STRIDE
from ui.models.convolution import Convolution

Pair = tuple[int, int]

FARTHEST = 3  # pixels that the input moves
LARGEST_WEIGHT = 9  # of the weights that are drawn at random
SEED = 11

# The layer that is counted.
HIGH = Whole("high", 32, 1, 4320)
WIDE = Whole("wide", 32, 1, 7680)
DEEP = Whole("deep", 3, 1, 2048)
NEURONS = Whole("neurons", 100, 1, 100_000)
FILTERS = Whole("filters", 10, 1, 2048)
SIDE = Whole("side", 3, 1, 11)
STEP = Whole("step", 1, 1, LARGEST_STRIDE)
PAD = Whole("pad", 0, 0, LARGEST_PADDING)
COUNTED = (HIGH, WIDE, DEEP, NEURONS, FILTERS, SIDE, STEP, PAD)

# What both networks are trained on.
DIGITS = Choice("digits", "300", ("100", "300", "1000"))
SPREAD = Whole("spread", 1, 0, 3)
START = Whole("start", 0, 0, 99)
TRAINED = (DIGITS, SPREAD, START)


def chosen_task(view: View) -> ShiftTask:
    """Return what the view's two networks are trained on."""
    return ShiftTask(int(view[DIGITS]), view[SPREAD], view[START])


def drawn_weights(count: int, seed: int = SEED) -> NDArray[np.int64]:
    """Return random weights: whole numbers −9 to 9 but 0, which stands for no connection."""
    rng = np.random.default_rng(seed)
    drawn = rng.integers(1, LARGEST_WEIGHT + 1, count) * rng.choice((-1, 1), count)
    return np.asarray(drawn, dtype=np.int64)


@dataclass(frozen=True)
class Layer:
    """One layer from a picture to a map: which inputs are connected, and which weights are shared.

    All numbers are whole: weights and answers stand over `divisor`.
    """

    found: Convolution
    sparse: bool = True
    shared: bool = True

    @property
    def size(self) -> Pair:
        """Rows and columns of the picture."""
        rows, columns = self.found.picture.pixels.shape[1:]
        return rows, columns

    @property
    def divisor(self) -> int:
        """What all weights are divided by: random ones are whole."""
        return self.found.sliding.divisor if self.sparse and self.shared else 1

    def of(self, *, sparse: bool, shared: bool) -> Connections:
        """Return the connections of a layer of this size with other choices."""
        found = self.found
        return connections(
            self.size,
            found.kernel.shape,
            stride=found.stride,
            padding=found.amounts,
            dilation=found.dilation,
            sparse=sparse,
            shared=shared,
        )

    @cached_property
    def connections(self) -> Connections:
        """Which weight stands where."""
        return self.of(sparse=self.sparse, shared=self.shared)

    @cached_property
    def weights(self) -> NDArray[np.int64]:
        """The free weights, (count,): the kernel's for a convolution, else drawn at random.

        Where only windows are connected they are those that the dense layer has there.
        """
        if self.sparse and self.shared:
            return np.array(self.found.sliding.numerators, dtype=np.int64).ravel()
        if self.shared:
            return drawn_weights(self.connections.count)
        connected = self.connections.numbers.ravel() >= 0
        return drawn_weights(connected.size)[connected]

    @cached_property
    def matrix(self) -> NDArray[np.int64]:
        """The layer as a matrix of whole numbers: (outputs, inputs)."""
        matrix = self.connections.matrix(self.weights.astype(np.float64))
        return np.asarray(np.rint(matrix), dtype=np.int64)

    @property
    def map(self) -> NDArray[np.int64]:
        """What the matrix makes of the picture, (H', W'), before the division."""
        flat = self.found.picture.pixels[0].astype(np.int64).ravel()
        answer: NDArray[np.int64] = (self.matrix @ flat).reshape(self.found.size)
        return answer


@dataclass(frozen=True)
class WindowColumns:
    """Every window of a picture as a column, and two kernels as rows: one matrix product.

    The second kernel is the first one transposed. All numbers are whole, over the kernel's divisor.
    """

    found: Convolution

    @cached_property
    def columns(self) -> NDArray[np.int64]:
        """The windows (k, cells), k numbers each, from the upper left one on."""
        layer = Layer(self.found).connections
        return np.rint(layer.columns(self.found.picture.pixels[0].astype(np.float64))).astype(int)

    @property
    def kernels(self) -> NDArray[np.int64]:
        """The kernels (2, k), or (1, k) where the second has another shape."""
        one = np.array(self.found.sliding.numerators, dtype=np.int64)
        both = [one, one.T] if one.shape == one.T.shape else [one]
        return np.stack([kernel.ravel() for kernel in both])

    @cached_property
    def maps(self) -> NDArray[np.int64]:
        """The product (kernels, cells): each row is a map, read row by row."""
        return np.asarray(self.kernels @ self.columns)


@dataclass(frozen=True)
class Moves:
    """A convolution's map and a dense layer's answer for every move of the picture.

    Move number (d + FARTHEST)·n + r + FARTHEST is d down and r to the right, n = 2·FARTHEST + 1.
    """

    maps: NDArray[np.int64]  # (moves, H', W') of the convolution, over its divisor
    dense: NDArray[np.int64]  # (moves, H', W') of a dense layer with weights drawn at random
    following: tuple[Following | None, ...]  # of the map; None where it cannot move by whole cells
    dense_following: tuple[Following | None, ...]

    @staticmethod
    def steps() -> list[Pair]:
        """Return all moves in their order."""
        span = range(-FARTHEST, FARTHEST + 1)
        return [(down, right) for down in span for right in span]


def moves(found: Convolution) -> Moves:
    """Move the picture in every way, and answer it with both layers."""
    pixels = found.picture.pixels
    steps = Moves.steps()
    batch = np.stack([moved(pixels, *step) for step in steps], axis=-1)
    kernel = np.array(found.sliding.numerators, dtype=np.float64)[None, None]
    slid = conv2d(
        batch.astype(np.float64),
        kernel,
        stride=found.stride,
        padding=found.amounts,
        dilation=found.dilation,
    )
    maps = np.rint(slid[0].transpose(2, 0, 1)).astype(np.int64)
    cells = int(np.prod(found.size))
    weights = drawn_weights(cells * pixels.size).reshape(cells, -1)
    answers = weights.astype(np.float64) @ batch.reshape(pixels.size, -1).astype(np.float64)
    dense = np.rint(answers).astype(np.int64).T.reshape(len(steps), *found.size)
    still = steps.index((0, 0))

    def followed(one: NDArray[np.int64]) -> tuple[Following | None, ...]:
        return tuple(
            None
            if down % found.stride or right % found.stride
            else follows(one[still], after, (down // found.stride, right // found.stride))
            for after, (down, right) in zip(one, steps, strict=True)
        )

    return Moves(maps, dense, followed(maps), followed(dense))


@dataclass(frozen=True)
class Counts:
    """A layer as large as one likes, counted in every way it can be connected."""

    input_shape: tuple[int, int, int]  # (channels, rows, columns)
    neurons: int
    filters: int
    kernel: int
    stride: int
    padding: int

    @property
    def to_neurons(self) -> int:
        """Weights from every input to some neurons, without biases."""
        channels, rows, columns = self.input_shape
        return rows * columns * channels * self.neurons

    @property
    def neurons_work(self) -> str:
        """The arithmetic of it."""
        channels, rows, columns = self.input_shape
        return f"{rows:,}·{columns:,}·{channels:,}·{self.neurons:,} = {self.to_neurons:,}"

    @cached_property
    def layer(self) -> LayerCounts:
        """The layer to a volume of maps, counted in three ways."""
        return layer_counts(
            self.input_shape,
            self.filters,
            self.kernel,
            stride=self.stride,
            padding=self.padding,
        )


def settle_counts(view: View) -> Counts:
    """Return the nearest layer that exists, and note what had to change."""
    size = view[HIGH], view[WIDE]
    kernel = asked = view[SIDE]
    padding = view[PAD]
    try:
        output_size(size, kernel, stride=view[STEP], padding=padding)
    except ValueError:
        kernel = min(*size) + 2 * padding
        view.change(
            SIDE,
            kernel,
            say.KERNEL_DOES_NOT_FIT_INTO.format(
                article=article(asked).capitalize(),
                asked=asked,
                rows=size[0],
                columns=size[1],
                padding=padding,
                kernel=kernel,
            ),
        )
    return Counts((view[DEEP], *size), view[NEURONS], view[FILTERS], kernel, view[STEP], padding)

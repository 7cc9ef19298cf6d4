"""Questions of the lesson on sharing: how many weights, zeros and repeats, and what moves along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from cnn_core.analysis import layer_counts
from cnn_core.geometry import output_size
from cnn_core.geometry.phrases import article
from ui.frame.questions import Cell, Question, Wrong, chosen
from ui.lessons.sharing.model import Layer
from ui.text.arithmetic import with_result

VOLUMES = ((32, 32, 3), (28, 28, 1), (64, 64, 3), (20, 20, 10), (14, 14, 16))
Count = tuple[int, str]


def counted(
    kind: str,
    text: str,
    answer: int,
    slips: Sequence[Count],
    why: str,
    rng: np.random.Generator,
) -> Question:
    """Return the question whose choices are counts: the answer and what usual mistakes give."""
    wrong: list[Wrong] = [(f"{slips[k][0]:,}", slips[k][1]) for k in rng.permutation(len(slips))]
    wrong += [(f"{answer * by:,}", f"That is {by} times too many.") for by in (2, 10, 100)]
    return chosen(kind, text, f"{answer:,}", wrong, why, rng)


def dense(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights connect a whole input to some neurons."""
    rows, columns, channels = ((1080, 1920, 3), *VOLUMES)[rng.integers(len(VOLUMES) + 1)]
    neurons = int((10, 100, 1000)[rng.integers(3)])
    inputs = rows * columns * channels
    slips = [
        (rows * columns * neurons, f"That is one channel: the input has {channels}."),
        (inputs + neurons, "Every neuron has a weight for every input: multiply."),
        (inputs, "That is one neuron's weights."),
        ((rows + columns) * channels * neurons, "Rows are multiplied with columns, not added."),
    ]
    if channels == 1:
        slips = slips[1:]
    text = (
        f"An input of {rows}×{columns}×{channels} is connected to {neurons} neurons, each to "
        "everything. How many weights is that, without biases?"
    )
    why = f"{rows}·{columns}·{channels}·{neurons} = {inputs * neurons:,}."
    return counted("dense", text, inputs * neurons, slips, why, rng)


def kernels(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many parameters a convolution with biases has."""
    rows, columns, channels = VOLUMES[rng.integers(len(VOLUMES))]
    side, filters = int((3, 5)[rng.integers(2)]), int((8, 10, 16, 32)[rng.integers(4)])
    found = layer_counts((channels, rows, columns), filters, side)
    answer = found.with_bias.value
    slips = [
        (found.shared.value, "That forgets the biases: one for each kernel."),
        ((side * side + 1) * filters, "A kernel is as deep as its input: the channels count too."),
        (found.local.value, "That has weights of its own at every place: a kernel is shared."),
        (found.dense.value, "That connects every input to every output."),
    ]
    if channels == 1:
        slips.pop(1)
    text = (
        f"{filters} kernels of {side}×{side} slide over an input of {rows}×{columns}×"
        f"{channels}. How many parameters is that, with biases?"
    )
    return counted("kernels", text, answer, slips, f"{with_result(found.with_bias)}.", rng)


def _another_size(shown: Layer, rng: np.random.Generator) -> tuple[int, int]:
    """Return the size of a larger picture than the one on screen, which shows its own numbers."""
    more = int(rng.integers(1, 5))
    return shown.size[0] + more, shown.size[1] + more


def places(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how often a weight of this convolution stands in its matrix; None with padding."""
    if shown.found.amounts != ((0, 0), (0, 0)):
        return None
    high, wide = _another_size(shown, rng)
    found = shown.found
    rows, columns = output_size(
        (high, wide), found.kernel.shape, stride=found.stride, dilation=found.dilation
    )
    taps = shown.found.kernel.shape[0] * shown.found.kernel.shape[1]
    answer = rows * columns
    slips = [
        (1, "Then nothing would be shared: every row of the matrix has the same weights."),
        (taps, "That is how many weights there are, not how often one stands there."),
        (high * wide, "That is how many columns the matrix has, one for each pixel."),
        (answer * taps, "That counts all weights of the kernel. The question is about one."),
    ]
    text = (
        f"Without padding, this kernel turns an image of {high}×{wide} into a map of "
        f"{rows}×{columns}. How often does one weight of the kernel appear in the matrix of this "
        "convolution?"
    )
    why = f"Once in each row, and there is a row for each output: {rows}·{columns} = {answer}."
    return counted("places", text, answer, slips, why, rng)


def zeros(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many zeros a row of this convolution's matrix holds; None with padding."""
    if shown.found.amounts != ((0, 0), (0, 0)):
        return None
    (high, wide), (kh, kw) = _another_size(shown, rng), shown.found.kernel.shape
    inputs, taps = high * wide, kh * kw
    slips = [
        (taps, "That is how many weights it holds: the rest is zero."),
        (0, "Only a dense layer's rows are full."),
        (inputs, "A row of zeros alone would see nothing."),
        (
            (high - kh + 1) * (wide - kw + 1) - taps,
            "A row has a place for each pixel of the input, not for each cell of the map.",
        ),
        (inputs - kh, "The window has rows and columns: k·k places."),
    ]
    usable = [one for one in slips if one[0] >= 0]
    text = (
        f"{article(kh).capitalize()} {kh}×{kw} kernel slides over an image of {high}×{wide} "
        "without padding. Look at one row of the matrix of this convolution. How many of its "
        "numbers are 0 because no weight is there?"
    )
    why = f"{high}·{wide} − {kh}·{kw} = {inputs} − {taps} = {inputs - taps}."
    return counted("zeros", text, inputs - taps, usable, why, rng)


def follows(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask where a found pattern is after its picture moved."""
    stride = int((1, 1, 2)[rng.integers(3)])
    down, right = (int(one) * stride for one in rng.integers(1, 4, 2))
    row, column = (int(one) for one in rng.integers(4, 9, 2))
    there = f"row {row + down // stride}, column {column + right // stride}"
    wrong: list[Wrong] = [
        (f"row {row}, column {column}", "That is where it was: the map moves with its input."),
        ("anywhere: it must be learned again", "That is the dense layer: here weights are shared."),
        (
            f"row {row - down // stride}, column {column - right // stride}",
            "It shifts with the image, not against it.",
        ),
    ]
    if stride > 1:
        pixels = f"row {row + down}, column {column + right}"
        wrong.insert(
            0, (pixels, f"{stride} pixels are one cell of the map, for the stride is {stride}.")
        )
    text = (
        f"A kernel, stride {stride}, found an edge: its map is largest in row {row}, column "
        f"{column}. The image shifts {down} down and {right} to the right. Where is the map "
        "largest now? (Nothing leaves the image.)"
    )
    moved = f"{down} / {stride} = {down // stride} down and {right} / {stride} = {right // stride}"
    why = f"The map shifts by {moved} to the right, because the stride is {stride}: {there}."
    return chosen("follows", text, there, wrong, why, rng)


Maker = Callable[[Layer, Cell, np.random.Generator], Question | None]
SHARING_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"dense": dense, "places": places, "kernels": kernels, "zeros": zeros, "follows": follows}
)

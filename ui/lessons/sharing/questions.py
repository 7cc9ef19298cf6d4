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
from ui.lessons.sharing.words import questions as say
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
    wrong += [(f"{answer * by:,}", say.TIMES_TOO_MANY.format(by=by)) for by in (2, 10, 100)]
    return chosen(kind, text, f"{answer:,}", wrong, why, rng)


def dense(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights connect a whole input to some neurons."""
    rows, columns, channels = ((1080, 1920, 3), *VOLUMES)[rng.integers(len(VOLUMES) + 1)]
    neurons = int((10, 100, 1000)[rng.integers(3)])
    inputs = rows * columns * channels
    slips = [
        (rows * columns * neurons, say.ONE_CHANNEL_THE_INPUT.format(channels=channels)),
        (inputs + neurons, say.EVERY_NEURON_HAS_A_WEIGHT),
        (inputs, say.ONE_NEURONS_WEIGHTS),
        ((rows + columns) * channels * neurons, say.ROWS_ARE_MULTIPLIED),
    ]
    if channels == 1:
        slips = slips[1:]
    text = say.DENSE.format(rows=rows, columns=columns, channels=channels, neurons=neurons)
    why = f"{rows}·{columns}·{channels}·{neurons} = {inputs * neurons:,}."
    return counted("dense", text, inputs * neurons, slips, why, rng)


def kernels(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many parameters a convolution with biases has."""
    rows, columns, channels = VOLUMES[rng.integers(len(VOLUMES))]
    side, filters = int((3, 5)[rng.integers(2)]), int((8, 10, 16, 32)[rng.integers(4)])
    found = layer_counts((channels, rows, columns), filters, side)
    answer = found.with_bias.value
    slips = [
        (found.shared.value, say.FORGETS_THE_BIASES_ONE),
        ((side * side + 1) * filters, say.KERNEL_IS_AS_DEEP_AS_ITS_INPUT),
        (found.local.value, say.HAS_WEIGHTS_OF_ITS_OWN),
        (found.dense.value, say.CONNECTS_EVERY_INPUT_TO_EVERY),
    ]
    if channels == 1:
        slips.pop(1)
    text = say.KERNELS.format(
        filters=filters, side=side, rows=rows, columns=columns, channels=channels
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
        (1, say.THEN_NOTHING_WOULD_BE_SHARED),
        (taps, say.HOW_MANY_WEIGHTS_THERE_ARE_NOT),
        (high * wide, say.HOW_MANY_COLUMNS_THE_MATRIX),
        (answer * taps, say.COUNTS_ALL_WEIGHTS),
    ]
    text = say.PLACES.format(high=high, wide=wide, rows=rows, columns=columns)
    why = say.PLACES_WHY.format(rows=rows, columns=columns, answer=answer)
    return counted("places", text, answer, slips, why, rng)


def zeros(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many zeros a row of this convolution's matrix holds; None with padding."""
    if shown.found.amounts != ((0, 0), (0, 0)):
        return None
    (high, wide), (kh, kw) = _another_size(shown, rng), shown.found.kernel.shape
    inputs, taps = high * wide, kh * kw
    slips = [
        (taps, say.HOW_MANY_WEIGHTS_IT_HOLDS),
        (0, say.ONLY_A_DENSE_LAYERS_ROWS),
        (inputs, say.ROW_OF_ZEROS_ALONE_WOULD_SEE),
        (
            (high - kh + 1) * (wide - kw + 1) - taps,
            say.ROW_HAS_A_PLACE_FOR_EACH_PIXEL,
        ),
        (inputs - kh, say.WINDOW_HAS_ROWS_AND_COLUMNS_K),
    ]
    usable = [one for one in slips if one[0] >= 0]
    text = say.ZEROS.format(article=article(kh).capitalize(), kh=kh, kw=kw, high=high, wide=wide)
    why = f"{high}·{wide} − {kh}·{kw} = {inputs} − {taps} = {inputs - taps}."
    return counted("zeros", text, inputs - taps, usable, why, rng)


def follows(shown: Layer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask where a found pattern is after its picture moved."""
    stride = int((1, 1, 2)[rng.integers(3)])
    down, right = (int(one) * stride for one in rng.integers(1, 4, 2))
    row, column = (int(one) for one in rng.integers(4, 9, 2))
    there = f"row {row + down // stride}, column {column + right // stride}"
    wrong: list[Wrong] = [
        (f"row {row}, column {column}", say.WHERE_IT_WAS_THE_MAP_MOVES),
        (say.ANYWHERE_IT_MUST_BE_LEARNED, say.DENSE_LAYER_HERE_WEIGHTS),
        (
            f"row {row - down // stride}, column {column - right // stride}",
            say.SHIFTS_WITH_THE_IMAGE_NOT,
        ),
    ]
    if stride > 1:
        pixels = f"row {row + down}, column {column + right}"
        wrong.insert(0, (pixels, say.PIXELS_ARE_ONE_CELL_OF_THE_MAP.format(stride=stride)))
    text = say.FOLLOWS.format(stride=stride, row=row, column=column, down=down, right=right)
    moved = f"{down} / {stride} = {down // stride} down and {right} / {stride} = {right // stride}"
    why = say.FOLLOWS_WHY.format(moved=moved, stride=stride, there=there)
    return chosen("follows", text, there, wrong, why, rng)


Maker = Callable[[Layer, Cell, np.random.Generator], Question | None]
SHARING_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"dense": dense, "places": places, "kernels": kernels, "zeros": zeros, "follows": follows}
)

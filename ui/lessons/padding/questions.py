"""Questions of the lesson on padding: how large, how often read, how deep until nothing is left."""

from __future__ import annotations

from types import MappingProxyType
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry import output_size, stack_sizes, strides_and_paddings, window_counts
from cnn_core.geometry.phrases import article
from ui.frame.questions import Cell, Question, Registry, Wrong, chosen, count_question
from ui.frame.size_question import size_question, times
from ui.models.convolution import Convolution

DEEPEST = 99  # layers that are still asked for


class How(TypedDict):
    """How a window moves, as keyword arguments of the core."""

    stride: int
    padding: int | str
    dilation: int


def readers(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many windows read a pixel: of a corner, of a border, or of the middle."""
    rows, columns = convolution.picture.pixels.shape[1:]
    kernel, (stride, dilation) = (
        convolution.kernel.shape,
        (convolution.stride, convolution.dilation),
    )
    padding = convolution.padding
    at = _pixel(rows, rng), _pixel(columns, rng)
    how = How(stride=stride, padding=padding, dilation=dilation)
    mode = convolution.mode

    def count(changed: How, mode: str = mode) -> int | None:
        return _count((rows, columns), kernel, at, changed, mode)

    down, across = (_along(convolution, axis)[at[axis]] for axis in (0, 1))
    answer = int(down * across)
    taps = kernel[0] * kernel[1]
    others: list[tuple[int | None, str]] = [
        (taps, "That is what a pixel far from every border gets, at stride 1."),
        (int(down + across), "Each row of windows has all the columns: multiply, do not add."),
        (
            count(How(stride=1, padding=padding, dilation=dilation)),
            f"That forgets the stride of {stride}.",
        ),
        (count(How(stride=stride, padding=padding, dilation=1)), "That forgets the dilation."),
        (
            count(How(stride=stride, padding=0, dilation=dilation), "zeros"),
            "That forgets the padding.",
        ),
        (count(how, "zeros"), "That leaves out the pixel's copies in the padding."),
        (1, "Only the corner of an image without padding is in one window alone."),
    ]
    slips = [(n, why) for n, why in others if n is not None and n >= 0]
    text = (
        f"The image is {times((rows, columns))}, the kernel {times(kernel)}, stride {stride}, "
        f"padding {_named(padding)}, dilation {dilation}. How many windows read the pixel in "
        f"row {at[0]}, column {at[1]}?"
    )
    why = (
        f"{down} of the {convolution.size[0]} rows of windows reach it and {across} of the "
        f"{convolution.size[1]} columns: {down}·{across} = {answer}."
    )
    return count_question("readers", text, answer, slips, why, rng)


def _pixel(length: int, rng: np.random.Generator) -> int:
    """Return a place on an axis: as often near one of its ends as in between."""
    places = [0, min(1, length - 1), length // 2, length - 1]
    return places[rng.integers(len(places))]


def _along(convolution: Convolution, axis: int) -> NDArray[np.int64]:
    """Count the windows that read each row, or column, of the picture."""
    length, kernel = convolution.picture.pixels.shape[1 + axis], convolution.kernel.shape[axis]
    return window_counts(
        (length, 1),
        (kernel, 1),
        stride=(convolution.stride, 1),
        padding=(convolution.amounts[axis], (0, 0)),
        dilation=(convolution.dilation, 1),
        padding_mode=convolution.mode,
    )[:, 0]


def _count(size: Cell, kernel: Cell, at: Cell, how: How, mode: str) -> int | None:
    """Count the windows that read a pixel; None where these settings make no map."""
    try:
        return int(window_counts(size, kernel, padding_mode=mode, **how)[at])
    except ValueError:
        return None


def _named(padding: int | str) -> str:
    return f"“{padding}”" if isinstance(padding, str) else str(padding)


def keeps(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which padding keeps the size at stride 1; None for kernels that are not square."""
    high, wide = convolution.kernel.shape
    if high != wide:
        return None
    dilation, lost = convolution.dilation, convolution.dilation * (high - 1)
    even = lost % 2 == 0
    answer = lost // 2 if even else lost
    slips = [
        ((high - 1) // 2 if even else high - 1, "That forgets the dilation."),
        (2 * answer, "That counts every cell twice."),
        (high, "That is the kernel's side: a kernel takes k − 1, since one window always fits."),
        (0, "Without padding the map shrinks by k − 1."),
        (lost if even else lost // 2, "That confuses one side with both sides together."),
        (answer + 1, "One too many: the map would grow."),
    ]
    text = (
        f"{article(high).capitalize()} {times((high, wide))} kernel with dilation {dilation} "
        "slides with stride 1. "
        + (
            "Which padding p, on every side,"
            if even
            else "How many padding cells along an axis, both ends together,"
        )
        + (" keeps" if even else " keep")
        + " the map as large as the image?"
    )
    loses = f"Along each axis a map loses d·(k − 1) cells: {dilation}·({high} − 1) = {lost}"
    why = (
        f"{loses}, half of them at each end: {lost} / 2 = {answer}."
        if even
        else f"{loses}. That is odd, so no p does it: frameworks add the odd cell last."
    )
    return count_question("keeps", text, answer, slips, why, rng)


def layers(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many layers without padding fit; None if maps do not shrink, or stay for too long."""
    rows, columns = convolution.picture.pixels.shape[1:]
    kernel, dilation = convolution.kernel.shape, convolution.dilation
    stack = stack_sizes((rows, columns), kernel, DEEPEST, dilation=dilation)
    if not stack.end:
        return None
    answer, short = stack.layers, min(rows, columns)
    dense = stack_sizes((rows, columns), kernel, DEEPEST)
    slips = [
        (short // max(kernel), "A layer takes k − 1 cells, not k: the first window always fits."),
        (2 * answer, "Each layer takes cells at both ends of an axis, not at one."),
        (answer + 1, "One too many: the last layer would find no room."),
        (max(answer - 1, 0), "One more fits: a window may fill the whole map."),
    ]
    if dilation > 1 and dense.end:
        slips.append((dense.layers, "That forgets the dilation."))
    text = (
        f"The image is {times((rows, columns))}. Layers with {times(kernel)} kernels, stride 1, "
        f"dilation {dilation} and no padding follow each other. After how many does no window "
        "fit any more?"
    )
    sizes = zip((rows, columns), stack.sizes[-1], kernel, strict=True)
    # The axis that leaves no room; of two, the one with less.
    length, rest, side = min(sizes, key=lambda axis: axis[1] - dilation * (axis[2] - 1))
    taken = dilation * (side - 1)
    why = (
        f"Each layer takes away {dilation}·({side} − 1) = {taken} rows and columns. "
        f"Then {length} − {answer}·{taken} = {rest} are left, and a window of {taken + 1} does "
        "not fit."
    )
    return count_question("layers", text, answer, slips, why, rng)


def strided(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many columns no window reads at a stride that leaves some over; None if none does."""
    columns = convolution.picture.pixels.shape[2]
    wide, dilation = convolution.kernel.shape[1], convolution.dilation
    found = []
    for stride in (2, 3, 4, 5):
        how = How(stride=stride, padding=0, dilation=dilation)
        count = _columns(columns, wide, how)
        if count is not None and np.any(count == 0):
            found.append((stride, int((count == 0).sum())))
    if not found:
        return None
    stride, answer = found[rng.integers(len(found))]
    out = output_size(columns, wide, stride=stride, dilation=dilation)
    slips = [
        (0, "The windows do not end with the last column here."),
        (
            columns % stride,
            f"That is what is left of {columns} over {stride}: the kernel counts too.",
        ),
        (out, "That is how many columns the map has."),
        (columns - out, "A window reads several columns, not one."),
    ]
    text = (
        f"The image has {columns} columns, the kernel {wide}; stride {stride}, no padding, "
        f"dilation {dilation}. How many columns does no window read?"
    )
    last = (out - 1) * stride + dilation * (wide - 1)
    why = (
        f"{out} windows fit in a row, and the last one ends in column "
        f"{out - 1}·{stride} + {dilation}·({wide} − 1) = {last} of 0 to {columns - 1}. "
        f"No window reads {answer} of them."
    )
    return count_question("strided", text, answer, slips, why, rng)


def _columns(length: int, kernel: int, how: How) -> NDArray[np.int64] | None:
    """Count the windows that read each column of one row; None where no window fits."""
    try:
        counts = window_counts(
            (1, length), (1, kernel), stride=(1, how["stride"]), dilation=(1, how["dilation"])
        )
    except ValueError:
        return None
    row: NDArray[np.int64] = counts[0]
    return row


# Sizes of well-known layers: of the image, of the map, and the kernel's side.
TARGETS = ((224, 112, 7), (112, 56, 3), (32, 16, 3), (28, 14, 5), (28, 28, 3), (227, 55, 11))


def wanted(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which stride and padding make a map of a wanted size."""
    size, target, kernel = TARGETS[rng.integers(len(TARGETS))]
    right = strides_and_paddings(size, target, kernel)
    answer = right[rng.integers(len(right))]
    wrong: list[Wrong] = []
    for stride in (1, 2, 3, 4):
        for padding in (0, kernel // 2, kernel - 1):
            made = output_size(size, kernel, stride=stride, padding=padding)
            if (stride, padding) not in right:
                wrong.append((_way(stride, padding), f"That gives {times((made, made))}."))
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = (
        f"A {times((size, size))} image and {article(kernel)} {times((kernel, kernel))} kernel "
        f"must give a {times((target, target))} map. Which stride and padding do that?"
    )
    stride, padding = answer
    why = (
        f"⌊({size} + 2·{padding} − {kernel}) / {stride}⌋ + 1 = {target}. "
        + ("No other pair does it." if len(right) == 1 else "")
        + " ".join(f"So does {_way(*one)}." for one in right if one != answer)
        + f" (Padding up to {kernel - 1} was tried, with every stride.)"
    )
    return chosen("wanted", text, _way(*answer), wrong, why, rng)


def _way(stride: int, padding: int) -> str:
    return f"stride {stride}, padding {padding}"


PADDING_QUESTIONS: Registry = MappingProxyType(
    {
        "size": size_question,
        "readers": readers,
        "keeps": keeps,
        "wanted": wanted,
        "layers": layers,
        "strided": strided,
    }
)

# What the lesson's view shows already -> the kind of question that it would answer.
SHOWN = {"readers": "readers", "compare": "readers", "layers": "layers"}


def unseen(shown: str) -> Registry:
    """Return the questions whose answer the lesson's view does not show."""
    return MappingProxyType(
        {kind: make for kind, make in PADDING_QUESTIONS.items() if kind != SHOWN.get(shown)}
    )

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
from ui.lessons.padding.words import questions as say
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
        (taps, say.WHAT_A_PIXEL_FAR_FROM_EVERY),
        (int(down + across), say.EACH_ROW_OF_WINDOWS_HAS_ALL),
        (
            count(How(stride=1, padding=padding, dilation=dilation)),
            say.FORGETS_THE_STRIDE.format(stride=stride),
        ),
        (count(How(stride=stride, padding=padding, dilation=1)), say.FORGETS_THE_DILATION),
        (
            count(How(stride=stride, padding=0, dilation=dilation), "zeros"),
            say.FORGETS_THE_PADDING,
        ),
        (count(how, "zeros"), say.LEAVES_OUT_THE_PIXELS_COPIES),
        (1, say.ONLY_THE_CORNER_OF_AN_IMAGE),
    ]
    slips = [(n, why) for n, why in others if n is not None and n >= 0]
    text = say.READERS.format(
        size=times((rows, columns)),
        kernel=times(kernel),
        stride=stride,
        named=_named(padding),
        dilation=dilation,
        row=at[0],
        column=at[1],
    )
    why = say.READERS_WHY.format(
        down=down,
        rows=convolution.size[0],
        across=across,
        columns=convolution.size[1],
        answer=answer,
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
        ((high - 1) // 2 if even else high - 1, say.FORGETS_THE_DILATION),
        (2 * answer, say.COUNTS_EVERY_CELL_TWICE),
        (high, say.KERNELS_SIDE_A_KERNEL_TAKES_K),
        (0, say.WITHOUT_PADDING_THE_MAP),
        (lost if even else lost // 2, say.CONFUSES_ONE_SIDE_WITH_BOTH),
        (answer + 1, say.ONE_TOO_MANY_THE_MAP_WOULD),
    ]
    text = (
        say.KEEPS.format(
            article=article(high).capitalize(), size=times((high, wide)), dilation=dilation
        )
        + (say.WHICH_PADDING_P_ON_EVERY_SIDE if even else say.HOW_MANY_PADDING_CELLS_ALONG)
        + (" keeps" if even else " keep")
        + say.MAP_AS_LARGE_AS_THE_IMAGE
    )
    loses = say.ALONG_EACH_AXIS_A_MAP_LOSES_D.format(dilation=dilation, high=high, lost=lost)
    why = (
        say.KEEPS_WHY.format(loses=loses, lost=lost, answer=answer)
        if even
        else say.ODD_SO_NO_P_DOES_IT_FRAMEWORKS.format(loses=loses)
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
        (short // max(kernel), say.LAYER_TAKES_K_CELLS_NOT_K),
        (2 * answer, say.EACH_LAYER_TAKES_CELLS_AT_BOTH),
        (answer + 1, say.ONE_TOO_MANY_THE_LAST_LAYER),
        (max(answer - 1, 0), say.ONE_MORE_FITS_A_WINDOW_MAY),
    ]
    if dilation > 1 and dense.end:
        slips.append((dense.layers, say.FORGETS_THE_DILATION))
    text = say.LAYERS.format(size=times((rows, columns)), kernel=times(kernel), dilation=dilation)
    sizes = zip((rows, columns), stack.sizes[-1], kernel, strict=True)
    # The axis that leaves no room; of two, the one with less.
    length, rest, side = min(sizes, key=lambda axis: axis[1] - dilation * (axis[2] - 1))
    taken = dilation * (side - 1)
    why = say.LAYERS_WHY.format(
        dilation=dilation,
        side=side,
        taken=taken,
        length=length,
        answer=answer,
        rest=rest,
        next_taken=taken + 1,
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
        (0, say.WINDOWS_DO_NOT_END),
        (
            columns % stride,
            say.WHAT_IS_LEFT_OF_OVER.format(columns=columns, stride=stride),
        ),
        (out, say.HOW_MANY_COLUMNS_THE_MAP),
        (columns - out, say.WINDOW_READS_SEVERAL_COLUMNS),
    ]
    text = say.STRIDED.format(columns=columns, wide=wide, stride=stride, dilation=dilation)
    last = (out - 1) * stride + dilation * (wide - 1)
    why = say.STRIDED_WHY.format(
        out=out,
        out_less_1=out - 1,
        stride=stride,
        dilation=dilation,
        wide=wide,
        last=last,
        columns_less_1=columns - 1,
        answer=answer,
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
    text = say.WANTED.format(
        size=times((size, size)),
        article=article(kernel),
        size_2=times((kernel, kernel)),
        size_3=times((target, target)),
    )
    stride, padding = answer
    why = (
        f"⌊({size} + 2·{padding} − {kernel}) / {stride}⌋ + 1 = {target}. "
        + (say.WANTED_WHY if len(right) == 1 else "")
        + " ".join(f"So does {_way(*one)}." for one in right if one != answer)
        + say.PADDING_UP_TO_WAS_TRIED.format(kernel_less_1=kernel - 1)
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

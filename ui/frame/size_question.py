"""The question how large the map is with one setting changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cnn_core.geometry import largest_padding, output_size, pad_amounts
from ui.frame.questions import Cell, Question, Wrong, chosen
from ui.models.convolution import Convolution

Pair = tuple[int, int]

KERNELS_ASKED = (1, 2, 3, 5, 7, 11)
STRIDES_ASKED = (1, 2, 3, 4)
PADDINGS_ASKED = (0, 1, 2, 3, 5)
DILATIONS_ASKED = (1, 2, 3)


@dataclass(frozen=True)
class Geometry:
    """All that the size of a map depends on."""

    picture: Pair
    kernel: Pair
    stride: int
    padding: int | str
    dilation: int
    mode: str

    @cached_property
    def size(self) -> Pair:
        """Rows and columns of the map. Errors: there is none."""
        return output_size(
            self.picture,
            self.kernel,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
        )

    @cached_property
    def amounts(self) -> tuple[Pair, Pair]:
        """Cells of padding ((above, below), (left, right))."""
        return pad_amounts(self.padding, self.kernel, stride=self.stride, dilation=self.dilation)

    def exists(self) -> bool:
        """Say whether the core computes it."""
        try:
            return min(self.size) > 0 and all(
                (most := largest_padding(self.mode, length)) is None or max(sides) <= most
                for length, sides in zip(self.picture, self.amounts, strict=True)
            )
        except ValueError:
            return False


def times(pair: Pair) -> str:
    """Write rows and columns: "6×6"."""
    return f"{pair[0]}×{pair[1]}"


def size_question(
    convolution: Convolution, cell: Cell, rng: np.random.Generator
) -> Question | None:
    """Ask how many rows and columns the map has with another kernel, stride or padding."""
    rows, columns = convolution.picture.pixels.shape[1:]
    now = Geometry(
        (rows, columns),
        convolution.kernel.shape,
        convolution.stride,
        convolution.padding,
        convolution.dilation,
        convolution.mode,
    )
    possible = [change for change in _changes(now) if change[-1].exists()]
    telling = [change for change in possible if change[-1].size != now.size] or possible
    if not telling:
        return None
    # First which setting, then which value: the settings have differently many.
    names = sorted({name for name, _, _ in telling})
    name = names[rng.integers(len(names))]
    fitting = [change for change in telling if change[0] == name]
    _, what, then = fitting[rng.integers(len(fitting))]
    padding = f"“{now.padding}”" if isinstance(now.padding, str) else str(now.padding)
    text = (
        f"The image is {times(now.picture)}, the kernel {times(now.kernel)}, "
        f"stride {now.stride}, padding {padding}, dilation {now.dilation}. "
        f"Now take {what}. How large is the map then (rows × columns)?"
    )
    wrong = _wrong(now, then)
    wrong = [wrong[k] for k in rng.permutation(len(wrong))] + _near(then.size)
    return chosen("size", text, times(then.size), wrong, _explanation(then), rng)


def _changes(now: Geometry) -> Iterator[tuple[str, str, Geometry]]:
    """Yield every other value of a setting: the setting, the value in words, the geometry."""
    for side in KERNELS_ASKED:
        if (side, side) != now.kernel:
            article = "an" if side == 11 else "a"
            yield "kernel", f"{article} {side}×{side} kernel", replace(now, kernel=(side, side))
    for stride in STRIDES_ASKED:
        if stride != now.stride:
            yield "stride", f"stride {stride}", replace(now, stride=stride)
    for padding in PADDINGS_ASKED:
        if padding != now.padding:
            yield "padding", f"padding {padding}", replace(now, padding=padding)
    for dilation in DILATIONS_ASKED:
        if dilation != now.dilation and max(now.kernel) > 1:
            yield "dilation", f"dilation {dilation}", replace(now, dilation=dilation)


def _explanation(then: Geometry) -> str:
    """Write the formula with its numbers, once if rows and columns agree."""
    rows, columns = (_axis(then, axis) for axis in (0, 1))
    rounds = " ⌊ ⌋ rounds down." if then.stride > 1 else ""
    if rows == columns:
        return f"Rows and columns: {rows}.{rounds}"
    return f"Rows: {rows}. Columns: {columns}.{rounds}"


def _axis(then: Geometry, axis: int) -> str:
    length, side = then.picture[axis], then.kernel[axis]
    before, after = then.amounts[axis]
    padded = f"{length} + 2·{before}" if before == after else f"{length} + {before} + {after}"
    span = f"{then.dilation}·({side} − 1)"
    return f"⌊({padded} − {span} − 1) / {then.stride}⌋ + 1 = {then.size[axis]}"


def _wrong(now: Geometry, then: Geometry) -> list[Wrong]:
    """Return the sizes that the usual mistakes give, those of at least one cell."""
    rows, columns = then.size
    pads = [sum(sides) for sides in then.amounts]
    sides = [then.dilation * (side - 1) + 1 for side in then.kernel]

    def sized(padding: list[int], covers: list[int], stride: int, up: int = 0) -> Pair:
        height, width = (
            (n + p - c + up * (stride - 1)) // stride + 1
            for n, p, c in zip(then.picture, padding, covers, strict=True)
        )
        return height, width

    once = [max(amounts) for amounts in then.amounts]
    found = [
        (now.size, "That is the map as it is now."),
        (sized([0, 0], sides, then.stride), "That forgets the padding."),
        (sized(once, sides, then.stride), "That counts the padding on one side only."),
        (sized(pads, sides, 1), f"That forgets the stride of {then.stride}."),
        (sized(pads, [*then.kernel], then.stride), "That forgets the dilation."),
        (sized(pads, sides, then.stride, up=1), "That rounds up: a window must lie wholly inside."),
        ((rows - 1, columns - 1), "Off by one: the first window counts too."),
        ((columns, rows), "That swaps rows and columns: rows come first."),
        (then.picture, "That is the size of the image."),
    ]
    return [(times(size), why) for size, why in found if min(size) > 0]


def _near(size: Pair) -> list[Wrong]:
    """Return sizes a little larger, for maps so small that no mistake gives another."""
    return [
        (times((size[0] + more, size[1] + more)), f"That is {more} too many on each side.")
        for more in (1, 2, 3)
    ]

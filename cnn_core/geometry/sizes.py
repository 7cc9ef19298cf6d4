"""How large an answer is, and which cells of the padded image each window reads."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import cached_property
from typing import cast, overload

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.phrases import article, brief, counted

Pair = tuple[int, int]
Amounts = tuple[Pair, Pair]
Padding = int | Pair | Amounts | str

AXES = ("row", "column")


def pair(value: int | Pair, name: str, least: int = 1) -> Pair:
    """Return (rows, columns) of a setting given once for both axes or for each.

    An int or two ints -> two ints. Errors: not whole numbers, or below `least`.

    >>> pair(2, "stride"), pair((1, 3), "stride")
    ((2, 2), (1, 3))
    """
    if type(value) is int and value >= least:
        return value, value
    try:
        both = value if isinstance(value, tuple | list) else (value, value)
        rows, cols = (operator.index(one) for one in both)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} is a whole number or a pair (rows, columns), not {value!r}"
        ) from None
    if min(rows, cols) < least:
        raise ValueError(f"{name} {brief((rows, cols))} is too small: use at least {least}")
    return rows, cols


def whole(value: int, name: str) -> int:
    """Return a setting that counts something. Errors: it is no whole number from 1 on."""
    try:
        number = operator.index(value)
    except TypeError:
        number = 0
    if number < 1:
        raise ValueError(f"{name} is a whole number, at least 1, not {value!r}")
    return number


def span(kernel: int, dilation: int) -> int:
    """Return how many cells a dilated kernel covers along one axis: d(k - 1) + 1."""
    return dilation * (kernel - 1) + 1


def pad_amounts(
    padding: Padding,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    dilation: int | Pair = 1,
) -> Amounts:
    """Return the cells to add around an image as ((top, bottom), (left, right)).

    `padding` is an int, (rows, columns), ((top, bottom), (left, right)), or a word: "valid" adds
    nothing, "same" keeps the size (the odd cell of an even kernel goes to the end), "full" lets
    every window in that touches the image. Errors: unknown words, and "same" with a stride.

    >>> pad_amounts("same", (3, 4))
    ((1, 1), (1, 2))
    """
    kernel, stride, dilation = (
        pair(kernel, "kernel"),
        pair(stride, "stride"),
        pair(dilation, "dilation"),
    )
    if isinstance(padding, str):
        return _amounts_of_word(padding, kernel, stride, dilation)
    if isinstance(padding, tuple | list) and any(isinstance(p, tuple | list) for p in padding):
        sides = cast(Amounts, padding)
        if len(sides) != 2:
            raise ValueError(f"padding {padding!r} is not ((top, bottom), (left, right))")
        return pair(sides[0], "padding", 0), pair(sides[1], "padding", 0)
    rows, cols = pair(cast(Pair, padding), "padding", 0)
    return (rows, rows), (cols, cols)


def _amounts_of_word(word: str, kernel: Pair, stride: Pair, dilation: Pair) -> Amounts:
    reach = [span(k, d) - 1 for k, d in zip(kernel, dilation, strict=True)]
    if word == "valid":
        return (0, 0), (0, 0)
    if word == "full":
        return (reach[0], reach[0]), (reach[1], reach[1])
    if word != "same":
        raise ValueError(f'padding "{word}" is unknown: use "valid", "same", "full" or a number')
    if stride != (1, 1):
        advice = brief((reach[0] // 2, reach[1] // 2))
        effect = {(2, 2): "halves the size"}.get(stride, f"divides the size by {brief(stride)}")
        raise ValueError(
            f'padding "same" keeps the size, so it goes with stride 1 only; '
            f"with stride {brief(stride)} use padding {advice}, which {effect}"
        )
    top, left = reach[0] // 2, reach[1] // 2
    return (top, reach[0] - top), (left, reach[1] - left)


@dataclass(frozen=True)
class Geometry:
    """Where the windows of one operation lie; every pair is (rows, columns)."""

    size: Pair
    kernel: Pair
    stride: Pair
    dilation: Pair
    amounts: Amounts
    out: Pair

    def tap(self, i: int, j: int) -> tuple[slice, slice]:
        """Return the cells of the padded image that weight (i, j) meets, one per output cell."""
        first = i * self.dilation[0], j * self.dilation[1]
        rows, cols = (
            slice(f, f + (o - 1) * s + 1, s)
            for f, o, s in zip(first, self.out, self.stride, strict=True)
        )
        return rows, cols

    @cached_property
    def taps(self) -> tuple[tuple[slice, slice], ...]:
        """The cells that each weight meets, in reading order: finding them takes time, once."""
        rows, cols = self.kernel
        return tuple(self.tap(i, j) for i in range(rows) for j in range(cols))

    def reads(self, axis: int) -> NDArray[np.intp]:
        """Return (outputs, kernel) coordinates read along an axis; 0 is the image's first cell."""
        starts = np.arange(self.out[axis]) * self.stride[axis] - self.amounts[axis][0]
        taps = np.arange(self.kernel[axis]) * self.dilation[axis]
        return np.asarray(starts[:, None] + taps, dtype=np.intp)


def geometry(
    size: Pair,
    kernel: Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
    most: int | None = None,
    noun: str = "kernel",
    image: str = "the image",
    one_axis: bool = False,
) -> Geometry:
    """Check that a kernel fits an image and return where its windows lie.

    `most` is the largest padding that may be advised; `noun`, `image` and `one_axis` word the
    errors.
    """
    stride, dilation = pair(stride, "stride"), pair(dilation, "dilation")
    amounts = pad_amounts(padding, kernel, stride=stride, dilation=dilation)
    out = tuple(
        _windows(n, k, s, p, d, ceil_mode)
        for n, k, s, p, d in zip(size, kernel, stride, amounts, dilation, strict=True)
    )
    if min(out) < 1:
        axis = 0 if out[0] < 1 else 1
        raise ValueError(
            _misfit(axis, size, kernel, amounts, dilation, most, noun, image, one_axis)
        )
    return Geometry(size, kernel, stride, dilation, amounts, (out[0], out[1]))


def _windows(size: int, kernel: int, stride: int, pads: Pair, dilation: int, ceil: bool) -> int:
    room = size + sum(pads) - span(kernel, dilation)
    steps = -(-room // stride) if ceil else room // stride
    # PyTorch drops a last window that would start in the padding at the end.
    if ceil and steps * stride >= size + pads[0]:
        steps -= 1
    return steps + 1


def _misfit(
    axis: int,
    size: Pair,
    kernel: Pair,
    amounts: Amounts,
    dilation: Pair,
    most: int | None,
    noun: str,
    image: str,
    one_axis: bool,
) -> str:
    """Say what does not fit, with advice that mends both axes at once."""
    covers = [span(k, d) for k, d in zip(kernel, dilation, strict=True)]
    padded = [n + sum(p) for n, p in zip(size, amounts, strict=True)]
    unit = "cell" if one_axis else AXES[axis]
    advice = []
    enough = max(0, *(-((n - c) // 2) for n, c in zip(size, covers, strict=True)))
    if most is None or enough <= most:
        advice.append(f"padding {enough}")
    room = [(p - 1) // (k - 1) for p, k in zip(padded, kernel, strict=True) if k > 1]
    if 1 <= min(room, default=0) < max(dilation):
        advice.append(f"dilation {min(room)}")
    elif min(padded) > 0:
        fits = [(p - 1) // d + 1 for p, d in zip(padded, dilation, strict=True)]
        most_cells = [
            counted(fits[a], unit if one_axis else AXES[a])
            for a in ((axis,) if one_axis else (0, 1))
            if covers[a] > padded[a]
        ]
        advice.append(f"a {noun} of at most {' and '.join(most_cells)}")
    if padded[axis] > size[axis]:
        image = image.replace(" ", " padded ")
    with_dilation = f" with dilation {dilation[axis]}" if dilation[axis] > 1 else ""
    named = f"{article(kernel[0])} {kernel[0]}×{kernel[1]} {noun}"
    return (
        f"{f'a {noun} of {kernel[0]}' if one_axis else named}{with_dilation} covers "
        f"{counted(covers[axis], unit)}, but {image} has {padded[axis]}: "
        f"use {' or '.join(advice)}"
    )


@overload
def output_size(
    size: int,
    kernel: int,
    *,
    stride: int = 1,
    padding: int | str = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int: ...
@overload
def output_size(
    size: Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> Pair: ...
def output_size(
    size: int | Pair,
    kernel: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    ceil_mode: bool = False,
) -> int | Pair:
    """Return how many cells the answer has: floor((n + 2p - d(k - 1) - 1) / s) + 1.

    One axis: ints -> int. Both: size (H, W) -> (H', W'). `ceil_mode` rounds up instead, as
    PyTorch's pooling does. Errors: a kernel larger than the padded image, with what would fit.

    >>> output_size(28, 3), output_size(28, 3, stride=2), output_size((6, 7), 3, padding="same")
    (26, 13, (6, 7))
    """
    one_axis = not isinstance(size, tuple | list)
    both = pair(size, "size", 0)
    found = geometry(
        both,
        pair(kernel, "kernel"),
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        one_axis=one_axis,
    )
    return found.out[0] if one_axis else found.out

"""Which pixels windows read, and what became of the size, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.geometry import Unread, unread
from ui.models.convolution import Convolution

FEW = 4  # rows or columns that are named one by one


def size_words(found: Convolution) -> str:
    """Say how the map's size differs from the picture's."""
    was = found.picture.pixels.shape[1:]
    more = [new - old for new, old in zip(found.size, was, strict=True)]
    if more == [0, 0]:
        return "The map is as large as the image."
    words = [_counted(abs(by), noun) for by, noun in zip(more, ("row", "column"), strict=True)]
    how = ["more" if by > 0 else "fewer" for by in more]
    if more[0] and more[1] and how[0] != how[1]:
        return f"The map has {words[0]} {how[0]} and {words[1]} {how[1]} than the image."
    changed = [axis for axis in (0, 1) if more[axis]]
    text = " and ".join(words[axis] for axis in changed)
    return f"The map has {text} {how[changed[0]]} than the image."


_ADDED = {
    "zeros": "The added pixels are 0.",
    "reflect": "The added pixels mirror those at the border.",
    "replicate": "The added pixels repeat those at the border.",
    "circular": "The added pixels come from the opposite side.",
}


def padding_words(found: Convolution) -> str:
    """Say how many pixels padding adds, what that does to the size, and what they are."""
    sides = {amount for both in found.amounts for amount in both}
    if sides == {0}:
        return ""
    count = f"{_counted(sides.pop(), 'pixel')} on every side" if len(sides) == 1 else "pixels"
    keeps = ", so the map is as large as the image" if found.size == found.read else ""
    added = _ADDED.get(found.mode, f"The added pixels are {found.fill}.")
    return f"Padding adds {count}{keeps}. {added}"


def size_lines(formulas: Sequence[str], size: tuple[int, int]) -> str:
    """Write the formula of each axis above its result, once where both axes agree."""
    rows, columns = size
    if formulas[0] == formulas[1]:
        counted = _counted(rows, "row") + f" and column{'s' * (rows != 1)}"
        return f"{formulas[0]}\n= {counted}"
    return (
        f"{formulas[0]}\n= {_counted(rows, 'row')}\n{formulas[1]}\n= {_counted(columns, 'column')}"
    )


def reading_words(found: Convolution) -> str:
    """Say which rows and columns of the picture no window reads, and how many pixels that is."""
    rows, columns = found.picture.pixels.shape[1:]
    return missed_words(missed_by(found), (rows, columns))


def missed_words(missed: Unread, size: tuple[int, int], noun: str = "pixel") -> str:
    """Say which rows and columns of so many are never read, and how many cells that is."""
    rows, columns = size
    names = [
        _named(lines, length, line)
        for lines, length, line in (
            (missed.cols, columns, "column"),
            (missed.rows, rows, "row"),
        )
        if lines
    ]
    if not names:
        return f"Every {noun} is read by some window."
    lost = rows * columns - (rows - len(missed.rows)) * (columns - len(missed.cols))
    text = " and ".join(names)
    verb = "is" if len(missed.rows) + len(missed.cols) == 1 else "are"
    return (
        f"{text[0].upper()}{text[1:]} {verb} never read: "
        f"{lost:,} of {_counted(rows * columns, noun)}."
    )


def missed_by(found: Convolution) -> Unread:
    """Return what no window of a convolution reads."""
    rows, columns = found.picture.pixels.shape[1:]
    return unread(
        (rows, columns),
        found.kernel.shape,
        stride=found.stride,
        padding=found.padding,
        dilation=found.dilation,
        padding_mode=found.mode,
    )


def _named(lines: tuple[int, ...], length: int, noun: str) -> str:
    """Name rows or columns: "the last 2 columns", "row 3", "9 of the 28 columns"."""
    count = len(lines)
    if lines == tuple(range(length - count, length)):
        return f"the last {noun if count == 1 else _counted(count, noun)}"
    if count == 1:
        return f"{noun} {lines[0]}"
    if count <= FEW:
        return f"{noun}s {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    return f"{count} of the {_counted(length, noun)} ({', '.join(map(str, lines[:3]))}, …)"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

"""What "same" means to TensorFlow and to PyTorch, side by side for the settings on screen."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnn_core.geometry import output_size, pad_amounts, tensorflow_same
from ui.lessons.padding.words import views as say
from ui.models.convolution import Convolution
from ui.text.size_formula import factors

Amounts = tuple[tuple[int, int], tuple[int, int]]
SHOWN = 6  # cells drawn at either end of a long axis
AROUND = 2 * SHOWN + 4  # cells from which on the middle of an axis is left out


@dataclass(frozen=True)
class Same:
    """One framework's answer: the cells it adds and the size of the map, rows before columns."""

    title: str
    words: str  # what it does when asked for "same"
    amounts: Amounts
    size: tuple[int, int]


def tensorflow(found: Convolution) -> Same:
    """Return what TensorFlow and Keras make of "same"."""
    rows, columns = found.picture.pixels.shape[1:]
    stride, dilation = found.stride, found.dilation
    amounts = tensorflow_same((rows, columns), found.kernel.shape, stride=stride, dilation=dilation)
    size = output_size(
        (rows, columns), found.kernel.shape, stride=stride, padding=amounts, dilation=dilation
    )
    words = f"Rows = {rows} / {stride}, rounded up = {size[0]}."
    if any(before != after for before, after in amounts):
        words += say.NUMBER_OF_ADDED_CELLS_IS_ODD
    if stride > 1 and dilation > 1:
        words += say.KERAS_ITSELF_DOES_NOT_ALLOW
    return Same("TensorFlow, Keras", words, amounts, size)


def pytorch(found: Convolution) -> Same:
    """Return what PyTorch makes of "same", or the nearest padding where it refuses."""
    rows, columns = found.picture.pixels.shape[1:]
    same = pad_amounts("same", found.kernel.shape, dilation=found.dilation)
    if found.stride == 1:
        words = say.MAP_KEEPS_THE_SIZE.format(rows=rows)
        if any(before != after for before, after in same):
            words += say.NUMBER_OF_ADDED_CELLS_IS_ODD
        return Same("PyTorch", words, same, (rows, columns))
    (above, most_above), (left, most_left) = same
    if rows == 1 or columns == 1:  # half of an even kernel, rounded down, may leave it no room
        above, left = most_above, most_left
    near = above if above == left else (above, left)
    amounts = (above, above), (left, left)
    size = output_size(
        (rows, columns),
        found.kernel.shape,
        stride=found.stride,
        padding=amounts,
        dilation=found.dilation,
    )
    words = say.PYTORCH_DOES_NOT_ALLOW_SAME.format(stride=found.stride, near=near)
    return Same("PyTorch", words, amounts, size)


@dataclass(frozen=True)
class PaddedSides(Convolution):
    """A convolution whose four sides have a padding each, as TensorFlow's "same" needs."""

    sides: Amounts = ((0, 0), (0, 0))

    @property
    def amounts(self) -> Amounts:
        """Cells of padding ((above, below), (left, right))."""
        return self.sides

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the map."""
        return output_size(
            self.read, self.shape, stride=self.stride, padding=self.sides, dilation=self.dilation
        )


def sliding_in(framework: str, found: Convolution) -> Convolution:
    """Return what the code of a framework's tab slides: with the padding that it calls "same"."""
    return _padded(found, pytorch(found) if framework == "PyTorch" else tensorflow(found))


def _padded(found: Convolution, one: Same) -> Convolution:
    return PaddedSides(
        found.picture,
        found.kernel,
        stride=found.stride,
        dilation=found.dilation,
        flip=found.flip,
        sides=one.amounts,
    )


def compare(first: Same, second: Same) -> str:
    """Say in what the two differ."""
    if first.amounts == second.amounts:
        return say.BOTH_ADD_THE_SAME_CELLS_SO
    if first.size == second.size:
        return say.BOTH_MAPS_HAVE_THE_SAME_SIZE
    return say.TWO_MAPS_DO_NOT_EVEN_HAVE


def same(found: Convolution) -> None:
    """Show both frameworks with sizes, cells added, and where the first and last window lie."""
    both = tensorflow(found), pytorch(found)
    st.markdown(say.BOTH_FRAMEWORKS_ARE_ASKED.format(compare=compare(*both)))
    for column, one in zip(st.columns(2, gap="small"), both, strict=True):
        with column.container(border=True, height="stretch", key=f"same-{one.title[0]}"):
            st.markdown(f"**{one.title}** · map :green[**{one.size[0]}×{one.size[1]}**]")
            st.markdown(one.words)
            factors(_padded(found, one), one.title[0])
            for axis, names in _axes(found, one).items():
                before, after = one.amounts[axis]
                st.markdown(
                    f"{names[0]}: :red[**{before}**] {names[1]}, :red[**{after}**] {names[2]}"
                )
                st.html(strip(found, one, axis))
    st.caption(say.DOTTED_CELLS_ARE_PADDING)


def _axes(found: Convolution, one: Same) -> dict[int, tuple[str, str, str]]:
    """Return the axes to draw and their words: one for both where rows and columns agree."""
    rows, columns = zip(
        found.picture.pixels.shape[1:], found.kernel.shape, one.amounts, strict=True
    )
    if rows == columns:
        return {0: ("Rows and columns", "before", "after")}
    return {0: ("Rows", "above", "below"), 1: ("Columns", "left", "right")}


def strip(found: Convolution, one: Same, axis: int) -> str:
    """Write one axis as HTML: a cell for each position, the middle of a long axis left out."""
    length, kernel = found.picture.pixels.shape[1 + axis], found.kernel.shape[axis]
    before, after = one.amounts[axis]
    starts = (-before, (one.size[axis] - 1) * found.stride - before)
    read = {start + tap * found.dilation for start in starts for tap in range(kernel)}
    cells = [_cell(at, length, at in read) for at in range(-before, length + after)]
    if len(cells) > AROUND:
        ends = before + SHOWN, SHOWN + after
        cells = [*cells[: ends[0]], "<span>…</span>", *cells[len(cells) - ends[1] :]]
    return f'<div class="strip">{"".join(cells)}</div>'


def _cell(at: int, length: int, read: bool) -> str:
    inside = 0 <= at < length
    kinds = "read" * read + " pad" * (not inside)
    return f'<span class="cell {kinds}">{at if inside else ""}</span>'

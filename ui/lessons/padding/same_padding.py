"""What "same" means to TensorFlow and to PyTorch, side by side for the settings on screen."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnn_core.geometry import output_size, pad_amounts, tensorflow_same
from ui.models.convolution import Convolution

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
    words = f"The size is ⌈n / s⌉ = ⌈{rows} / {found.stride}⌉ = {size[0]}; the odd cell comes last."
    if found.stride > 1 and found.dilation > 1:
        words += " (Keras itself refuses a stride together with a dilation.)"
    return Same("TensorFlow, Keras", words, amounts, size)


def pytorch(found: Convolution) -> Same:
    """Return what PyTorch makes of "same", or the nearest padding where it refuses."""
    rows, columns = found.picture.pixels.shape[1:]
    same = pad_amounts("same", found.kernel.shape, dilation=found.dilation)
    if found.stride == 1:
        words = "The size stays; where the cells are odd in number, the odd one comes last."
        return Same("PyTorch", words, same, (rows, columns))
    (above, _), (left, _) = same
    near = above if above == left else (above, left)
    size = output_size(
        (rows, columns),
        found.kernel.shape,
        stride=found.stride,
        padding=near,
        dilation=found.dilation,
    )
    words = (
        f"**Refuses** “same” with stride {found.stride}. The usual stand-in is padding={near}, "
        "alike on all sides."
    )
    return Same("PyTorch", words, ((above, above), (left, left)), size)


def compare(first: Same, second: Same) -> str:
    """Say in what the two differ."""
    if first.amounts == second.amounts:
        return "Both add the same cells: their maps are equal."
    if first.size == second.size:
        return "The maps are equally large, but their windows read other pixels."
    return "Not even the sizes agree."


def same(found: Convolution) -> None:
    """Show both frameworks with sizes, cells added, and where the first and last window lie."""
    both = tensorflow(found), pytorch(found)
    st.markdown(f"Asked for padding “same”, k, d and s as set here. **{compare(*both)}**")
    for column, one in zip(st.columns(2, gap="small"), both, strict=True):
        with column.container(border=True, height="stretch", key=f"same-{one.title[0]}"):
            st.markdown(f"**{one.title}** · map :green[**{one.size[0]}×{one.size[1]}**]")
            st.markdown(one.words)
            for axis, names in _axes(found, one).items():
                before, after = one.amounts[axis]
                st.markdown(
                    f"{names[0]}: :red[**{before}**] {names[1]}, :red[**{after}**] {names[2]}"
                )
                st.html(strip(found, one, axis))
    st.caption(
        "Hatched: padding. Framed: what the first and the last window read. "
        "Numbers: rows and columns of the picture."
    )


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

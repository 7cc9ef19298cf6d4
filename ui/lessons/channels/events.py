"""What the reader did inside a linked view of several planes becomes settings of the lesson.

The values come from a browser: whatever is not a cell, a map or a number that fits is refused.
"""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from cnn_core.kernels import (
    DeepKernel,
    Kernel,
    deep_from,
    format_deep,
    interpret_weights,
    nearest_weight,
    parse_deep,
)
from ui.frame.edits import WEIGHT, Change, Edit, became
from ui.frame.events import component_key, rested_cell, take_cell, take_edit
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.words import views as say
from ui.session.keys import setting_key
from ui.text.typed_kernel import Reading, notes_on

DEEP = "deep"  # the setting of the reader's own kernels
Weights = list[list[list[Fraction]]]


def take_place(page: str) -> None:
    """Make the cell and the map that the reader rests on the lesson's."""
    take_cell(page)
    cell = rested_cell(component_key(page))
    if "filter" in cell:
        st.session_state[setting_key(page, "map")] = cell["filter"]


def take_weight(page: str) -> None:
    """Make a changed weight part of the reader's own kernels, if these can be changed."""
    take_edit(page, change_kernels)


def change_kernels(shown: object, edits: object, edit: Edit) -> Change:
    """Return the kernels of the reader's own after an edit. Errors: no such weight, no number."""
    if not isinstance(shown, Deep) or edit.target != WEIGHT or [*map(len, edit.indices)] != [4]:
        return Change()
    weight, replacements = nearest_weight(edit.value)
    f, plane, row, column = edit.indices[0]
    kernels = list(shown.kernels)
    if f >= len(kernels) or not _has(kernels[f].shape, (plane, row, column)):
        raise ValueError(say.NO_SUCH_WEIGHT_KERNELS.format(count=len(kernels)))
    kernels[f] = with_weight(kernels[f], plane, row, column, weight, flip=shown.flip)
    return Change({DEEP: own_kernels(kernels)}, became(replacements))


def _has(shape: tuple[int, int, int], place: tuple[int, int, int]) -> bool:
    return all(at < length for at, length in zip(place, shape, strict=True))


def with_weight(
    kernel: DeepKernel, plane: int, row: int, column: int, weight: Fraction, *, flip: bool = False
) -> DeepKernel:
    """Return the kernel with one weight changed, given where it is seen. Errors: no such weight."""
    exact: Weights = (kernel.flipped() if flip else kernel).exact()
    exact[plane][row][column] = weight
    changed = deep_from(exact, kernel.exact_bias, kernel.title)
    return changed.flipped() if flip else changed


def plane_meant(size: tuple[int, int], text: str) -> Reading:
    """Return what a text means for one plane of kernels of this size: it asks before it resizes.

    Errors: text that is no plane of weights.
    """
    found = interpret_weights(text)
    fitting = [kernel for kernel in found.kernels if kernel.shape == size]
    rows, columns = size
    if len(fitting) == 1:
        how = (say.WAS_READ_AS_THE_SIZE.format(rows=rows, columns=columns),)
        return Reading((fitting[0],), notes=(*notes_on(found), *(how if found.doubt else ())))
    sizes = ["×".join(map(str, kernel.shape)) for kernel in found.kernels]
    return Reading(
        found.kernels,
        say.PLANES_OF_THESE_KERNELS.format(rows=rows, columns=columns, names=" or ".join(sizes)),
        tuple(f"Make every plane {one}" for one in sizes),
        notes_on(found),
    )


def with_plane(kernels: list[DeepKernel], f: int, plane: int, typed: Kernel) -> list[DeepKernel]:
    """Return the kernels with one plane typed anew; the others are cut or filled to its size."""
    rows, columns = typed.shape
    made = []
    for number, kernel in enumerate(kernels):
        exact = [_sized(one, rows, columns) for one in kernel.exact()]
        if number == f:
            exact[plane] = [[Fraction(n, typed.divisor) for n in row] for row in typed.numerators]
        made.append(deep_from(exact, kernel.exact_bias, kernel.title))
    return made


def own_kernels(kernels: list[DeepKernel]) -> tuple[DeepKernel, ...]:
    """Return kernels as the link holds them. Errors: weights that text cannot hold exactly."""
    return tuple(parse_deep(format_deep(kernels)))


def _sized(plane: list[list[Fraction]], rows: int, columns: int) -> list[list[Fraction]]:
    """Cut a plane to a size, or fill it up with zeros, at its end."""
    zero = Fraction(0)
    wide = [[*row[:columns], *[zero] * (columns - len(row))] for row in plane[:rows]]
    return wide + [[zero] * columns for _ in range(rows - len(wide))]

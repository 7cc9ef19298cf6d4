"""A number that the reader changes inside a linked view, and the settings that it changes.

The values come from a browser: whatever is not a number that fits is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast

from cnn_core.kernels import Replacement, custom_kernel, nearest_weight
from ui.link.convolution import own_kernel
from ui.link.pixel_edits import EDITS, Edits, nearest_pixel, with_edit
from ui.link.vocabulary import CUSTOM, KERNEL, WEIGHTS
from ui.models.convolution import Convolution
from ui.text.weights import replaced
from ui.views.linked_view import EDIT

WEIGHT, PIXEL = "weight", "pixel"  # what a number is


@dataclass(frozen=True)
class Edit:
    """What the reader typed, dragged or drew: one number for one place or several."""

    target: str  # WEIGHT or PIXEL
    indices: tuple[tuple[int, ...], ...]  # of each place: from the outermost axis to the column
    value: str

    @property
    def places(self) -> list[tuple[int, int]]:
        """The row and column of each place."""
        return [(index[-2], index[-1]) for index in self.indices]


@dataclass(frozen=True)
class Change:
    """The settings that an edit changes, by their names, and what to say of it, "" for nothing."""

    values: Mapping[str, Any] = field(default_factory=dict)
    said: str = ""


def sent_edit(sent: object) -> Edit | None:
    """Return the edit that a browser sent, or None where it is none."""
    if not EDIT.shape(sent):
        return None
    edit = cast("dict[str, Any]", sent)
    return Edit(edit["target"], tuple(map(tuple, edit["indices"])), str(edit["value"]))


def change_convolution(shown: Convolution, edits: Edits, edit: Edit) -> Change:
    """Return what an edit of a convolution's weights or pixels changes, after the `edits` so far.

    Errors: a place that it does not have, or what is not a number that works.
    """
    if edit.target == WEIGHT:
        return _change_weights(shown, edit)
    rows, columns = shown.picture.pixels.shape[1:]
    _refuse_outside(edit.places[:1], (rows, columns), "picture", "pixel")
    value, said = nearest_pixel(edit.value)
    return Change({EDITS.name: with_edit(edits, edit.places[0], value)}, said)


def _change_weights(shown: Convolution, edit: Edit) -> Change:
    weight, replacements = nearest_weight(edit.value)
    kernel = shown.sliding
    _refuse_outside(edit.places, kernel.shape, "kernel", "weight")
    rows = [[Fraction(n, kernel.divisor) for n in line] for line in kernel.numerators]
    before = [list(row) for row in rows]
    for row, column in edit.places:
        rows[row][column] = weight
    if rows == before:
        return Change(said=became(replacements))
    edited = custom_kernel(rows)
    own = own_kernel(edited.flipped()) if shown.flip else edited
    return Change({KERNEL.name: CUSTOM, WEIGHTS.name: own}, became(replacements))


def became(replacements: list[Replacement]) -> str:
    """Return the sentence for a weight that became the nearest that works, "" for none."""
    if not replacements:
        return ""
    return f"A weight is −1000 to 1000 with at most 4 decimals: {replaced(replacements[0])}."


def _refuse_outside(
    places: list[tuple[int, int]], size: tuple[int, int], of: str, one: str
) -> None:
    """Raise ValueError for a place that these rows and columns do not have."""
    rows, columns = size
    for row, column in places:
        if row >= rows or column >= columns:
            raise ValueError(
                f"this {of} is {rows}×{columns}: it has no {one} in row {row}, column {column}"
            )

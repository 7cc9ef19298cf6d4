"""What the reader did to a picture's pixels inside a linked view becomes settings of the lesson."""

from __future__ import annotations

from ui.frame.edits import PIXEL, Change, Edit
from ui.frame.events import take_edit
from ui.lessons.pixels.edits import (
    EDITS,
    PixelEdits,
    read_pixel_edits,
    with_number,
    write_pixel_edits,
)
from ui.lessons.pixels.model import Pixels


def take_pixel(page: str) -> None:
    """Make a changed number part of the lesson's settings."""
    take_edit(page, change_pixel)


def change_pixel(shown: object, edits: PixelEdits, edit: Edit) -> Change:
    """Return the edits after one number more. Errors: no such pixel, or what is not a number."""
    if not isinstance(shown, Pixels) or edit.target != PIXEL or [*map(len, edit.indices)] != [3]:
        return Change()
    plane, row, column = edit.indices[0]
    colour, said = with_number(shown.at(row, column), plane, edit.value, shown.scale)
    more = {**edits, (row, column): colour}
    return Change({EDITS.name: read_pixel_edits(write_pixel_edits(more))}, said)

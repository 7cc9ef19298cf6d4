"""What the reader did to a picture's pixels inside a linked view becomes settings of the lesson."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.frame.edits import PIXEL, Change, Edit
from ui.frame.events import take_edit
from ui.lessons.pixels.edits import (
    EDITS,
    Colour,
    PixelEdits,
    read_pixel_edits,
    with_number,
    write_pixel_edits,
)
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.stack_view import APART, stack_view
from ui.lessons.pixels.words import views as say
from ui.link.pixel_edits import MOST
from ui.session.keys import page_key, setting_key


def take_pixel(page: str) -> None:
    """Make a changed number part of the lesson's settings."""
    take_edit(page, change_pixel)


def change_pixel(shown: object, edits: PixelEdits, edit: Edit) -> Change:
    """Return the edits after one number in one place or, by a brush, in several.

    Errors: no such pixel, or what is not a number.
    """
    if not isinstance(shown, Pixels) or edit.target != PIXEL or {*map(len, edit.indices)} != {3}:
        return Change()
    more, said = dict(edits), ""
    painted: dict[tuple[int, int], Colour] = {}
    for plane, row, column in edit.indices:
        before = painted.get((row, column)) or shown.at(row, column)
        colour, said = with_number(before, plane, edit.value, shown.scale)
        if len({*more, (row, column)}) > MOST and len(edit.indices) > 1:
            said = say.LINK_HOLDS_CHANGED_PIXELS_SO.format(most=MOST)
            break
        painted[row, column] = more[row, column] = colour
    return Change({EDITS.name: read_pixel_edits(write_pixel_edits(more))}, said)


def stacked(
    page: str, shown: Pixels, *, apart: int, tint: bool, cell: tuple[int, int], arrival: int
) -> None:
    """Show the channels as a stack, and make how far they are apart the lesson's setting."""
    key = page_key(page, "stack")
    stack_view(
        shown,
        apart=apart,
        tint=tint,
        cell=cell,
        arrival=arrival,
        key=key,
        on_apart=partial(take_apart, page, key),
    )


def take_apart(page: str, key: str) -> None:
    """Make how far the channels were moved apart the lesson's setting."""
    st.session_state[setting_key(page, "apart")] = APART.sent(key)

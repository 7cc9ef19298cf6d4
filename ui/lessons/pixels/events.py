"""What the reader did to a picture's pixels inside a linked view becomes settings of the lesson.

The values come from a browser: whatever is not a pixel or a number is refused.
"""

from __future__ import annotations

import streamlit as st

from ui.frame.events import last_edit, refusal, remembered, say
from ui.lessons.pixels.edits import read_pixel_edits, with_number, write_pixel_edits
from ui.lessons.pixels.model import Pixels


def take_pixel(page: str) -> None:
    """Make a changed number part of the lesson's settings."""
    edit, shown = last_edit(page), remembered(page)
    place = _place(edit.get("indices"))
    if not isinstance(shown, Pixels) or place is None or edit.get("target") != "pixel":
        return
    plane, row, column = place
    key = f"{page}.edits"
    try:
        edits = read_pixel_edits(st.session_state.get(key, ""))
        numbers = shown.at(row, column)
        typed = str(edit.get("value"))
        edits[row, column], said = with_number(numbers, plane, typed, shown.scale)
        st.session_state[key] = write_pixel_edits(read_pixel_edits(write_pixel_edits(edits)))
    except (ValueError, IndexError) as error:
        said = refusal(error)
    say(said)


def _place(indices: object) -> tuple[int, int, int] | None:
    """Return [[plane, row, column]] as numbers, or None if it is anything else."""
    if not isinstance(indices, list) or len(indices) != 1:
        return None
    index = indices[0]
    whole = isinstance(index, list) and len(index) == 3
    if not whole or not all(type(one) is int and one >= 0 for one in index):
        return None
    plane, row, column = index
    return plane, row, column

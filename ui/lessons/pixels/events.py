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
    if not isinstance(shown, Pixels) or edit.get("target") != "pixel":
        return
    place, *others = edit["indices"]
    if others or len(place) != 3:
        return
    plane, row, column = place
    key = f"{page}.edits"
    try:
        numbers = shown.at(row, column)
        typed = str(edit["value"])
        colour, said = with_number(numbers, plane, typed, shown.scale)
        edits = {**st.session_state.get(key, {}), (row, column): colour}
        st.session_state[key] = read_pixel_edits(write_pixel_edits(edits))
    except (ValueError, IndexError) as error:
        said = refusal(error)
    say(said)

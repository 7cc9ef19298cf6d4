"""The controls of a picture's numbers: how they are printed, split, lit and moved."""

from __future__ import annotations

import streamlit as st

from ui.controls.shift import shift_control
from ui.frame.arithmetic import arithmetic
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.words import views as say
from ui.link.view import View

FARTHEST = 8  # pixels an object moves
STRONGEST = 100  # added to every number
SCALES = {"255": "0 to 255", "1": "0 to 1"}


def stack_controls(view: View, shown: Pixels) -> None:
    """Let the reader choose the light that the channels are painted in."""
    if shown.shape[0] == 3:
        _tint_control(view)


def _tint_control(view: View) -> None:
    st.toggle(
        say.IN_THEIR_OWN_COLOURS,
        key=view.key("tint"),
        help=say.EACH_CHANNEL_IS_PAINTED_IN_RED,
    )


def pixel_controls(view: View, shown: Pixels) -> None:
    """Let the reader choose how numbers are printed, and change light and place."""
    st.segmented_control(
        say.NUMBERS_FROM_BLACK_TO_WHITE,
        SCALES,
        key=view.key("scale"),
        format_func=SCALES.__getitem__,
        required=True,
        width="stretch",
    )
    if shown.shape[0] == 3:
        split = st.toggle(say.SHOW_THE_THREE_CHANNELS, key=view.key("split"))
        if split and not shown.is_changed:
            _tint_control(view)
    if not shown.is_changed:
        _brush_control(view, shown)
    st.slider("Brightness: add", -STRONGEST, STRONGEST, key=view.key("light"))
    shift_control(view, FARTHEST)


def _brush_control(view: View, shown: Pixels) -> None:
    """Let the reader paint with a number instead of changing one at a time."""
    where = "the channels" if shown.shape[0] == 3 else "the pixels"
    on = st.toggle(
        say.PAINT_WITH_A_BRUSH,
        key=view.key("paint"),
        help=say.DRAG_OVER_EACH_NUMBER_THAT_YOU.format(where=where),
    )
    if on:
        st.slider(
            say.NUMBER_OF_THE_BRUSH_IS_WHITE.format(white=shown.white),
            0,
            255,
            key=view.key("brush"),
        )


def size_line(shown: Pixels) -> None:
    """Print how many numbers the picture is, and how many of them the change alters."""
    planes, rows, columns = shown.shape
    lines = [f"{rows}×{columns}×{planes}\n= {shown.count:,} numbers"]
    if shown.scale == 1:
        lines.append(say.EACH_DIVIDED_BY_NORMALISATION)
    arithmetic("\n".join(lines))


def white_line(shown: Pixels) -> None:
    """Say which number is white where it is not 255."""
    if shown.white != 255:
        st.caption(say.NUMBERS_OF_THIS_IMAGE.format(white=shown.white))


def changes(shown: Pixels) -> None:
    """Say how many numbers a change alters, and what that means for rules over pixels."""
    if not shown.is_changed:
        return
    share = 100 * shown.changed / shown.count
    about = "" if share == round(share) else "about "
    st.markdown(
        say.OF_NUMBERS_CHANGE.format(
            changed=shown.changed, count=shown.count, about=about, share=share
        )
    )

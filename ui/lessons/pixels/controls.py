"""The controls of a picture's numbers: how they are printed, split, lit and moved."""

from __future__ import annotations

import streamlit as st

from ui.controls.shift import shift_control
from ui.frame.arithmetic import arithmetic
from ui.lessons.pixels.model import Pixels
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
        "In their own colours",
        key=view.key("tint"),
        help="Each channel is painted in red, green or blue light. The numbers stay the same.",
    )


def pixel_controls(view: View, shown: Pixels) -> None:
    """Let the reader choose how numbers are printed, and change light and place."""
    st.segmented_control(
        "Numbers from black to white",
        SCALES,
        key=view.key("scale"),
        format_func=SCALES.__getitem__,
        required=True,
        width="stretch",
    )
    if shown.shape[0] == 3:
        split = st.toggle("Show the three channels", key=view.key("split"))
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
        "Paint with a brush",
        key=view.key("paint"),
        help=f"Drag over {where}: each number that you cross becomes the number of the brush. "
        "On a touch screen one finger then paints and does not scroll the page.",
    )
    if on:
        st.slider(f"Number of the brush, {shown.white} is white", 0, 255, key=view.key("brush"))


def size_line(shown: Pixels) -> None:
    """Print how many numbers the picture is, and how many of them the change alters."""
    planes, rows, columns = shown.shape
    lines = [f"{rows}×{columns}×{planes}\n= {shown.count:,} numbers"]
    if shown.scale == 1:
        lines.append("each divided by 255:\nnormalisation")
    arithmetic("\n".join(lines))


def white_line(shown: Pixels) -> None:
    """Say which number is white where it is not 255."""
    if shown.white != 255:
        st.caption(
            f"The numbers of this image are small. So {shown.white} is drawn as white here, not "
            "255."
        )


def changes(shown: Pixels) -> None:
    """Say how many numbers a change alters, and what that means for rules over pixels."""
    if not shown.is_changed:
        return
    share = 100 * shown.changed / shown.count
    about = "" if share == round(share) else "about "
    st.markdown(
        f"**{shown.changed:,} of {shown.count:,} numbers change** ({about}{share:.0f} %), and the "
        "object is the same. A list of rules such as “this pixel is above 200” breaks at once. So "
        "people first made *descriptors* by hand, such as SIFT and HOG. They count the directions "
        "of edges, which hardly change with the light or with a small shift. A network finds its "
        "own descriptors by learning."
    )

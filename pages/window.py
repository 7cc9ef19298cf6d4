"""Lesson 2, the sliding window: how one number of a feature map is made."""

from functools import partial

import streamlit as st

from ui.controls import (
    brush,
    flip_control,
    geometry_controls,
    kernel_control,
    picture_control,
    size_formula,
)
from ui.edits import edited, lasting, nearest_edits, read_edits, write_edits
from ui.lesson import Preset, code, done_to, head, notes, onward, tries
from ui.link import Text, Whole, open_view
from ui.predict import asked_cell, predict
from ui.questions import ask
from ui.reactions import is_live, linked, remember
from ui.scenes import convolution_scene
from ui.settings import chosen_kernel, chosen_picture, convolution_settings, settle
from ui.snippets import SNIPPETS
from ui.window_questions import WINDOW_QUESTIONS

PAGE = "window"
LONGEST_SIDE = 28  # so that a whole picture and its numbers stay within reach
PRESETS = (
    Preset("10 | 0 edge"),
    Preset("turned by 90°", {"image": "edge-down", "kernel": "horizontal-edge"}),
    Preset("two columns", {"kernel": "two-column", "size": "2", "cell": "2,2"}),
    Preset("5×5 → 3×3, high-pass on 200", {"image": "centre-200", "kernel": "laplacian-4"}),
    Preset("a handwritten 7", {"image": "digit-7", "cell": "12,16"}),
)

view = open_view(
    PAGE,
    [
        *convolution_settings("edge", "vertical-edge", cell=(1, 1)),
        Text(
            "edits",
            "",
            lambda text: write_edits(read_edits(text)),
            partial(nearest_edits, read=read_edits, write=write_edits),
        ),
        Whole("question", 1, 1, 999),
    ],
)
original = chosen_picture(view).grey().reduced(LONGEST_SIDE)
edits = lasting(original, read_edits(view["edits"]))
view.values["edits"] = write_edits(edits)
picture = edited(original, edits)
found = settle(view, picture, chosen_kernel(view))
view.save(address=not is_live(PAGE))
remember(PAGE, found)

head(
    PAGE,
    "Lay the kernel on the picture, multiply each weight with the pixel under it, add the "
    "products: one cell of the feature map. Slide by one and do it again. "
    "Point at a cell, drag a number, or press Play.",
)
tries(view, PRESETS)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    picture_control(view)
    kernel_control(view)
    geometry_controls(view)
    flip_control(view, [found.kernel])
    size_formula(found)
asked, given = st.columns(2, gap="medium")
with asked:
    hidden = predict(view, partial(ask, WINDOW_QUESTIONS, found, asked_cell(view)))
with given:
    code({name: partial(one.feature_map, found) for name, one in SNIPPETS.items()})
with stage:
    linked(
        PAGE,
        convolution_scene(
            view, found, hidden=hidden, editable=("weights", "pixels"), brush=brush(view)
        ),
    )
    done_to(picture.notes)
onward(PAGE)

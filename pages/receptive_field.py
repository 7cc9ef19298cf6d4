"""Lesson 10, the receptive field: how far one cell sees."""

from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.frame.lesson_page import (
    Preset,
    code,
    done_to,
    head,
    instructors,
    notes,
    onward,
    tries,
    views,
)
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.lessons.receptive_field.code import FIELD_SNIPPETS
from ui.lessons.receptive_field.controls import chosen_count, stack_controls
from ui.lessons.receptive_field.downsampling import (
    FILTERS,
    SIDE,
    STEP,
    VIEW,
    VIEWS,
    settle_ways,
    show_ways_table,
    ways_controls,
    ways_scene,
)
from ui.lessons.receptive_field.downsampling_code import WAYS_SNIPPETS
from ui.lessons.receptive_field.effective_code import MEASURED_SNIPPETS
from ui.lessons.receptive_field.field_view import FieldScene, field_view
from ui.lessons.receptive_field.model import LAYER, FieldCell, settle_fields
from ui.lessons.receptive_field.questions import FIELD_QUESTIONS
from ui.lessons.receptive_field.stacks import STACK
from ui.lessons.receptive_field.words import field_words
from ui.link.convolution import chosen_picture
from ui.link.history import open_view, save
from ui.link.settings import Whole
from ui.link.vocabulary import IMAGE, QUESTION

PAGE = "receptive-field"
LONGEST_SIDE = 128  # so that a gradient over all of it is measured at once
SEEDS = Whole("seeds", 20, 1, 50)
PRESETS = (
    Preset("3×3, three times: 7"),
    Preset("stride and pool see far", {"stack": "c3-m2-c3-m2-c3", "image": "camera"}),
    Preset("9, 4 or 1 see a pixel", {"image": "edge", "stack": "c3s2", "view": "overlap"}),
    Preset("the middle counts most", {"stack": "c3-c3-c3-c3-c3", "view": "measured"}),
    Preset("three ways to shrink", {"view": "ways"}),
)

view = open_view(
    PAGE,
    [
        IMAGE.opening("digit-7"),
        STACK,
        LAYER,
        FieldCell(),
        VIEW,
        SEEDS,
        SIDE,
        STEP,
        FILTERS,
        QUESTION,
    ],
)
picture = chosen_picture(view).grey().reduced(LONGEST_SIDE)
shown = settle_fields(view, picture)
compared = settle_ways(view, picture)
mode = view[VIEW]
save(view)

head(
    PAGE,
    "As far as its field: the pixels that can change it. Each layer adds (k − 1) times the jump "
    "of the layer below, so 3×3 after 3×3 sees 3, 5, 7 pixels; strides and poolings multiply the "
    "jump. Point at the picture, or at any cell of any layer.",
)
tries(view, PRESETS)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    picture_control(view)
    if mode == "ways":
        ways_controls(view)
    else:
        stack_controls(view, shown)
    if mode == "measured":
        st.slider("Networks to average", 1, 50, key=view.key("seeds"))
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    measured = shown.measured(view[SEEDS]) if mode == "measured" else None
    if mode == "ways":
        field_view(PAGE, ways_scene(view, picture, compared))
        show_ways_table(shown.size, compared, view[FILTERS])
    else:
        label = f"{picture.title} under {len(shown.slides)} layers: arrow keys move the cell, "
        field_view(
            PAGE,
            FieldScene(
                mode,
                [shown],
                label=label + "Page up and Page down change the layer, Enter pins",
                arrival=view.arrival,
                chosen=chosen_count(PAGE),
                measured=measured,
                seeds=shown.affordable(view[SEEDS]) if measured else 0,
            ),
        )
    st.markdown(field_words(shown, mode, measured))
    done_to(picture.notes)
asked, given = st.columns(2, gap="medium")
with asked:
    # A question stays while the reader looks around: it is about the stack, not the cell.
    predict(view, partial(ask, FIELD_QUESTIONS, shown.at_rest, shown.at_rest.cell))
with given:
    if mode == "ways":
        code(
            {
                name: partial(write, shown.size, compared, view[FILTERS])
                for name, write in WAYS_SNIPPETS.items()
            }
        )
    elif measured and measured.shares.any():
        averaged = shown.affordable(view[SEEDS])
        code({name: partial(write, shown, averaged) for name, write in MEASURED_SNIPPETS.items()})
    else:
        code({name: partial(write, shown) for name, write in FIELD_SNIPPETS.items()})
instructors(
    "**Ask first:** three 3×3 layers follow each other: how many pixels wide is the part of the "
    "picture that decides one cell of the last? Collect 3, 9, 27 and 7 on the board; then let them "
    "draw the cone from the side.\n\n"
    "**Usual mistakes:** the field stays 3×3 (one of the articles says so: true for the map just "
    "below, not for the picture); adding k instead of k − 1; forgetting that after a stride every "
    "step below is worth more; taking the field for what the cell really uses (see “Measured”).\n\n"
    "**Then:** how many 3×3 layers does it take to see a whole 28×28 digit without any stride? "
    "(14, with padding: 1 + 2·14 = 29.) And with a 2×2 pooling after every one of them?"
)
onward(PAGE)

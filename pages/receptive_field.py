"""Lesson 10, the receptive field: how far one cell sees."""

from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.lesson_page import (
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
from ui.frame.take_away import take_away
from ui.lessons.receptive_field.code import FIELD_SNIPPETS
from ui.lessons.receptive_field.controls import (
    chosen_count,
    stack_controls,
    start_control,
    take_spot,
)
from ui.lessons.receptive_field.disc_view import disc_view
from ui.lessons.receptive_field.discs import SPOT, numpy_discs, settle_spot
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
from ui.lessons.receptive_field.words import page as words
from ui.lessons.receptive_field.words import views as say
from ui.lessons.receptive_field.words.page import field_words
from ui.link.convolution import chosen_picture
from ui.link.history import open_view, save
from ui.link.settings import Whole
from ui.link.vocabulary import IMAGE, QUESTION
from ui.session.keys import page_key

PAGE = "receptive-field"
LONGEST_SIDE = 128  # so that a gradient over all of it is measured at once
SEEDS = Whole("seeds", 50, 1, 50)

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
        SPOT,
        QUESTION,
    ],
)
picture = chosen_picture(view).grey().reduced(LONGEST_SIDE)
shown = settle_fields(view, picture)
compared = settle_ways(view, picture)
mode = view[VIEW]
spot = settle_spot(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEP_OF_DISCS if mode == "cortex" else words.FIRST_STEP)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if mode == "cortex":
        st.caption(words.SOURCE)
    else:
        picture_control(view)
    if mode == "ways":
        ways_controls(view)
    elif mode == "measured":
        left, right = st.columns(2, gap="small")
        with left:
            start_control(view, shown)
        right.slider("Networks", 1, 50, key=view.key("seeds"), help=words.AVERAGED)
        stack_controls(view, shown)
    elif mode != "cortex":
        start_control(view, shown)
        stack_controls(view, shown)
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    measured = shown.measured(view[SEEDS]) if mode == "measured" else None
    if mode == "ways":
        field_view(PAGE, ways_scene(view, picture, compared))
        show_ways_table(shown.size, compared, view[FILTERS])
    elif mode == "cortex":
        disc_view(
            spot,
            arrival=view.arrival,
            key=page_key(PAGE, "discs"),
            on_spot=partial(take_spot, PAGE),
        )
    else:
        count = len(shown.slides)
        label = say.UNDER_LAYER_ARROW_KEYS_MOVE.format(
            title=picture.title, count=count, value="s" * (count > 1)
        )
        field_view(
            PAGE,
            FieldScene(
                mode,
                [shown],
                label=label + say.PAGE_UP_AND_PAGE_DOWN_CHANGE,
                arrival=view.arrival,
                chosen=chosen_count(PAGE),
                measured=measured,
                seeds=shown.affordable(view[SEEDS]) if measured else 0,
            ),
        )
    if mode == "cortex":
        st.markdown(words.DISCS)
    else:
        st.markdown(field_words(shown, mode, measured))
        done_to(picture.notes)
        undo_control(view)
asked, given = st.columns(2, gap="medium")
with asked:
    # A question stays while the reader looks around: it is about the stack, not the cell.
    predict(view, partial(ask, FIELD_QUESTIONS, shown.at_rest, shown.at_rest.cell))
with given:
    if mode == "cortex":
        code({"NumPy": partial(numpy_discs, spot)})
    elif mode == "ways":
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
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

"""Lesson 11, sharing weights: why a layer does not connect everything."""

from functools import partial

import streamlit as st

from ui.controls.kernel import kernel_control
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
from ui.lessons.sharing.code import (
    COUNT_SNIPPETS,
    MATRIX_SNIPPETS,
    numpy_columns,
    numpy_shifts,
)
from ui.lessons.sharing.columns_view import columns_view
from ui.lessons.sharing.controls import (
    connection_slider,
    count_controls,
    move_controls,
    switches,
    training_controls,
    window_controls,
)
from ui.lessons.sharing.matrix_view import MatrixScene, matrix_view
from ui.lessons.sharing.model import (
    COUNTED,
    FARTHEST,
    TRAINED,
    Layer,
    WindowColumns,
    chosen_task,
    moves,
    settle_counts,
)
from ui.lessons.sharing.questions import SHARING_QUESTIONS
from ui.lessons.sharing.training_view import training_view
from ui.lessons.sharing.words import page as words
from ui.lessons.sharing.words import views as say
from ui.lessons.sharing.words.page import (
    choices_table,
    column_words,
    count_chart,
    count_table,
    count_words,
    layer_words,
    move_words,
)
from ui.link.convolution import chosen_kernel, chosen_picture, convolution_settings, settle
from ui.link.history import open_view, save
from ui.link.settings import Choice, Fixed, Switch, Whole
from ui.link.vocabulary import CELL, QUESTION

PAGE = "sharing"
# A picture's side: a matrix has a column for each pixel.
LONGEST = {"matrix": 12, "columns": 6, "moves": 28}
VIEWS = {
    "matrix": "The matrix",
    "columns": "Windows as columns",
    "moves": "Move the input",
    "unseen": "Train both",
    "counts": "Count the weights",
}
VIEW = Choice("view", "matrix", tuple(VIEWS))
SPARSE, SHARED = Switch("sparse", default=True), Switch("shared", default=True)
DOWN, RIGHT = (Whole(name, 0, -FARTHEST, FARTHEST) for name in ("down", "right"))

view = open_view(
    PAGE,
    [
        *(
            Fixed(one.name, one.default) if one.name in ("mode", "fill", "flip") else one
            for one in convolution_settings("edge", "vertical-edge", cell=(1, 1))
        ),
        VIEW,
        SPARSE,
        SHARED,
        DOWN,
        RIGHT,
        *TRAINED,
        *COUNTED,
        QUESTION,
    ],
)
mode = view[VIEW]
picture = chosen_picture(view).grey().reduced(LONGEST.get(mode, LONGEST["matrix"]))
found = settle(view, picture, chosen_kernel(view))
layer = Layer(found, view[SPARSE], view[SHARED])
counts = settle_counts(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[mode])
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if mode == "counts":
        count_controls(view)
    elif mode == "unseen":
        training_controls(view)
    else:
        if mode == "matrix":
            connection_slider(view, layer)
            switches(view)
        elif mode == "moves":
            move_controls(view)
        picture_control(view)
        kernel_control(view)
        window_controls(view)
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if mode == "counts":
        with st.container(key="counts", border=True):
            count_chart(counts)
            st.markdown(count_table(counts))
        st.markdown(count_words(counts))
    elif mode == "unseen":
        training_view(view)
    elif mode == "columns":
        gathered = WindowColumns(found)
        columns_view(PAGE, gathered, cell=view[CELL], arrival=view.arrival)
        st.markdown(column_words(gathered))
    elif mode == "moves":
        scene = MatrixScene(
            layer,
            view[CELL],
            (view[DOWN], view[RIGHT]),
            label=say.BE_SHIFTED_ARROW_KEYS_SHIFT.format(title=picture.title),
            arrival=view.arrival,
            moves=moves(found),
        )
        matrix_view(PAGE, scene)
        st.markdown(move_words(layer))
    else:
        scene = MatrixScene(
            layer,
            view[CELL],
            label=say.ITS_MAP_THE_MATRIX_BETWEEN.format(title=picture.title),
            arrival=view.arrival,
        )
        matrix_view(PAGE, scene)
        st.markdown(layer_words(layer))
        with st.container(key="choices"):
            st.markdown(choices_table(layer))
    if mode not in ("counts", "unseen"):
        done_to(picture.notes)
        undo_control(view)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, SHARING_QUESTIONS, layer, (0, 0)))
with given:
    if mode == "columns":
        code({"NumPy": partial(numpy_columns, found)})
    elif mode == "unseen":
        code({"NumPy": partial(numpy_shifts, chosen_task(view))})
    elif mode == "counts":
        code({name: partial(write, counts) for name, write in COUNT_SNIPPETS.items()})
    else:
        code({name: partial(write, found) for name, write in MATRIX_SNIPPETS.items()})
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

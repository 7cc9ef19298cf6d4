"""Lesson 9, stacking: layers are one kernel unless something stands between them."""

from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.events import boarded
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
from ui.frame.predict import asked_cell, predict
from ui.frame.take_away import take_away
from ui.lessons.stacking import boards, controls, model, results
from ui.lessons.stacking.code import WAYS, stacking_code
from ui.lessons.stacking.questions import ask_stacking
from ui.lessons.stacking.words import page as words
from ui.link.convolution import chosen_picture, settle_cell
from ui.link.history import open_view, save

PAGE = "stacking"

view = open_view(PAGE, model.stacking_settings())
controls.settle_view_and_picture(view)
picture = chosen_picture(view).grey().reduced(model.longest_side(view))
stack, detector = model.chosen_stack(view, picture), model.chosen_detector(view, picture)
layered = view[model.VIEW] in ("linear", "relu")
settle_cell(view, stack.layered if layered else detector.found, "map")
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[model.VIEW]])
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    picture_control(view)
    if layered:
        controls.stack_controls(view)
    else:
        controls.detector_controls(view, detector)
with stage, st.container(gap="xsmall"):
    views(view, model.VIEWS)
    if layered:
        st.markdown(results.stack_words(stack))
shown = stack if layered else detector
asked, given = st.columns(2, gap="medium")
with asked:
    hidden = predict(view, partial(ask_stacking, shown, asked_cell(view)))
with given:
    code({name: partial(stacking_code, name, shown) for name in WAYS})
with stage:
    board = (
        boards.stack_board(view, stack)
        if layered
        else boards.detector_board(view, detector, hidden)
    )
    boarded(PAGE, board)
    if not layered:
        st.markdown(results.detector_words(detector))
    done_to(picture.notes)
    if layered:  # a detector has nothing that is typed
        undo_control(view)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

"""Lesson 14, a network opened: every map, cell and score of it, down to the products."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import asked_cell, predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.inside import controls
from ui.lessons.inside.code import scripts
from ui.lessons.inside.model import shown_of
from ui.lessons.inside.questions import INSIDE_QUESTIONS
from ui.lessons.inside.session import hold_opened
from ui.lessons.inside.settings import LOOKING, VIEW, VIEWS, inside_settings
from ui.lessons.inside.stage import stage
from ui.lessons.inside.words import page as words
from ui.link.history import open_view, save
from ui.zoo.controls import input_control

PAGE = "inside"

hold_opened()
view = open_view(PAGE, inside_settings())
shown = shown_of(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]], looking=LOOKING)
notes(view)

left, side = st.columns([3.9, 1], gap="small")
with side, st.container(key="side"):
    controls.network_control(view, shown.opened)
    input_control(view, shown.opened)
    controls.beside_control(view, shown.opened)
    class_room = st.empty()
with left, st.container(gap="xsmall"):
    views(view, VIEWS)
    stage(view, shown)
if shown.finite:
    if view[VIEW] == "score":
        controls.class_control(class_room, view, shown)
    asked, given = st.columns(2, gap="medium")
    with asked:
        if shown.opened.in_training:
            st.caption(words.PAUSE_FIRST)
        else:
            predict(view, partial(ask, INSIDE_QUESTIONS, shown, asked_cell(view)))
    with given:
        code(scripts(view, shown))
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

"""Lesson 15, what a network looks for: what turns its answer."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.lessons.features import controls, words
from ui.lessons.features.code import scripts
from ui.lessons.features.model import shown_of
from ui.lessons.features.questions import FEATURES_QUESTIONS, Asked
from ui.lessons.features.settings import VIEW, features_settings
from ui.lessons.features.stage import fool_charts, fool_stage
from ui.link.history import open_view, save
from ui.zoo.controls import input_control

PAGE = "features"

view = open_view(PAGE, features_settings())
shown = shown_of(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]])
notes(view)

left, side = st.columns([3.9, 1], gap="small")
with side, st.container(key="side"):
    controls.network_control(view)
    input_control(view, shown.opened)
    controls.fool_controls(view, shown)
found = None
with left, st.container(gap="xsmall"):
    if shown.finite:
        found = fool_stage(view, shown)
    else:
        st.warning(words.NOT_FINITE)
    below = st.container(gap="xsmall")
    st.caption(f"{shown.input.words} {shown.opened.about}")
if found is not None:
    asked, given = st.columns(2, gap="medium")
    with asked:
        predict(view, partial(ask, FEATURES_QUESTIONS, Asked(shown, found), (0, 0)))
    with given:
        code(scripts(view, shown))
instructors(words.INSTRUCTORS)
onward(PAGE)
if found is not None:
    fool_charts(view, shown, found, below)

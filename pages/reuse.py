"""Lesson 17, a new last layer: classes learned from the features of a trained network."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.reuse import controls
from ui.lessons.reuse.classes_view import classes_view
from ui.lessons.reuse.code import own_scripts, scripts
from ui.lessons.reuse.count_view import count_view
from ui.lessons.reuse.learn_view import learn_view
from ui.lessons.reuse.own_classes import chest, new_picture
from ui.lessons.reuse.pair_view import pair_view
from ui.lessons.reuse.place_view import place_view
from ui.lessons.reuse.questions import OWN_QUESTIONS, REUSE_QUESTIONS
from ui.lessons.reuse.session import follow_run
from ui.lessons.reuse.settings import LOOKING, VIEW, VIEWS, reuse_settings
from ui.lessons.reuse.settling import learned, settle
from ui.lessons.reuse.words import page as words
from ui.link.history import open_view, save

PAGE = "reuse"

follow_run()
view = open_view(PAGE, reuse_settings())
settle(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]], looking=LOOKING)
notes(view)

left, side = st.columns([3.9, 1], gap="small")
with left, st.container(gap="xsmall"):
    views(view, VIEWS)
    if view[VIEW] == "classes":
        classes_view()
        shown = None
    else:
        shown = learned(view)
with side, st.container(key="side"):
    controls.set_control(view)
    if shown and view[VIEW] == "learn":
        controls.learn_controls(view, shown.learner)
    elif shown and view[VIEW] == "place":
        controls.example_control(view, shown)
        controls.class_control(view, shown)
    elif shown and view[VIEW] == "pair":
        controls.feature_controls(view)
if shown:
    with left, st.container(gap="xsmall"):
        if view[VIEW] == "count":
            count_view(view, shown)
        elif view[VIEW] == "place":
            place_view(view, shown, new_picture())
        elif view[VIEW] == "pair":
            pair_view(view, shown)
        else:
            learn_view(view, shown)
if shown or view[VIEW] == "classes":
    asked, given = st.columns(2, gap="medium")
    with asked:
        if shown:
            predict(view, partial(ask, REUSE_QUESTIONS, shown, (0, 0)))
        else:
            predict(view, partial(ask, OWN_QUESTIONS, chest(), (0, 0)))
    with given:
        code(scripts(shown) if shown else own_scripts())
        if shown:
            controls.layer_download(shown)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

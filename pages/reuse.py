"""Lesson 17, a new last layer: classes learned from the features of a trained network."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.lessons.reuse import controls, words
from ui.lessons.reuse.code import scripts
from ui.lessons.reuse.count_view import count_view
from ui.lessons.reuse.learn_view import learn_view
from ui.lessons.reuse.model import Shown, album_of
from ui.lessons.reuse.pair_view import pair_view
from ui.lessons.reuse.place_view import place_view
from ui.lessons.reuse.questions import REUSE_QUESTIONS
from ui.lessons.reuse.session import follow_run, learner_of
from ui.lessons.reuse.settings import VIEW, VIEWS, reuse_settings
from ui.link.history import open_view, save

PAGE = "reuse"

follow_run()
view = open_view(PAGE, reuse_settings())
album = album_of(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]], ("batches",))
notes(view)

left, side = st.columns([3.9, 1], gap="small")
with left, st.container(gap="xsmall"):
    views(view, VIEWS)
    learner = learner_of(view, album, words.TRAINING)
    shown = Shown(album, learner.pair, view[VIEW])
with side, st.container(key="side"):
    controls.set_control(view)
    if view[VIEW] == "learn":
        controls.learn_controls(view, learner)
    elif view[VIEW] == "place":
        controls.example_control(view, shown)
        controls.class_control(view, shown)
    elif view[VIEW] == "pair":
        controls.feature_controls(view)
with left, st.container(gap="xsmall"):
    if view[VIEW] == "count":
        count_view(view, shown)
    elif view[VIEW] == "place":
        place_view(view, shown, None)
    elif view[VIEW] == "pair":
        pair_view(view, shown)
    else:
        learn_view(view, shown, learner)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, REUSE_QUESTIONS, shown, (0, 0)))
with given:
    code(scripts(shown))
instructors(words.INSTRUCTORS)
onward(PAGE)

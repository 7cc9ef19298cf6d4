"""Lesson 16, what a network depends on: change images or weights, and guess what it costs."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.break_it.code import cure_scripts, order_scripts, scripts
from ui.lessons.break_it.controls import change_controls, cure, guess_control, network_control
from ui.lessons.break_it.drawings_view import drawings_view, reading_control
from ui.lessons.break_it.model import shown_of
from ui.lessons.break_it.order_view import order_view
from ui.lessons.break_it.questions import BREAK_QUESTIONS, Asked
from ui.lessons.break_it.session import tray
from ui.lessons.break_it.settings import VIEW, VIEWS, break_settings
from ui.lessons.break_it.stage import stage
from ui.lessons.break_it.words import page as words
from ui.link.history import open_view, save

PAGE = "break-it"

view = open_view(PAGE, break_settings())
shown = shown_of(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]], ("guess", "at", "shown"))
notes(view)

views(view, VIEWS)
left, side = st.columns([3.9, 1], gap="small")
with side, st.container(key="side"):
    if view[VIEW] == "drawings":
        reading_control(view)
    else:
        network_control(view)
    if view[VIEW] in ("images", "network"):
        change_controls(view, shown)
        guess_control(view, shown)
with left, st.container(key="after-controls", gap="xsmall"):
    cost = None
    if view[VIEW] == "order":
        order_view(view, shown.data)
    elif view[VIEW] == "drawings":
        drawings_view(view)
    else:
        cost = stage(view, shown)
        cure(shown)
        st.caption(shown.opened.about)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, BREAK_QUESTIONS, Asked(shown, cost), (0, 0)))
with given:
    if view[VIEW] == "drawings":
        code(cure_scripts(len(tray().drawings)))
    elif made := order_scripts(shown) if view[VIEW] == "order" else scripts(shown):
        code(made)
    else:
        st.caption(words.NO_CODE)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

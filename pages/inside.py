"""Lesson 14, a network opened: every map, cell and score of it, down to the products."""

from functools import partial

import streamlit as st

from ui.frame.events import linked
from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import asked_cell, predict
from ui.frame.questions import ask
from ui.lessons.inside import controls, words
from ui.lessons.inside.code import scripts
from ui.lessons.inside.inside_view import inside_view
from ui.lessons.inside.model import beside, shown_of
from ui.lessons.inside.questions import INSIDE_QUESTIONS
from ui.lessons.inside.scenes import cell_scene, map_scene, network_scene, score_scene
from ui.lessons.inside.session import take_opened
from ui.lessons.inside.settings import VIEW, VIEWS, inside_settings
from ui.lessons.inside.window_scene import ROUNDED, window_scene
from ui.link.history import open_view, save
from ui.session.keys import page_key
from ui.zoo.controls import input_control

PAGE = "inside"
KEY = page_key(PAGE, "view")
BESIDE_KEY = page_key(PAGE, "beside-view")
SCENES = {"network": network_scene, "map": map_scene, "cell": cell_scene, "score": score_scene}

view = open_view(PAGE, inside_settings())
shown = shown_of(view)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]])
notes(view)

stage, side = st.columns([3.9, 1], gap="small")
with side, st.container(key="side"):
    controls.network_control(view, shown.opened)
    input_control(view, shown.opened)
    controls.beside_control(view, shown.opened)
    class_room = st.empty()
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if shown.finite:
        scene = SCENES[view[VIEW]](shown)
        inside_view(scene, key=KEY, on_open=partial(take_opened, PAGE, KEY))
        if (other := beside(view, shown)) and other.finite:
            st.markdown(f"The same picture. {other.opened.about}")
            inside_view(
                network_scene(other),
                key=BESIDE_KEY,
                on_open=partial(take_opened, PAGE, BESIDE_KEY, other.opened.name),
            )
        if view[VIEW] == "cell" and (window := window_scene(view, shown)):
            linked(PAGE, window)
            st.caption(ROUNDED)
        if view[VIEW] == "score":
            controls.class_control(class_room, view, shown)
    else:
        st.warning(words.NOT_FINITE)
    st.caption(f"{shown.input.words} {shown.opened.about}")
if shown.finite:
    asked, given = st.columns(2, gap="medium")
    with asked:
        predict(view, partial(ask, INSIDE_QUESTIONS, shown, asked_cell(view)))
    with given:
        code(scripts(view, shown))
instructors(words.INSTRUCTORS)
onward(PAGE)

"""Lesson 15, what a network looks for: what fools it, where it looks, what it finds."""

from functools import partial

import streamlit as st

from ui.frame.catalogue import LESSONS
from ui.frame.lesson_page import code, head, instructors, notes, onward, tries, views
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.features import controls
from ui.lessons.features.code import fool_scripts
from ui.lessons.features.found import settle_unit
from ui.lessons.features.found_code import found_scripts
from ui.lessons.features.found_questions import FOUND_QUESTIONS, Looked
from ui.lessons.features.made_code import made_scripts
from ui.lessons.features.made_questions import MADE_QUESTIONS, Grown
from ui.lessons.features.map_code import map_scripts
from ui.lessons.features.map_questions import MAP_QUESTIONS, Seen
from ui.lessons.features.model import shown_of
from ui.lessons.features.questions import FEATURES_QUESTIONS, Asked
from ui.lessons.features.scenes import inside_link
from ui.lessons.features.session import window_opened
from ui.lessons.features.settings import VIEW, VIEWS, features_settings
from ui.lessons.features.stage import (
    fool_charts,
    fool_stage,
    found_stage,
    made_stage,
    opened_unit,
    where_stage,
)
from ui.lessons.features.where import looking_of
from ui.lessons.features.words import page as words
from ui.link.history import leaves_behind, open_view, save
from ui.zoo.controls import input_control

PAGE = "features"
CORNER = (0, 0)  # no question here is about a cell

view = open_view(PAGE, features_settings())
shown = shown_of(view)
looking = looking_of(view, shown)
if view[VIEW] in ("found", "made"):
    settle_unit(view, shown.opened)
save(view)
if (opened := window_opened(PAGE)) and (link := inside_link(shown, opened)):
    leaves_behind(PAGE, link)
    st.switch_page(LESSONS["inside"].file, query_params=link)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]])
notes(view)

left, side = st.columns([3.9, 1], gap="small")
with side, st.container(key="side"):
    controls.network_control(view)
    if view[VIEW] in ("fool", "where") or shown.opened.data is None:  # others search all pictures
        input_control(view, shown.opened)
    unit_place = None
    if view[VIEW] == "made" or (view[VIEW] == "found" and shown.opened.data is None):
        unit_place = controls.layer_control(view, shown)
    if view[VIEW] == "made":
        controls.made_controls(view)
    if view[VIEW] == "where":
        controls.where_controls(view, shown, looking)
    elif view[VIEW] == "fool":
        controls.fool_controls(view, shown)
changed = maps = windows = made = None
with left, st.container(gap="xsmall"):
    views(view, VIEWS)
    if not shown.finite:
        st.warning(words.NOT_FINITE)
    elif view[VIEW] == "where":
        maps = where_stage(view, shown, looking)
    elif view[VIEW] == "found":
        windows = found_stage(view, shown, unit_place)
    elif view[VIEW] == "made":
        assert unit_place is not None
        made = made_stage(view, shown, unit_place)
    else:
        changed = fool_stage(view, shown)
    below = st.container(gap="xsmall")
    said = [shown.input.words] if view[VIEW] in ("fool", "where") else []
    st.caption(" ".join([*said, shown.opened.about]))
if maps or changed or windows or made:
    asked, given = st.columns(2, gap="medium")
    with asked:
        if changed:
            predict(view, partial(ask, FEATURES_QUESTIONS, Asked(shown, changed), CORNER))
        elif maps:
            predict(view, partial(ask, MAP_QUESTIONS, Seen(shown, looking, maps), CORNER))
        elif windows:
            predict(view, partial(ask, FOUND_QUESTIONS, Looked(shown, windows), CORNER))
        elif made:
            predict(view, partial(ask, MADE_QUESTIONS, Grown(shown, *made), CORNER))
    with given:
        if changed:
            scripts = fool_scripts(view, shown)
        elif maps:
            scripts = map_scripts(view, shown, looking)
        elif made:
            scripts = made_scripts(shown, *made[:2])
        elif windows:
            scripts = found_scripts(shown, windows, opened_unit(view, windows))
        if scripts:
            code(scripts)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)
if changed:
    fool_charts(view, shown, changed, below)

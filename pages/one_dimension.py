"""Lesson 8, one dimension: where the word convolution comes from."""

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
from ui.frame.predict import asked_cell, predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.one_dimension.code import OVERLAP_SNIPPETS
from ui.lessons.one_dimension.controls import (
    checks,
    function_control,
    is_drawn_now,
    list_controls,
    listing,
    overlapping,
    taps_control,
)
from ui.lessons.one_dimension.functions import GUESS, Curves, F, H, X, chosen_function
from ui.lessons.one_dimension.list_code import LIST_SNIPPETS
from ui.lessons.one_dimension.list_questions import LIST_QUESTIONS
from ui.lessons.one_dimension.lists import A, B, N, settle_lists, settle_view
from ui.lessons.one_dimension.overlap_view import packed
from ui.lessons.one_dimension.pixel_rows import PixelRows, chosen_taps
from ui.lessons.one_dimension.questions import ask_overlap
from ui.lessons.one_dimension.settings import VIEW, VIEWS, WAY, one_dimension_settings
from ui.lessons.one_dimension.words import page as words
from ui.lessons.one_dimension.words import views as say
from ui.link.convolution import chosen_picture, settle_cell
from ui.link.history import open_view, save
from ui.link.vocabulary import CELL

PAGE = "one-dimension"
LONGEST_SIDE = 28  # so that a whole row and its numbers stay within reach

settings = [*one_dimension_settings(x=40, image="digit-7", cell=(8, 21)), A, B, N]
view = open_view(PAGE, settings)
settle_view(view)
lists = settle_lists(view)
curved = view[VIEW] == "curves"
functions = chosen_function(view, F), chosen_function(view, H)
taps = chosen_taps(view)
picture = chosen_picture(view).grey().reduced(LONGEST_SIDE)
rows = PixelRows(picture, taps, view[WAY])
settle_cell(view, rows.shown, "picture")
shown = Curves(*functions, view[WAY], view[GUESS]) if curved else rows
listed = view[VIEW] == "lists"
save(view, address=not is_drawn_now(PAGE))

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[view[VIEW]])
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    views(view, VIEWS)
    if listed:
        list_controls(view)
    elif curved:
        function_control(view, F, "f, which stays")
        function_control(view, H, "h, which slides")
    else:
        picture_control(view)
        taps_control(view)
    if not listed:
        checks(shown)
asked, given = st.columns(2, gap="medium")
with asked:
    question = partial(ask, LIST_QUESTIONS, lists) if listed else partial(ask_overlap, shown)
    hidden = predict(view, partial(question, asked_cell(view)))
with given:
    row = view[CELL][0]
    scripts = {name: partial(write, lists) for name, write in LIST_SNIPPETS.items()}
    others = {name: partial(write, shown, row) for name, write in OVERLAP_SNIPPETS.items()}
    code(scripts if listed else others)
with stage:
    if listed:
        listing(
            PAGE,
            lists,
            place=view[N],
            arrival=view.arrival,
            hidden=None if hidden is None else hidden[1],
        )
        st.markdown(words.list_words(lists))
    else:
        overlapping(
            PAGE,
            packed(shown, x=view[X], cell=view[CELL], arrival=view.arrival, hidden=hidden),
        )
    if curved:
        st.caption(say.INTEGRAL_IS_APPROXIMATED)
    elif not listed:
        done_to(picture.notes)
    undo_control(view)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

"""Lesson 12, architectures: what a whole network costs."""

from functools import partial

import streamlit as st

from ui.frame.arithmetic import arithmetic
from ui.frame.lesson_page import code, head, instructors, notes, onward, tries
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.architectures.challenges import challenges
from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.columns import groups
from ui.lessons.architectures.comparison import compare, comparison_words
from ui.lessons.architectures.controls import (
    architecture_controls,
    drawn,
    known_architecture,
    unfold_all,
)
from ui.lessons.architectures.drawing import drawing
from ui.lessons.architectures.entry import claims_of, network_text
from ui.lessons.architectures.model import planned
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.lessons.architectures.questions import ARCHITECTURE_QUESTIONS
from ui.lessons.architectures.settings import INPUT, LOOKED_AT, NET, UNFOLDED
from ui.lessons.architectures.spreadsheet import spreadsheet
from ui.lessons.architectures.table import formula, table, totals
from ui.lessons.architectures.words import page as words
from ui.lessons.architectures.words import views as say
from ui.link.classroom import has_comma
from ui.link.history import open_view, save
from ui.link.vocabulary import QUESTION

PAGE = "architectures"


view = open_view(
    PAGE,
    [
        INPUT,
        NET,
        LOOKED_AT,
        UNFOLDED,
        QUESTION,
    ],
)
shown = planned(view[NET], view[INPUT], view[LOOKED_AT])
view[LOOKED_AT] = shown.chosen
starts = {one.first for one in groups(shown)}
view[UNFOLDED] = tuple(one for one in view[UNFOLDED] if one in starts)
save(view)

head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEP, ("unfold",))
notes(view)

stage, side = st.columns([3.1, 1], gap="small")
with side, st.container(key="side"):
    architecture_controls(view, shown)
with stage:
    drawn(view, shown)
    st.markdown(totals(shown))
    compared = compare(shown, claims_of(view))
    if compared:
        agrees = all(one.agrees for one in compared)
        (st.success if agrees else st.warning)(comparison_words(compared))
    if shown.fault:
        st.error(shown.fault)
    arithmetic(formula(shown))
    if known := known_architecture(view):
        st.caption(f"**{ARCHITECTURES[known].title}.** {ARCHITECTURES[known].words}")
    with st.container(horizontal=True, gap="medium"):
        unfold_all(view, shown)
        st.download_button(
            say.DOWNLOAD_THE_DRAWING_SVG,
            partial(drawing, shown, view[UNFOLDED], alone=True),
            "network.svg",
            "image/svg+xml",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            say.DOWNLOAD_THE_NUMBERS_CSV,
            partial(spreadsheet, shown, comma=has_comma()),
            "network.csv",
            "text/csv",
            type="tertiary",
            on_click="ignore",
        )
network_text(view)
st.html(table(shown, view[UNFOLDED], compared))
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, ARCHITECTURE_QUESTIONS, shown, (0, 0)))
    challenges(shown)
with given:
    code({name: partial(write, shown) for name, write in ARCHITECTURE_SNIPPETS.items()})
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

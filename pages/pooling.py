"""Lesson 7, pooling: how a map shrinks, and what it then forgives."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ui.controls.kernel import BIAS_WORDS, geometry_controls, kernel_control
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import number_downloads
from ui.frame.edits import Change, Edit, change_convolution
from ui.frame.events import boarded, linked, remember
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
from ui.frame.predict import asked_cell, predict, unanswered_cell
from ui.frame.preview import offer
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.pooling.block_code import BLOCK_LINES, block_code
from ui.lessons.pooling.block_questions import BLOCK_QUESTIONS
from ui.lessons.pooling.boards import compared_board, shifted_board
from ui.lessons.pooling.chart import shift_chart
from ui.lessons.pooling.code import LINES, pool_code
from ui.lessons.pooling.controls import block_controls, pool_controls, pool_size
from ui.lessons.pooling.events import windowed
from ui.lessons.pooling.questions import POOL_QUESTIONS
from ui.lessons.pooling.scene import pool_scene
from ui.lessons.pooling.settings import (
    BLOCKS,
    BY,
    PLACE,
    pool_settings,
    settle_block,
    settle_pooled,
)
from ui.lessons.pooling.words import page as words
from ui.lessons.pooling.words import views as say
from ui.lessons.pooling.words.page import (
    NORM_WORDS,
    block_words,
    overlap_words,
    reach_words,
    scale_words,
    shift_words,
    shrink_words,
    zero_words,
)
from ui.link.convolution import SLIDERS, VISIBLE, chosen_picture, convolution_settings
from ui.link.history import open_view, save
from ui.link.pixel_edits import EDITS, keep_with_picture
from ui.link.settings import Choice
from ui.link.view import View
from ui.link.vocabulary import CELL, QUESTION
from ui.pictures import Picture
from ui.session.keys import page_key
from ui.views.curves import curves
from ui.views.linked_view.outputs import OutputScene

PAGE = "pooling"
MOVING = ("window", "step", "bias", *SLIDERS)
VIEWS = {
    "map": "The pooled map",
    "readers": say.WHO_READS_A_CELL,
    "compare": "Side by side",
    "shift": "Shift test",
    "row": "A row",
    "volume": "A volume",
}
VIEW = Choice("view", "map", tuple(VIEWS))

view = open_view(
    PAGE,
    [
        *convolution_settings("four", "vertical-edge"),
        *pool_settings(),
        VIEW,
        EDITS,
        QUESTION,
    ],
)


def scene(original: Picture, view: View) -> OutputScene:
    """Return what the linked view shows while a slider or a pixel moves."""
    moved = settle_pooled(view, original)
    hidden = unanswered_cell(view, partial(ask, POOL_QUESTIONS, moved, view[CELL]))
    return pool_scene(view, moved, readers=view[VIEW] == "readers", hidden=hidden)


def changed(original: Picture, view: View, edit: Edit) -> Change:
    """Return what an edit changes in the settings."""
    return change_convolution(settle_pooled(view, original).convolution, view[EDITS], edit)


def block_page() -> None:
    """Show a row or a volume of numbers, and what pooling makes of it."""
    name = view[VIEW]
    shown = settle_block(view, name)
    save(view)
    head(PAGE, words.HEAD)
    tries(view, words.PRESETS, words.BLOCK_STEPS[name])
    notes(view)
    stage, side = st.columns([3.7, 1], gap="small")
    with side, st.container(key="side"):
        block_controls(view, shown)
    asked, given = st.columns(2, gap="medium")
    with asked:
        hidden = predict(view, partial(ask, BLOCK_QUESTIONS, shown, asked_cell(view)))
    with stage, st.container(gap="xsmall"):
        views(view, VIEWS)
        windowed(
            PAGE,
            name,
            shown,
            place=view[PLACE],
            arrival=view.arrival,
            hidden=None if hidden is None else hidden[1],
        )
        st.markdown(block_words(shown))
        undo_control(view)
    with given:
        code({framework: partial(block_code, framework, shown) for framework in BLOCK_LINES})


def map_page() -> None:
    """Show a picture or a map, and what pooling makes of it."""
    original = chosen_picture(view).grey().reduced(*VISIBLE)
    keep_with_picture(view, EDITS)
    shown = settle_pooled(view, original)
    save(view)
    # Side by side are all poolings of windows, so that the one of the whole map gives way there.
    windows = shown.pooled_by("max") if view[VIEW] == "compare" else shown
    remember(PAGE, shown.convolution)
    head(PAGE, words.HEAD)
    first_step = words.SHIFT_STEP if view[VIEW] == "shift" else words.FIRST_STEP
    if view[VIEW] == "map" and shown.source == "picture":
        first_step = f"{first_step} {words.CHANGE_STEP}"
    tries(view, words.PRESETS, first_step)
    notes(view)

    stage, side = st.columns([3.7, 1], gap="small")
    with side, st.container(key="side"):
        pool_controls(view, all_kinds=view[VIEW] == "compare", shifts=view[VIEW] == "shift")
        pool_size(windows)
        picture_control(view)
        if shown.source != "picture":
            with st.popover(say.KERNEL_STRIDE_AND_PADDING, width="stretch"):
                kernel_control(view)
                geometry_controls(view)
    asked, given = st.columns(2, gap="medium")
    with asked:
        hidden = predict(view, partial(ask, POOL_QUESTIONS, shown, asked_cell(view)))
    with stage, st.container(gap="xsmall"):
        views(view, VIEWS)
        if view[VIEW] == "shift":
            st.markdown(shift_words(shown, view[BY]))
            boarded(PAGE, shifted_board(view, shown), slides=BY.name)
            curves([shift_chart(shown, height=230, at=view[BY])], key=page_key("pooling", "shift"))
        elif view[VIEW] == "compare":
            st.markdown(f"{shrink_words(windows)} {overlap_words(windows)}")
            boarded(PAGE, compared_board(view, windows))
            st.markdown(f"{zero_words(shown.pooled_by('min'))} {NORM_WORDS}".strip())
        else:
            readers = view[VIEW] == "readers"
            st.markdown(f"{shrink_words(shown)} {overlap_words(shown)}")
            made = pool_scene(view, shown, readers=readers, hidden=hidden)
            ahead = offer(
                view,
                MOVING,
                partial(scene, original),
                {"bias": BIAS_WORDS},
                change=partial(changed, original),
            )
            linked(PAGE, replace(made, ahead=ahead))
            st.markdown(" ".join(filter(None, [zero_words(shown), reach_words(shown)])))
            name = f"{shown.convolution.picture.name}-{shown.kind}"
            number_downloads(name, {"before": shown.values / shown.divisor, "pooled": shown.map})
        done_to(shown.convolution.picture.notes)
        undo_control(view)
        if said := scale_words(shown):
            st.caption(said)
    with given:
        code({name: partial(pool_code, name, shown) for name in LINES})


if view[VIEW] in BLOCKS:
    block_page()
else:
    map_page()
st.caption(words.MORE)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

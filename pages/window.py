"""Lesson 2, the sliding window: how one number of a feature map is made."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from ui.code.convolution import SNIPPETS
from ui.controls.kernel import (
    brush,
    flip_control,
    geometry_controls,
    kernel_control,
    more,
    size_formula,
)
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import map_downloads
from ui.frame.edits import Change, Edit, change_convolution
from ui.frame.events import linked, remember
from ui.frame.lesson_page import code, done_to, head, instructors, notes, onward, tries
from ui.frame.predict import asked_cell, hidden_cell, predict, unanswered_cell
from ui.frame.preview import offer
from ui.frame.questions import Cell, Question, ask
from ui.frame.scenes import convolution_scene, geometry_combinations
from ui.frame.take_away import take_away
from ui.lessons.window.challenges import challenges
from ui.lessons.window.questions import WINDOW_QUESTIONS
from ui.lessons.window.words import page as words
from ui.link.convolution import (
    READABLE,
    SLIDERS,
    chosen_kernel,
    chosen_picture,
    convolution_settings,
    settle,
)
from ui.link.history import open_view, save
from ui.link.pixel_edits import EDITS, edited, keep_with_picture, lasting
from ui.link.view import View
from ui.link.vocabulary import CELL, QUESTION
from ui.models.convolution import Convolution
from ui.pictures import Picture
from ui.views.linked_view import Scene

PAGE = "window"


def opened() -> tuple[View, Picture, Convolution]:
    """Return the settings, the picture before its edits, and the convolution they ask for."""
    view = open_view(
        PAGE,
        [
            *convolution_settings("edge", "vertical-edge", cell=(1, 1)),
            EDITS,
            QUESTION,
        ],
    )
    original = chosen_picture(view).grey().reduced(*READABLE)
    keep_with_picture(view, EDITS)
    found = settled(view, original)
    save(view)
    remember(PAGE, found)
    return view, original, found


def settled(view: View, original: Picture) -> Convolution:
    """Return the convolution that the settings ask for, of the picture as it is edited."""
    edits = lasting(original, view[EDITS])
    view[EDITS] = edits
    return settle(view, edited(original, edits), chosen_kernel(view))


def question(found: Convolution, at: Cell) -> Callable[[int], Question]:
    """Return what asks about this convolution at a cell."""
    return partial(ask, WINDOW_QUESTIONS, found, at)


def scene(view: View, original: Picture, found: Convolution) -> Scene:
    """Return what the linked view shows, and how it would answer sliders and edits."""
    hidden = hidden_cell(view, question(found, asked_cell(view)))
    made = convolution_scene(
        view, found, hidden=hidden, editable=("weights", "pixels"), brush=brush(view)
    )
    ahead = offer(view, SLIDERS, partial(moved, original), change=partial(changed, original))
    return replace(made, ahead=ahead)


def changed(original: Picture, view: View, edit: Edit) -> Change:
    """Return what an edit changes in the settings."""
    return change_convolution(settled(view, original), view[EDITS], edit)


def moved(original: Picture, view: View) -> Scene:
    """Return what the linked view shows of the picture while a slider or a number moves."""
    found = settled(view, original)
    hidden = unanswered_cell(view, question(found, view[CELL]))
    return convolution_scene(view, found, hidden=hidden, editable=("weights", "pixels"))


view, original, found = opened()
top, (stage, side) = st.container(), st.columns([3.7, 1], gap="small")
# The picture first: it is painted while the rest is still made.
with stage:
    slid = partial(geometry_combinations, found, partial(convolution_scene, view))
    linked(PAGE, scene(view, original, found), combinations=slid)
    done_to(found.picture.notes)
    undo_control(view)
    map_downloads(view, found)

with top:
    head(PAGE, words.HEAD)
    tries(view, words.PRESETS, words.FIRST_STEP)
    notes(view)
with side, st.container(key="side"):
    picture_control(view)
    kernel_control(view)
    with more(view):
        geometry_controls(view)
        flip_control(view, [found.kernel])
        size_formula(found)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, question(found, asked_cell(view)))
    challenges(found)
with given:
    code({name: partial(one.feature_map, found) for name, one in SNIPPETS.items()})
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

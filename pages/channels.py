"""Lesson 5, channels: kernels as deep as their input, and how many maps they make."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from ui.controls.kernel import flip_toggle, geometry_controls, kernel_control
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import number_downloads
from ui.frame.edits import Change, Edit
from ui.frame.events import boarded, linked, remember
from ui.frame.lesson_page import code, done_to, head, instructors, notes, onward, tries, views
from ui.frame.predict import asked_cell, hidden_cell, predict, unanswered_cell
from ui.frame.preview import offer
from ui.frame.questions import Cell, Question, ask
from ui.frame.take_away import take_away
from ui.lessons.channels.code import DEEP_SNIPPETS
from ui.lessons.channels.combine_questions import COMBINE_QUESTIONS, NETWORK_QUESTIONS
from ui.lessons.channels.controls import (
    combine_controls,
    count_controls,
    layer_controls,
    mix_control,
    own_kernels_control,
    share_controls,
    threshold_control,
    weight_controls,
)
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.events import change_kernels, take_place, take_weight
from ui.lessons.channels.model import Combined, Counted, Shown
from ui.lessons.channels.questions import CHANNEL_QUESTIONS, COUNT_QUESTIONS, Asked
from ui.lessons.channels.scenes import combined_scene, deep_scene, networks_board
from ui.lessons.channels.settings import (
    COLOURED,
    DEEP,
    MAP,
    SHARES,
    VIEW,
    VIEWS,
    channel_settings,
    forget_own_kernels,
    keep_some,
    open_on_found,
    settled_shown,
)
from ui.lessons.channels.two_networks import TwoNetworks
from ui.lessons.channels.weight_drawing import weights_drawn
from ui.lessons.channels.words import page as words
from ui.lessons.channels.words.page import (
    combined_words,
    combines_words,
    layer_line,
    networks_line,
    networks_words,
)
from ui.link.convolution import SLIDERS, VISIBLE, chosen_picture, convolution_settings
from ui.link.history import open_view, save
from ui.link.view import View
from ui.link.vocabulary import CELL, QUESTION
from ui.pictures import Picture
from ui.views.linked_view import Scene

PAGE = "channels"

# The settings that sliders change.
MOVING = (*SLIDERS, "threshold", *(share.name for share in SHARES))


def opened() -> tuple[View, Picture, Shown]:
    """Return the settings, and what they show of which picture."""
    view = open_view(
        PAGE,
        [
            *convolution_settings("red-blue", "vertical-edge", cell=(1, 1)),
            VIEW,
            *channel_settings(),
            QUESTION,
        ],
    )
    forget_own_kernels(view)
    keep_some(view)
    colour = view[VIEW] in COLOURED
    picture = chosen_picture(view)
    picture = (picture if colour else picture.grey()).reduced(*VISIBLE)
    found = settled_shown(view, picture)
    open_on_found(view, found)
    save(view)
    remember(PAGE, found if view[VIEW] == "colour" else None)
    return view, picture, found


def question(view: View, found: Shown, at: Cell) -> Callable[[int], Question]:
    """Return what asks about what is shown at a cell."""
    if isinstance(found, Combined):
        return partial(ask, COMBINE_QUESTIONS, found, at)
    if isinstance(found, TwoNetworks):
        return partial(ask, NETWORK_QUESTIONS, found, at)
    if isinstance(found, Counted):
        return partial(ask, COUNT_QUESTIONS, found, at)
    return partial(ask, CHANNEL_QUESTIONS, Asked(found, view[MAP]), at)


def scene(view: View, picture: Picture, found: Shown) -> Scene:
    """Return what the linked view shows, and how it would answer sliders and edits."""
    hidden = hidden_cell(view, question(view, found, asked_cell(view)))
    change = partial(changed, view, picture)
    ahead = offer(view, MOVING, partial(moved, view, picture), change=change)
    return replace(drawn(view, found, hidden), ahead=ahead)


def changed(last: View, picture: Picture, view: View, edit: Edit) -> Change:
    """Return what an edit changes in the settings."""
    forget_own_kernels(view, last.values | last.wanted)
    return change_kernels(settled_shown(view, picture), (), edit)


def moved(last: View, picture: Picture, view: View) -> Scene:
    """Return what the linked view shows of the picture while a slider moves on from `last`."""
    forget_own_kernels(view, last.values | last.wanted)
    found = settled_shown(view, picture)
    return drawn(view, found, unanswered_cell(view, question(view, found, view[CELL])))


def drawn(view: View, found: Shown, hidden: Cell | None) -> Scene:
    """Return the scene of what is shown: planes, and no board or count."""
    assert not isinstance(found, Counted | TwoNetworks)
    if isinstance(found, Combined):
        return combined_scene(view, found, hidden=hidden)
    editable = ("weights",) if view[VIEW] == "colour" else ()
    return deep_scene(view, found, hidden=hidden, editable=editable)


view, picture, found = opened()
top, (stage, side) = st.container(), st.columns([3.7, 1], gap="small")
# The picture first: it is painted while the rest is still made.
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if isinstance(found, Counted):
        weights_drawn(found)
    elif isinstance(found, TwoNetworks):
        boarded(PAGE, networks_board(view, found))
        networks_words(found)
        done_to(picture.notes)
    else:
        made = scene(view, picture, found)
        linked(PAGE, made, on_cell=take_place, on_edit=take_weight)
        done_to(picture.notes)
        undo_control(view)
        if isinstance(found, Deep):
            number_downloads(f"{picture.name}-layer", {"maps": found.maps})
        if isinstance(found, Deep) and found.before is not None:
            st.caption(combines_words(found))

with top:
    head(PAGE, words.HEAD)
    tries(view, words.PRESETS, words.FIRST_STEPS.get(view[VIEW], words.FIRST_STEP))
    notes(view)
with side, st.container(key="side"):
    if not isinstance(found, Counted):
        picture_control(view, keeps_colours=view[VIEW] in COLOURED)
    if isinstance(found, Counted):
        count_controls(view)
    elif isinstance(found, TwoNetworks):
        threshold_control(view, found)
        networks_line(found)
    elif isinstance(found, Combined):
        combine_controls(view, found)
        combined_words(found)
    elif view[VIEW] == "mix":
        share_controls(view, found)
        layer_line(found)
    elif view[VIEW] == "layers":
        layer_controls(view)
        layer_line(found)
    else:
        if view[DEEP]:
            own_kernels_control(view)
        else:
            kernel_control(view)
            mix_control(view, found)
        weight_controls(view, found)
        with st.expander("Stride and padding", key="geometry"):
            geometry_controls(view)
            flip_toggle(view)
        layer_line(found)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, question(view, found, asked_cell(view)))
with given:
    code({name: partial(one.written, found) for name, one in DEEP_SNIPPETS.items()})
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

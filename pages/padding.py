"""Lesson 4, padding and stride: how large the answer is, and who reads the border."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ui.code.convolution import SNIPPETS
from ui.controls.kernel import geometry_controls, kernel_control, same_controls
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import map_downloads
from ui.frame.events import linked
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
from ui.frame.preview import offer
from ui.frame.questions import ask
from ui.frame.scenes import geometry_combinations, padding_scene
from ui.frame.take_away import take_away
from ui.lessons.padding.paddings import paddings_board, paddings_words
from ui.lessons.padding.questions import unseen
from ui.lessons.padding.repeated_layers import MOST_LAYERS, shrinking
from ui.lessons.padding.same_padding import same, sliding_in
from ui.lessons.padding.words import page as words
from ui.lessons.padding.words import views as say
from ui.link.convolution import (
    SLIDERS,
    VISIBLE,
    chosen_kernel,
    chosen_picture,
    convolution_settings,
    settle,
)
from ui.link.history import open_view, save
from ui.link.settings import Choice, Whole
from ui.link.view import View
from ui.link.vocabulary import LARGEST_STRIDE, QUESTION
from ui.session.keys import page_key
from ui.text.geometry import reading_words, size_words
from ui.text.size_formula import factors
from ui.views.board import board_view
from ui.views.linked_view import Scene

PAGE = "padding"
VIEWS = {
    "map": "The map",
    "readers": say.WHO_READS_A_PIXEL,
    "layers": "Layer on layer",
    "compare": "Side by side",
    "same": say.TWO_KINDS_OF_SAME,
}
VIEW = Choice("view", "map", tuple(VIEWS))
LAYERS = Whole("layers", 5, 1, MOST_LAYERS)
SAME = Whole("same", 2, 1, LARGEST_STRIDE)  # the stride at which "same" is compared

view = open_view(
    PAGE,
    [
        *convolution_settings("digit-7", "vertical-edge", cell=(8, 15)),
        VIEW,
        LAYERS,
        SAME,
        QUESTION,
    ],
)
picture = chosen_picture(view).grey().reduced(*VISIBLE)
found = settle(view, picture, chosen_kernel(view))
compared = replace(found, stride=view[SAME], mode="zeros")
shown = view[VIEW]
save(view)


def scene(view: View) -> Scene:
    """Return what the linked view shows."""
    moved = settle(view, picture, chosen_kernel(view))
    return padding_scene(view, moved, readers=view[VIEW] == "readers")


head(PAGE, words.HEAD)
tries(view, words.PRESETS, words.FIRST_STEPS[shown])
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if shown == "layers":
        st.slider("Layers", 1, MOST_LAYERS, key=view.key("layers"))
    picture_control(view)
    kernel_control(view, letters=True)
    if shown == "same":
        same_controls(view)
    elif shown != "compare":
        geometry_controls(view, letters=True)
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if shown not in ("same", "compare"):
        factors(found)
    if shown == "compare":
        st.markdown(paddings_words(found))
    if shown in ("map", "readers"):
        st.markdown(f"{size_words(found)} {reading_words(found)}")
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, unseen(shown), found, asked_cell(view)))
with stage:
    depth = 1
    if shown == "layers":
        depth = shrinking(found, view[LAYERS]).layers
    elif shown == "same":
        same(compared)
    elif shown == "compare":
        board_view(paddings_board(found), key=page_key(PAGE, "paddings"), on_cell=lambda: None)
        st.caption(say.EACH_NUMBER_SAYS_HOW_MANY)
    else:
        make = partial(padding_scene, view, readers=shown == "readers")
        linked(
            PAGE,
            replace(scene(view), ahead=offer(view, SLIDERS, scene)),
            combinations=partial(geometry_combinations, found, make),
        )
        st.caption(words.keeping_words(found))
        map_downloads(view, found)
    done_to(picture.notes)
    undo_control(view)
with given:
    slid = {name: sliding_in(name, compared) if shown == "same" else found for name in SNIPPETS}
    code(
        {name: partial(SNIPPETS[name].feature_map, one, times=depth) for name, one in slid.items()}
    )
st.caption(say.FORMULA_IS_FOR_ROWS)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)

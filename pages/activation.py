"""Lesson 6, activation: why a network bends every number, and what slopes do to learning."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ui.code.activation import activation_code
from ui.code.convolution import SNIPPETS
from ui.controls.kernel import BIAS_WORDS, bias_control, geometry_controls, kernel_control
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import number_downloads
from ui.frame.events import boarded, linked
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
from ui.lessons.activation.boards import compared_board
from ui.lessons.activation.charts import depth_charts, function_charts, histogram_charts
from ui.lessons.activation.controls import (
    ACTIVATION,
    BIAS,
    DEPTH,
    GAIN,
    activation_settings,
    depth_controls,
    function_control,
    unit_control,
)
from ui.lessons.activation.events import fitted, is_dragged_now
from ui.lessons.activation.fit import TARGET, UNITS, Fits
from ui.lessons.activation.fit_code import fit_code
from ui.lessons.activation.fit_questions import FIT_QUESTIONS
from ui.lessons.activation.questions import ACTIVATION_QUESTIONS, DEPTH_QUESTIONS
from ui.lessons.activation.scene import ANNOUNCED, activation_scene
from ui.lessons.activation.words import page as words
from ui.lessons.activation.words.page import depth_words, fit_words, scale_words, zero_words
from ui.link.convolution import (
    SLIDERS,
    VISIBLE,
    chosen_kernel,
    chosen_picture,
    convolution_settings,
    settle,
)
from ui.link.history import open_view, save
from ui.link.settings import Choice
from ui.link.view import View
from ui.link.vocabulary import CELL, IMAGE, QUESTION
from ui.models.activation import Activated
from ui.session.keys import page_key
from ui.views.curves import curves
from ui.views.linked_view.outputs import OutputScene

PAGE = "activation"
MOVING = ("bias", *SLIDERS)
VIEWS = {
    "curves": "Function and slope",
    "histogram": "Histograms",
    "compare": "Side by side",
    "fit": "Two layers",
    "depth": "Through depth",
}
VIEW = Choice("view", "curves", tuple(VIEWS))
SHARE = 0.27  # of the window's height for the maps: curves stand below them

view = open_view(
    PAGE,
    [
        *convolution_settings("digit-7", "vertical-edge", cell=(8, 17)),
        *activation_settings(),
        VIEW,
        TARGET,
        UNITS,
        QUESTION,
    ],
)
picture = chosen_picture(view).grey().reduced(*VISIBLE)
shown = Activated(settle(view, picture, chosen_kernel(view)), view[ACTIVATION], view[BIAS])
deep, fits, compares = (view[VIEW] == one for one in ("depth", "fit", "compare"))
layers = Fits(view[TARGET], view[ACTIVATION], view[UNITS])
save(view, address=not is_dragged_now(PAGE))


def scene(view: View) -> OutputScene:
    """Return what the linked view shows while a slider moves."""
    moved = Activated(settle(view, picture, chosen_kernel(view)), view[ACTIVATION], view[BIAS])
    question = partial(ask, ACTIVATION_QUESTIONS, moved, view[CELL])
    return activation_scene(view, moved, hidden=unanswered_cell(view, question), share=SHARE)


head(PAGE, words.HEAD)
first_step = words.COMPARED_STEP if compares else words.FIRST_STEP
if deep:
    first_step = words.DEPTH_STEP
tries(view, words.PRESETS, words.FIT_STEP if fits else first_step)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if not compares:
        function_control(view)
    if deep:
        depth_controls(view)
    elif fits:
        unit_control(view)
    else:
        bias_control(view)
        picture_control(view)
        kernel_control(view)
        with st.popover("Stride and padding", width="stretch"):
            geometry_controls(view)
asked, given = st.columns(2, gap="medium")
with asked:
    questions = DEPTH_QUESTIONS if deep or compares else ACTIVATION_QUESTIONS
    of_shown = partial(ask, questions, shown, asked_cell(view))
    hidden = predict(view, partial(ask, FIT_QUESTIONS, layers, (0, 0)) if fits else of_shown)
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if deep:
        curves(
            depth_charts(view[ACTIVATION], view[DEPTH], view[GAIN], height=310),
            key=page_key("activation", "depth"),
        )
        st.markdown(depth_words(view[ACTIVATION], view[DEPTH], view[GAIN]))
    elif fits:
        fitted(PAGE, layers, arrival=view.arrival)
        st.markdown(fit_words(layers))
        undo_control(view)
    elif compares:
        boarded(PAGE, compared_board(view, shown))
        st.markdown(words.compared_words(shown))
        done_to(picture.notes)
        undo_control(view)
    else:
        made = activation_scene(view, shown, hidden=hidden, share=SHARE)
        linked(PAGE, replace(made, ahead=offer(view, MOVING, scene, {"bias": BIAS_WORDS})))
        charts = function_charts if view[VIEW] == "curves" else histogram_charts
        curves(
            charts(shown, height=135),
            key=page_key("activation", "curves"),
            follow=ANNOUNCED,
            words="the cell",
        )
        st.markdown(zero_words(shown))
        st.caption(scale_words(shown))
        done_to(picture.notes)
        undo_control(view)
        name = f"{picture.name}-{shown.kind}"
        number_downloads(name, {"before": shown.before, "after": shown.after})
with given:
    if fits:
        code({"NumPy": partial(fit_code, layers)})
    else:
        code({name: partial(activation_code, name, shown) for name in SNIPPETS})
take_away(PAGE)
instructors(words.INSTRUCTORS)
# What was activated here is pooled there.
own = view[ACTIVATION] != "relu" or view[BIAS] != 0
also = {"image": view[IMAGE], "of": view[ACTIVATION]}
onward(PAGE, also | {"bias": str(view[BIAS])} if view[BIAS] else also, chosen=own)

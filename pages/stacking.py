"""Lesson 9, stacking: layers are one kernel unless something stands between them."""

from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.frame.lesson_page import (
    Preset,
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
from ui.lessons.stacking import boards, controls, model
from ui.lessons.stacking.code import WAYS, stacking_code
from ui.lessons.stacking.questions import ask_stacking
from ui.link.convolution import chosen_picture, settle_cell
from ui.link.history import open_view, save

PAGE = "stacking"
PRESETS = (
    Preset("three 3×3 = one 7×7"),
    Preset("ReLU between", {"view": "relu"}),
    Preset("edges → corners", {"view": "corners", "image": "shapes", "cell": "3,3"}),
    Preset("corners → squares", {"view": "squares", "image": "shapes", "cell": "3,3"}),
    Preset("five blurs", {"kernel": "box-blur", "then": ",".join(["box-blur"] * 4)}),
)

view = open_view(
    PAGE, model.stacking_settings("camera", "sobel-x", ("box-blur", "sobel-y"), cell=(24, 39))
)
controls.settle_picture(view)
picture = chosen_picture(view).grey().reduced(model.longest_side(view))
stack, detector = model.chosen_stack(view, picture), model.chosen_detector(view, picture)
layered = view[model.VIEW] in ("linear", "relu")
settle_cell(view, picture.pixels.shape[1:] if layered else detector.found.shape, "map")
save(view)

head(
    PAGE,
    "Kernels one after another do no more than one larger kernel: three 3×3 kernels do what one "
    "7×7 kernel does. With a ReLU between them, layers can build corners from edges.",
)
tries(view, PRESETS)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    picture_control(view)
    if layered:
        controls.stack_controls(view)
    else:
        controls.detector_controls(view, detector)
with stage, st.container(gap="xsmall"):
    views(view, model.VIEWS)
    st.markdown(boards.stack_words(stack) if layered else boards.detector_words(detector))
shown = stack if layered else detector
asked, given = st.columns(2, gap="medium")
with asked:
    hidden = predict(view, partial(ask_stacking, shown, asked_cell(view)))
with given:
    code({name: partial(stacking_code, name, shown) for name in WAYS})
with stage:
    board = (
        boards.stack_board(view, stack)
        if layered
        else boards.detector_board(view, detector, hidden)
    )
    controls.boarded(PAGE, board)
    done_to(picture.notes)
instructors(
    "**Ask first:** two blurs one after another: could one kernel do both? How large is it? Then: "
    "ten 3×3 layers with nothing between them: what can they do that one 21×21 kernel cannot? "
    "(Nothing. They only need fewer weights, 90 instead of 441.)\n\n"
    "**Usual mistakes:** “more layers, more power” without the ReLU; sides added (3 + 3 = 6) "
    "instead of 3 + 2; a bias taken for something that is not linear.\n\n"
    "**Then:** in “Edges → corners” let them find weights and threshold for the bottom right "
    "corner, and for any edge at all. Lower the threshold step by step: what else counts as a "
    "corner? In “Corners → squares”, which side finds the larger square? What does ReLU off do?"
)
onward(PAGE)

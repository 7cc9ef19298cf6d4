"""The control of what a network reads: a test picture, a drawing, or any picture."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.drawing_pad import PadScene, drawing_pad
from ui.zoo.networks import Opened
from ui.zoo.session import take_ink
from ui.zoo.settings import DRAWING, EXAMPLE, IMAGE, TEST, TRAIN


def input_control(view: View, opened: Opened) -> None:
    """Let the reader choose what the network reads."""
    if opened.data is None:
        picture_control(view, first="Photographs", keeps_colours=True)
        return
    also = {TEST: "A test picture", TRAIN: "A training picture", DRAWING: "Draw it yourself"}
    picture_control(view, first="Handwritten", also=also)
    if view[IMAGE] in (TEST, TRAIN):
        test = view[IMAGE] == TEST
        count = len(opened.data.test if test else opened.data.train)
        st.number_input(
            f"{'Test' if test else 'Training'} picture, 0 to {count - 1}",
            min_value=0,
            max_value=count - 1,
            step=1,
            key=view.key(EXAMPLE.name),
        )
    elif view[IMAGE] == DRAWING:
        pad = page_key(view.page, "pad")
        drawing_pad(PadScene("your drawing", alone=True), key=pad, on_ink=partial(take_ink, pad))

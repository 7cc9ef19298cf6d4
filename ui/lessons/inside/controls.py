"""The controls of the lesson: which network, and which picture it reads."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.controls.picture import picture_control
from ui.frame.gate import GATE
from ui.lessons.inside.model import Shown
from ui.lessons.inside.networks import Opened
from ui.lessons.inside.session import PAD, own_trainer, take_ink
from ui.lessons.inside.settings import (
    BESIDE,
    CLASS,
    DRAWING,
    EXAMPLE,
    IMAGE,
    NETWORK,
    NETWORKS,
    TEST,
    VIEW,
)
from ui.link.view import View
from ui.views.drawing_pad import PadScene, drawing_pad

MORE = 20  # batches that the reader's network is trained on at a time
MOST_WORK = 3e9  # multiply-adds of them, at most: some 0.2 s
PATIENCE = 2.0  # seconds to wait for others who train


def network_control(view: View, opened: Opened) -> None:
    """Let the reader choose the network, and say what it learned."""
    st.selectbox(
        "Network",
        NETWORKS,
        key=view.key(NETWORK.name),
        format_func=NETWORKS.__getitem__,
    )
    if opened.name == "yours":
        st.button(f"Train it on {MORE} more batches", key=view.key("more"), on_click=_train_on)


def beside_control(view: View, opened: Opened) -> None:
    """Let the reader compare with another network that reads the same picture."""
    if opened.data is None or view[VIEW] != "network":
        return
    st.selectbox(
        "Beside it",
        BESIDE.options,
        key=view.key(BESIDE.name),
        format_func=lambda name: NETWORKS.get(name, "No other network"),
    )


def _train_on() -> None:
    """Go on with the reader's run of lesson 13, in its turn."""
    trainer = own_trainer()
    if trainer is None:
        return
    with GATE.turn(trainer.name, PATIENCE) as mine:
        if mine:
            trainer.replay_to(trainer.steps + MORE)
            trainer.catch_up(MOST_WORK)
            trainer.pause()
    GATE.leave(trainer.name)


def input_control(view: View, opened: Opened) -> None:
    """Let the reader choose what the network reads."""
    if opened.data is None:
        picture_control(view, first="Photographs", keeps_colours=True)
        return
    also = {TEST: "A test picture", DRAWING: "Draw it yourself"}
    picture_control(view, first="Handwritten", also=also)
    if view[IMAGE] == TEST:
        count = len(opened.data.test)
        st.number_input(
            f"Test picture, 0 to {count - 1}",
            min_value=0,
            max_value=count - 1,
            step=1,
            key=view.key(EXAMPLE.name),
        )
    elif view[IMAGE] == DRAWING:
        drawing_pad(PadScene("your drawing", alone=True), key=PAD, on_ink=take_ink)


def class_control(at: DeltaGenerator, view: View, shown: Shown) -> None:
    """Let the reader ask for the score of any class."""
    key, classes = view.key("asked"), shown.opened.classes
    st.session_state[key] = shown.unit
    at.selectbox(
        f"Score of which of {len(classes):,} classes?",
        range(len(classes)),
        key=key,
        format_func=classes.__getitem__,
        on_change=_ask,
        args=(key, view.key(CLASS.name)),
    )


def _ask(source: str, target: str) -> None:
    st.session_state[target] = st.session_state[source]

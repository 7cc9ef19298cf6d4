"""The controls of the lesson: which network, which beside it, and which class."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.frame.gate import GATE
from ui.lessons.inside.model import Shown, second_names
from ui.lessons.inside.settings import (
    BESIDE,
    CLASS,
    NOBODY,
    OTHER,
    SECOND_PICTURES,
    VIEW,
    network_title,
)
from ui.lessons.inside.words import views as say
from ui.link.view import View
from ui.link.vocabulary import OWN
from ui.pictures import PICTURES
from ui.zoo.networks import Opened
from ui.zoo.session import brought_network, own_trainer
from ui.zoo.settings import DRAWING, FILE, NETWORK, NETWORKS, TEST, UNTRAINED
from ui.zoo.uploads import file_control

MORE = 20  # batches that the reader's network is trained on at a time
MOST_WORK = 3e9  # multiply-adds of them, at most: some 0.2 s
SECOND_NETWORKS = {
    "digits": "Network for digits",
    "clothes": "Network for clothes",
    "yours": "Your network",
    UNTRAINED: "Untrained network",
    FILE: say.NETWORK_OF_A_FILE,
}
PATIENCE = 2.0  # seconds to wait for others who train


def network_control(view: View, opened: Opened) -> None:
    """Let the reader choose the network, and say what it learned."""
    st.selectbox(
        "Network",
        names_of_networks(),
        key=view.key(NETWORK.name),
        format_func=network_title,
    )
    file_control(view)
    if "yours" in (opened.name, view[BESIDE]):
        run_control(view)


def names_of_networks() -> list[str]:
    """Return the networks that can be opened, by their names in the link."""
    return [*NETWORKS, FILE] if brought_network() else [*NETWORKS]


def run_control(view: View) -> None:
    """Let the reader go on with the run of lesson 13, and pause it."""
    if own_trainer().running:
        st.button("❚❚ Pause", key=view.key("pause"), on_click=_pause, width="stretch")
        return
    st.button("▶ Run", key=view.key("run"), on_click=_run, width="stretch")
    st.button(f"{MORE} batches", key=view.key("more"), on_click=_train_on, width="stretch")


def _run() -> None:
    if (trainer := own_trainer()) is not None:
        trainer.run()


def _pause() -> None:
    if (trainer := own_trainer()) is not None:
        trainer.pause()
        GATE.leave(trainer.name)


def beside_control(view: View, opened: Opened) -> None:
    """Let the reader compare with another picture, or with another network."""
    if view[VIEW] == "cell":
        return
    st.selectbox(
        "Beside it", second_names(opened), key=view.key(BESIDE.name), format_func=_second_title
    )
    if view[BESIDE] == TEST and opened.data is not None:
        count = len(opened.data.test)
        st.number_input(
            say.TEST_PICTURE_BESIDE,
            min_value=0,
            max_value=count - 1,
            step=1,
            key=view.key(OTHER.name),
        )


def _second_title(name: str) -> str:
    if name == NOBODY:
        return "Nothing"
    own = {TEST: "A test picture", DRAWING: "Your drawing", OWN: "Your picture"}
    if name in SECOND_PICTURES:
        return own.get(name) or PICTURES[name].title
    return SECOND_NETWORKS[name]


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


def class_control(at: DeltaGenerator, view: View, shown: Shown) -> None:
    """Let the reader ask for the score of any class."""
    key, classes = view.key("asked"), shown.opened.classes
    st.session_state[key] = shown.unit
    at.selectbox(
        say.SCORE_OF_WHICH_OF_CLASSES.format(count=len(classes)),
        range(len(classes)),
        key=key,
        format_func=classes.__getitem__,
        on_change=_ask,
        args=(key, view.key(CLASS.name)),
    )


def _ask(source: str, target: str) -> None:
    st.session_state[target] = st.session_state[source]

"""The controls of the lesson: which network, what is changed, by how much, and the guess."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cnn_core.robustness.disturbances import (
    IMAGE_DISTURBANCES,
    NETWORK_DISTURBANCES,
    ImageDisturbance,
    NetworkDisturbance,
)
from ui.frame.catalogue import LESSONS
from ui.frame.outcomes import show_outcome
from ui.lessons.break_it.model import Shown, layer_name, offered
from ui.lessons.break_it.settings import (
    AT,
    BESIDE,
    BREAK,
    CHANGE,
    DRAW,
    GUESS,
    LAYER,
    NETWORKS,
    NO_GUESS,
    NOTHING,
    SHOWN,
    SMALL_NETWORK,
    STEP,
)
from ui.lessons.break_it.words import page as words
from ui.lessons.break_it.words import views as say
from ui.link.view import View
from ui.session.keys import page_key, setting_key
from ui.zoo.settings import NETWORKS as TITLES

CURE_STEPS = 600  # batches of 16 images


def network_control(view: View) -> None:
    """Let the reader choose the network, and with it the images."""
    st.selectbox(
        "Network",
        NETWORKS,
        key=view.key(SMALL_NETWORK.name),
        format_func=TITLES.__getitem__,
        on_change=_forget,
        args=(view.page,),
    )


def change_controls(view: View, shown: Shown) -> None:
    """Let the reader choose the change and its amount."""
    kinds: Mapping[str, ImageDisturbance | NetworkDisturbance] = IMAGE_DISTURBANCES
    setting = CHANGE
    if shown.view == "network":
        kinds, setting = {k: NETWORK_DISTURBANCES[k] for k in offered(shown.opened.network)}, BREAK
    st.selectbox(
        "Change",
        kinds,
        key=view.key(setting.name),
        format_func=lambda kind: kinds[kind].title,
        on_change=_forget,
        args=(view.page,),
    )
    if len(shown.layers) > 1:
        st.selectbox(
            "Layer",
            range(1, len(shown.layers) + 1),
            key=view.key(LAYER.name),
            format_func=lambda k: layer_name(shown.opened.network, shown.layers[k - 1]),
            on_change=_forget,
            args=(view.page,),
        )
    if shown.view == "images":
        st.selectbox(
            "Compare with",
            [name for name in (NOTHING, *NETWORKS) if name != view[SMALL_NETWORK]],
            key=view.key(BESIDE.name),
            format_func=lambda name: TITLES.get(name, "none"),
        )
    if said := words.MEANT.get(shown.kind):
        st.caption(said)
    st.select_slider(
        f"Amount ({words.unit(shown)})",
        range(len(shown.amounts)),
        key=view.key(STEP.name),
        format_func=lambda step: words.amount_text(shown, step),
    )
    if shown.by_chance:
        st.button(
            "Draw it again",
            key=page_key(view.page, "again-drawn"),
            on_click=_draw,
            args=(view.page, (view[DRAW] + 1) % (DRAW.high + 1)),
            width="stretch",
        )


def cure(shown: Shown) -> None:
    """Lead to the training on changed images, which makes a network stand them."""
    kind = words.CURES.get(shown.kind)
    if shown.view == "images" and kind:
        st.page_link(
            LESSONS["train"].file,
            label="Train against it",
            query_params={"augmentation": kind, "steps": str(CURE_STEPS)},
        )
        st.caption(words.CURE)


def guess_control(view: View, shown: Shown) -> None:
    """Ask for the accuracy; once it is told, offer to hide it again."""
    page = view.page
    if shown.told:
        st.button(
            say.HIDE_IT_AND_GUESS_AGAIN, key=page_key(page, "again"), on_click=_forget, args=(page,)
        )
        return
    if not shown.step:
        st.caption(words.MOVE_FIRST)
        return
    st.slider(
        say.YOUR_GUESS_ACCURACY,
        0,
        100,
        50,
        key=page_key(page, "guess"),
    )
    st.button(
        "Show the accuracy",
        key=page_key(page, "show"),
        type="primary",
        on_click=_take,
        args=(page, shown.kind, shown.step),
    )
    st.button(
        say.SHOW_IT_WITHOUT_A_GUESS,
        key=page_key(page, "tell"),
        type="tertiary",
        on_click=_tell,
        args=(page, shown.kind),
    )


def _draw(page: str, seed: int) -> None:
    """Draw anew what is random; a guess and the accuracy stay, to be compared."""
    st.session_state[setting_key(page, DRAW.name)] = seed


def _forget(page: str) -> None:
    """Hide the accuracy, and forget what was guessed."""
    st.session_state[setting_key(page, SHOWN.name)] = NOTHING
    st.session_state[setting_key(page, GUESS.name)] = NO_GUESS


def _take(page: str, kind: str, step: int) -> None:
    st.session_state[setting_key(page, GUESS.name)] = st.session_state[page_key(page, "guess")]
    st.session_state[setting_key(page, AT.name)] = step
    _show(page, kind)


def _tell(page: str, kind: str) -> None:
    st.session_state[setting_key(page, GUESS.name)] = NO_GUESS
    _show(page, kind)


def _show(page: str, kind: str) -> None:
    st.session_state[setting_key(page, SHOWN.name)] = kind
    show_outcome(page)

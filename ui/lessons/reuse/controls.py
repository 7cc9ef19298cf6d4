"""The controls of the lesson: which images, how far both learn, what is looked at."""

from __future__ import annotations

import streamlit as st

from ui.lessons.reuse import words
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.session import Learner, pause, stand_at, start
from ui.lessons.reuse.settings import (
    BATCHES,
    BY_ITSELF,
    CLASS,
    EXAMPLE,
    FEATURES,
    FIRST,
    MOST_BATCHES,
    SECOND,
    SET,
    SETS,
)
from ui.link.view import View
from ui.session.keys import page_key


def set_control(view: View) -> None:
    """Let the reader choose the images."""
    st.selectbox(
        "Images", list(SETS), key=view.key(SET.name), format_func=lambda name: SETS[name][0]
    )


def learn_controls(view: View, learner: Learner) -> None:
    """Let the reader run both, step by step, and go back."""
    page, steps = view.page, learner.pair.steps
    with st.container(horizontal=True, gap="xsmall"):
        if learner.running:
            st.button("Pause", key=page_key(page, "pause"), type="primary", on_click=pause)
        else:
            st.button(
                "Run",
                key=page_key(page, "run"),
                type="primary",
                on_click=start,
                disabled=steps >= MOST_BATCHES,
            )
        st.button(
            "One batch",
            key=page_key(page, "batch"),
            on_click=stand_at,
            args=(steps + 1,),
            disabled=learner.running or steps >= MOST_BATCHES,
        )
        st.button("Start over", key=page_key(page, "restart"), on_click=stand_at, args=(0,))
    st.slider(
        "Batches learned from",
        0,
        MOST_BATCHES,
        key=view.key(BATCHES.name),
        disabled=learner.running,
    )


def example_control(view: View, shown: Shown) -> None:
    """Let the reader choose a test image, and the class whose score is shown."""
    last = shown.tested - 1
    st.number_input(
        f"Test image, 0 to {last}",
        min_value=0,
        max_value=last,
        step=1,
        key=view.key(EXAMPLE.name),
    )


def class_control(view: View, shown: Shown) -> None:
    """Let the reader choose the class whose score is shown."""
    classes = shown.album.classes
    st.selectbox(
        "Score of",
        range(BY_ITSELF, len(classes)),
        key=view.key(CLASS.name),
        format_func=lambda k: "the most probable class" if k == BY_ITSELF else classes[k],
    )


def feature_controls(view: View) -> None:
    """Let the reader choose the two features on the axes."""
    for setting, axis in ((FIRST, "across"), (SECOND, "up")):
        st.number_input(
            f"Feature {axis}, 0 to {FEATURES - 1}",
            min_value=BY_ITSELF,
            max_value=FEATURES - 1,
            step=1,
            key=view.key(setting.name),
        )
    st.caption(words.MOST_TELLING)

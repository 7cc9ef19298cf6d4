"""The controls of the lesson: which images, how far both learn, what is looked at."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.controls.training import batch_control, rate_control, seed_control
from ui.lessons.reuse.code import LAYER_FILE, layer_file
from ui.lessons.reuse.model import Learner, Shown
from ui.lessons.reuse.own_classes import chest, new_picture, refused, take_new, upload_key
from ui.lessons.reuse.session import pause, stand_at, start
from ui.lessons.reuse.settings import (
    BATCHES,
    BY_ITSELF,
    CLASS,
    EXAMPLE,
    FEATURES,
    FIRST,
    MOST_BATCHES,
    NEW,
    OWN,
    SECOND,
    SET,
    SETS,
    SOURCE,
    TEST,
)
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.link.view import View
from ui.pictures.limits import ENDINGS, FILE_LABEL, UPLOAD_MB
from ui.session.keys import page_key
from ui.text.markdown import verbatim


def set_control(view: View) -> None:
    """Let the reader choose the images."""
    names = [*SETS, *([] if chest().fault else [OWN])]
    st.selectbox(
        "Images",
        names,
        key=view.key(SET.name),
        format_func=lambda name: "Your own classes" if name == OWN else SETS[name][0],
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
    rate_control(view, help=words.RATES, disabled=learner.running)
    left, right = st.columns(2, gap="small")
    batch_control(left, view, disabled=learner.running)
    seed_control(right, view, disabled=learner.running)


def example_control(view: View, shown: Shown) -> None:
    """Let the reader choose a test image, or ask about a picture of their own."""
    last = shown.tested - 1
    if new_picture() is not None:
        st.selectbox(
            "Show",
            (TEST, NEW),
            key=view.key(SOURCE.name),
            format_func={TEST: "A test image", NEW: "Your new picture"}.__getitem__,
        )
    if view[SOURCE] == TEST:
        st.number_input(
            f"Test image, 0 to {last}",
            min_value=0,
            max_value=last,
            step=1,
            key=view.key(EXAMPLE.name),
        )
    with st.popover(say.ASK_ABOUT_A_NEW_PICTURE, width="stretch"):
        key = upload_key("new")
        st.file_uploader(
            f"A file: {FILE_LABEL}",
            type=ENDINGS,
            max_upload_size=UPLOAD_MB,
            key=key,
            on_change=take_new,
            args=(key,),
        )
        if st.toggle("Use the camera", key=page_key(view.page, "camera-on:new")):
            key = upload_key("camera:new")
            st.camera_input(
                "Camera",
                resolution="480p",
                key=key,
                on_change=take_new,
                args=(key,),
                label_visibility="collapsed",
            )
        st.caption(say.READ_IN_MEMORY_FOR_THIS_VISIT)
        if refused():
            st.error(verbatim(refused()))


def layer_download(shown: Shown) -> None:
    """Let the reader take the new layer away, for the code beside it."""
    st.download_button(
        say.SAVE_THE_NEW_LAYER,
        partial(layer_file, shown),
        LAYER_FILE,
        "application/octet-stream",
        key=page_key("reuse", "save-layer"),
        on_click="ignore",
        help=words.LAYER_SAVED,
    )


def class_control(view: View, shown: Shown) -> None:
    """Let the reader choose the class whose score is shown."""
    classes = shown.album.classes
    st.selectbox(
        "Score of",
        range(BY_ITSELF, len(classes)),
        key=view.key(CLASS.name),
        format_func=lambda k: say.MOST_PROBABLE_CLASS if k == BY_ITSELF else classes[k],
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

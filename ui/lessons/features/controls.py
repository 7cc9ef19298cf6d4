"""The controls of the lesson: which network, how it is fooled, and towards which class."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.lessons.features.found import Sheet, layers_of
from ui.lessons.features.model import Shown
from ui.lessons.features.scenes import unit_name
from ui.lessons.features.settings import (
    ANEW,
    ATTACK,
    ATTACKS,
    AWAY,
    BEGIN,
    BEGINS,
    CLASS,
    CLIMB,
    COVER,
    COVERS,
    FADE,
    GOAL,
    JITTER,
    LAYER,
    NOISE,
    PACE,
    SMOOTH,
    UNIT,
)
from ui.lessons.features.where import Looking, last_maps, map_parts, most_anew, patch_settings
from ui.lessons.features.words import views as say
from ui.link.view import View
from ui.zoo.settings import NETWORK, NETWORKS


def network_control(view: View) -> None:
    """Let the reader choose the network."""
    st.selectbox("Network", NETWORKS, key=view.key(NETWORK.name), format_func=NETWORKS.__getitem__)


def where_controls(view: View, shown: Shown, looking: Looking) -> None:
    """Let the reader choose the score, how its maps are made, and which weights are drawn anew."""
    classes = shown.opened.classes
    st.selectbox(
        "Score of",
        (CLASS.default, *range(len(classes))),
        key=view.key(CLASS.name),
        format_func=lambda k: "the likeliest class" if k < 0 else classes[k],
    )
    st.select_slider(
        "Layers drawn anew",
        range(most_anew(shown.opened) + 1),
        key=view.key(ANEW.name),
        format_func=lambda k: f"the last {k}" if k else "none",
    )
    with st.expander("More"):
        size, slide, copies = patch_settings(shown.opened)
        st.slider("Patch, pixels", size.low, size.high, key=view.key(size.name))
        st.slider("Its stride", slide.low, slide.high, key=view.key(slide.name))
        st.selectbox(
            "Covered with", COVERS, key=view.key(COVER.name), format_func=COVERS.__getitem__
        )
        st.slider("Noisy copies", copies.low, copies.high, key=view.key(copies.name))
        st.slider(say.NOISE_OF_THE_RANGE, NOISE.low, NOISE.high, key=view.key(NOISE.name))
        parts, first = map_parts(shown.opened), last_maps(shown.opened)
        st.selectbox(
            "Grad-CAM at",
            (0, *(part.number for part in parts)),
            key=view.key(LAYER.name),
            format_func=lambda k: (
                shown.opened.parts[k].title if k else f"the last one: {first.title}"
            ),
        )


def layer_control(view: View, shown: Shown) -> DeltaGenerator:
    """Let the reader choose a layer; return the place of its unit's control."""
    titles = {layer.part: layer.title for layer in layers_of(shown.opened)}
    st.selectbox("Layer", titles, key=view.key(LAYER.name), format_func=titles.__getitem__)
    return st.container()


def made_controls(view: View) -> None:
    """Let the reader choose how a picture is made."""
    st.selectbox("Start", BEGINS, key=view.key(BEGIN.name), format_func=BEGINS.__getitem__)
    with st.expander("More"):
        st.slider("Steps", CLIMB.low, CLIMB.high, key=view.key(CLIMB.name))
        st.slider(say.STEP_SIZE_OF_THE_RANGE, PACE.low, PACE.high, key=view.key(PACE.name))
        st.slider("Jitter, pixels", JITTER.low, JITTER.high, key=view.key(JITTER.name))
        st.slider(say.BLUR_TENTHS_OF_A_PIXEL, SMOOTH.low, SMOOTH.high, key=view.key(SMOOTH.name))
        st.slider("Decay, % a step", FADE.low, FADE.high, key=view.key(FADE.name))


def unit_control(place: DeltaGenerator, view: View, shown: Shown, sheet: Sheet, at: int) -> None:
    """Let the reader choose one of a layer's units; number `at` of the sheet is opened.

    The large network has too many for a list, so they are chosen by their numbers.
    """
    key, target = view.key("unit-of-sheet"), view.key(UNIT.name)
    units = sheet.units.tolist()
    st.session_state[key] = units[at]
    if shown.opened.data is None:
        last = sheet.layer.units - 1
        place.number_input(
            f"Unit, 0 to {last:,}",
            min_value=0,
            max_value=last,
            step=1,
            key=key,
            on_change=_choose_unit,
            args=(key, target),
        )
        return
    place.selectbox(
        "Unit",
        units,
        key=key,
        format_func=lambda unit: unit_name(shown, sheet.layer, unit),
        on_change=_choose_unit,
        args=(key, target),
    )


def _choose_unit(source: str, target: str) -> None:
    st.session_state[target] = st.session_state[source]


def fool_controls(view: View, shown: Shown) -> None:
    """Let the reader choose how the picture is changed, and towards what."""
    st.radio("Change", ATTACKS, key=view.key(ATTACK.name), format_func=ATTACKS.__getitem__)
    classes = shown.opened.classes
    st.selectbox(
        "Towards",
        (AWAY, *range(len(classes))),
        key=view.key(GOAL.name),
        format_func=lambda k: "any other class" if k == AWAY else classes[k],
    )

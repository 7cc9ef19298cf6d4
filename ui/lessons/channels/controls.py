"""The controls of the lesson on channels: mixes, weights by plane, bias, groups, combinations."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import streamlit as st

from cnn_core.kernels import COMBINATIONS, KERNELS, MIXES, DeepKernel, Kernel, plane_texts
from ui.controls.kernel import kernel_title
from ui.controls.number import typed_number, typed_number_note
from ui.controls.weights import typed_weights
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.events import own_kernels, plane_meant, with_plane
from ui.lessons.channels.model import WHOLE, Combined
from ui.lessons.channels.settings import (
    COMBINE,
    FIRST_LAYER,
    LARGEST_THRESHOLD,
    MAP,
    MOST_COUNTED,
    MOST_FIRST,
    MOST_SECOND,
    SECOND_LAYER,
    SHARES,
    divisors,
)
from ui.lessons.channels.two_networks import TwoNetworks
from ui.lessons.channels.words import views as say
from ui.link.control_values import show
from ui.link.undo import keep_for_undo
from ui.link.view import View
from ui.link.vocabulary import CUSTOM
from ui.session.keys import setting_key
from ui.text.numbers import decimal

OWN_WEIGHTS = "Own weights"
LARGEST_BIAS = 1000


def own_kernels_control(view: View) -> None:
    """Say that the kernels are the reader's own, and let the reader choose one of the menu."""
    key = view.key("own-kernel")
    show(key, OWN_WEIGHTS)
    st.selectbox(
        "Kernel",
        [OWN_WEIGHTS, *KERNELS, CUSTOM],
        key=key,
        format_func=lambda name: name if name == OWN_WEIGHTS else kernel_title(name),
        on_change=_leave_own,
        args=(view.page, key),
    )
    st.caption(say.THESE_WEIGHTS_ARE_YOUR_OWN)


def _leave_own(page: str, key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen in (*KERNELS, CUSTOM):
        st.session_state[setting_key(page, "kernel")] = chosen
        st.session_state[setting_key(page, "deep")] = ()


def mix_control(view: View, shown: Deep) -> None:
    """Let the reader choose how each kernel mixes the planes: one kernel, one map for each."""
    if len(shown.planes) == 1:
        st.caption(say.IMAGE_IS_GREY_IT_HAS_ONE)
        return
    st.multiselect(
        say.KERNELS_ONE_MAP_EACH,
        MIXES,
        key=view.key("mixes"),
        format_func=lambda name: MIXES[name].title,
        max_selections=8,
        help=say.KERNEL_CHOSEN_ABOVE_TIMES,
    )


def share_controls(view: View, shown: Deep) -> None:
    """Let the reader mix red, green and blue, and say what the mix does to a grey pixel."""
    for share in SHARES:
        st.slider(
            share.name.capitalize(), -1.0, 1.0, step=0.001, format="%.3g", key=view.key(share.name)
        )
    total = decimal(shown.kernels[0].sum, 3)
    if len(shown.planes) == 1:
        st.caption(say.IMAGE_IS_GREY_IT_HAS_ONE_2.format(total=total))
        return
    kept = "keeps its value" if total == "1" else f"is multiplied by {total}"
    st.caption(say.WEIGHTS_SUM_TO_SO_A_PIXEL.format(total=total, kept=kept))


def weight_controls(view: View, shown: Deep) -> None:
    """Let the reader type the planes and the bias of the kernel whose map is chosen."""
    f = view[MAP]
    kernel = shown.kernels[f]
    with st.expander("Weights and bias", key="weights-and-bias"):
        if len(shown.kernels) > 1:
            st.caption(say.KERNEL_CLICK_INTO_ANOTHER_MAP.format(f=f))
        for k, written in enumerate(plane_texts(kernel)):
            _plane_input(view, shown, k, written)
        field = view.key("bias-typed")
        show(field, float(kernel.exact_bias))
        typed_number(
            st.container(),
            "Bias",
            -LARGEST_BIAS,
            LARGEST_BIAS,
            key=field,
            then=_take_bias,
            args=(field, view.key("bias"), f),
            places=4,
        )
        typed_number_note()


def _plane_input(view: View, shown: Deep, k: int, written: str) -> None:
    kernels, f = list(shown.kernels), view[MAP]
    typed_weights(
        shown.names[k],
        view.key(f"plane-{k}"),
        written,
        read=partial(plane_meant, kernels[f].shape[1:]),
        take=partial(_take_plane, view.key("deep"), kernels, f, k),
        kept="plane",
    )


def _take_plane(deep: str, kernels: list[DeepKernel], f: int, k: int, plane: Kernel) -> None:
    page, _, name = deep.rpartition(".")
    own = own_kernels(with_plane(kernels, f, k, plane))
    keep_for_undo(page, {name: own})
    st.session_state[deep] = own


def _take_bias(field: str, bias: str, f: int) -> None:
    typed = st.session_state.get(field)
    if typed is None:  # the field is gone
        return
    biases = list(st.session_state[bias])
    biases += [Fraction(0)] * (f + 1 - len(biases))
    biases[f] = Fraction(str(round(typed, 4)))
    st.session_state[bias] = tuple(biases)


def layer_controls(view: View) -> None:
    """Let the reader choose the kernels of both layers, and how many maps each one reads."""
    maps, filters = len(view[FIRST_LAYER]), len(view[SECOND_LAYER])
    st.radio(
        "Second layer",
        divisors(maps),
        key=view.key("groups"),
        format_func=lambda groups: _way(maps, filters, groups),
    )
    for name, label, most in (
        ("first", say.FIRST_LAYER_FLAT_KERNELS, MOST_FIRST),
        ("second", say.SECOND_LAYER_ON_EACH_MAP, MOST_SECOND),
    ):
        with st.expander(label, key=f"{name}-layer"):
            st.multiselect(
                label,
                WHOLE,
                key=view.key(name),
                format_func=kernel_title,
                max_selections=most,
                label_visibility="collapsed",
            )


def _way(maps: int, filters: int, groups: int) -> str:
    kernels = f"{filters} kernel{'s' * (filters > 1)}"
    if groups == 1:
        return f"{kernels} through all {maps}: {_maps(filters)}"
    if groups == maps:
        return say.FLAT_ON_EACH.format(kernels=kernels, maps=maps, maps_2=_maps(filters * maps))
    return f"{kernels} on each {maps // groups} of {maps}: {_maps(filters * groups)}"


def _maps(count: int) -> str:
    return "1 map" if count == 1 else f"{count} maps"


def count_controls(view: View) -> None:
    """Let the reader choose a layer by its numbers alone."""
    st.slider("Kernel k×k", 1, 11, key=view.key("k"))
    for name, label in (("inputs", "Channels in: C"), ("filters", "Kernels, maps out: F")):
        typed_number(st.container(), label, 1, MOST_COUNTED, key=view.key(name))
    typed_number_note()


def combine_controls(view: View, shown: Combined) -> None:
    """Let the reader choose what to make of two edge maps."""
    st.radio(
        "Combine them",
        COMBINATIONS,
        key=view.key("combine"),
        format_func=lambda name: COMBINATIONS[name].title,
    )
    if COMBINATIONS[view[COMBINE]].thresholds:
        threshold_control(view, shown)


def threshold_control(view: View, shown: Combined | TwoNetworks) -> None:
    """Let the reader choose what is taken off a sum of edge maps."""
    st.slider(
        say.THRESHOLD_OF_THE_STRONGEST,
        0,
        LARGEST_THRESHOLD,
        key=view.key("threshold"),
        help=say.AT_A_STRAIGHT_EDGE_IS_CUT_OFF,
    )
    st.caption(
        say.STRONGEST_EDGE_OF_THIS_IMAGE.format(
            strongest=shown.strongest, threshold=shown.threshold
        )
    )

"""The controls of the lesson on sharing: the two switches, the move, the layer that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from ui.controls.kernel import more
from ui.controls.number import typed_number, typed_number_note
from ui.controls.shift import shift_control
from ui.lessons.sharing.model import (
    DEEP,
    DIGITS,
    FARTHEST,
    FILTERS,
    HIGH,
    NEURONS,
    PAD,
    SIDE,
    SPREAD,
    START,
    STEP,
    WIDE,
    Layer,
)
from ui.lessons.sharing.words import views as say
from ui.link.control_values import show
from ui.link.view import View
from ui.link.vocabulary import (
    DILATION,
    LARGEST_DILATION,
    LARGEST_STRIDE,
    PADDING,
    PADDINGS,
    STRIDE,
)
from ui.session.keys import setting_key

# A stop of the slider -> whether the layer is sparse, and whether it is shared.
STOPS: Mapping[str, tuple[bool, bool]] = MappingProxyType(
    {
        "all": (False, False),
        "windows": (True, False),
        "repeated": (False, True),
        "kernel": (True, True),
    }
)


def connection_slider(view: View, layer: Layer) -> None:
    """Let the reader turn the dense layer into the convolution, one choice after the other."""
    here = next(name for name, both in STOPS.items() if both == (layer.sparse, layer.shared))
    counts = {
        name: layer.of(sparse=sparse, shared=shared).count
        for name, (sparse, shared) in STOPS.items()
    }
    key = view.key("stop")
    show(key, here)
    st.select_slider(
        "Different weights",
        ("all", "repeated" if here == "repeated" else "windows", "kernel"),
        key=key,
        format_func=lambda name: f"{counts[name]:,} {name}",
        on_change=_take_stop,
        args=(view.page,),
    )


def _take_stop(page: str) -> None:
    """Make the stop at which the slider is the two choices."""
    both = STOPS.get(st.session_state.get(setting_key(page, "stop"), ""))
    if both is not None:
        (
            st.session_state[setting_key(page, "sparse")],
            st.session_state[setting_key(page, "shared")],
        ) = both


def switches(view: View) -> None:
    """Let the reader choose what is connected and what is shared."""
    st.toggle("Sparse: window only", key=view.key("sparse"))
    st.toggle("Shared: one kernel", key=view.key("shared"))


def window_controls(view: View) -> None:
    """Let the reader choose how the window moves; outside the picture everything is 0 here."""
    with more(view, (STRIDE, DILATION, PADDING)):
        left, right = st.columns(2, gap="small")
        left.slider("Stride", 1, LARGEST_STRIDE, key=view.key("stride"))
        right.slider("Dilation", 1, LARGEST_DILATION, key=view.key("dilation"))
        st.selectbox("Padding", PADDINGS, key=view.key("padding"))


def move_controls(view: View) -> None:
    """Let the reader move the picture without dragging it."""
    shift_control(view, FARTHEST)


def training_controls(view: View) -> None:
    """Let the reader choose what both networks are trained on."""
    st.select_slider("Training digits", DIGITS.options, key=view.key(DIGITS.name))
    st.slider(
        say.SHIFTED_BY_AT_MOST,
        SPREAD.low,
        SPREAD.high,
        key=view.key(SPREAD.name),
        help=say.EACH_TRAINING_DIGIT_IS_SHIFTED,
    )
    typed_number(
        st.container(),
        "Random start",
        START.low,
        START.high,
        key=view.key(START.name),
        help=say.ANOTHER_NUMBER_GIVES_OTHER,
    )
    typed_number_note()


def count_controls(view: View) -> None:
    """Let the reader choose the layer that is counted."""
    left, right = st.columns(2, gap="small")
    for at, label, one in (
        (left, "Rows", HIGH),
        (left, "Channels", DEEP),
        (left, "Kernels", FILTERS),
        (left, "Stride", STEP),
        (right, "Columns", WIDE),
        (right, "Neurons", NEURONS),
        (right, "Kernel k", SIDE),
        (right, "Padding", PAD),
    ):
        typed_number(at, label, one.low, one.high, key=view.key(one.name))
    typed_number_note()

"""The controls of the lesson on sharing: the two switches, the move, the layer that is counted."""

from __future__ import annotations

import streamlit as st

from ui.controls.number import typed_number, typed_number_note
from ui.lessons.sharing.model import FARTHEST
from ui.link.convolution import LARGEST_DILATION, LARGEST_STRIDE, PADDINGS
from ui.link.view import View

MOST = {"high": 4320, "wide": 7680, "deep": 2048, "neurons": 100_000, "filters": 2048}


def switches(view: View) -> None:
    """Let the reader choose what is connected and what is shared."""
    st.toggle("Sparse: window only", key=view.key("sparse"))
    st.toggle("Shared: one kernel", key=view.key("shared"))


def window_controls(view: View) -> None:
    """Let the reader choose how the window moves; outside the picture everything is 0 here."""
    left, right = st.columns(2, gap="small")
    left.slider("Stride", 1, LARGEST_STRIDE, key=view.key("stride"))
    right.slider("Dilation", 1, LARGEST_DILATION, key=view.key("dilation"))
    st.selectbox("Padding", PADDINGS, key=view.key("padding"))


def move_controls(view: View) -> None:
    """Let the reader move the picture without dragging it."""
    left, right = st.columns(2, gap="small")
    left.slider("Move down", -FARTHEST, FARTHEST, key=view.key("down"))
    right.slider("Move right", -FARTHEST, FARTHEST, key=view.key("right"))


def count_controls(view: View) -> None:
    """Let the reader choose the layer that is counted."""
    left, right = st.columns(2, gap="small")
    for at, label, name, low, high in (
        (left, "Rows", "high", 1, MOST["high"]),
        (left, "Channels", "deep", 1, MOST["deep"]),
        (left, "Kernels", "filters", 1, MOST["filters"]),
        (left, "Stride", "step", 1, LARGEST_STRIDE),
        (right, "Columns", "wide", 1, MOST["wide"]),
        (right, "Neurons", "neurons", 1, MOST["neurons"]),
        (right, "Kernel k", "side", 1, 11),
        (right, "Padding", "pad", 0, 10),
    ):
        typed_number(at, label, low, high, key=view.key(name))
    typed_number_note()

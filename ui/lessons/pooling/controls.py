"""The controls of the lesson on pooling: of what, how a window answers, how large, how far."""

from __future__ import annotations

import streamlit as st

from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.controls.kernel import bias_control
from ui.frame.arithmetic import arithmetic
from ui.lessons.pooling.blocks import Block
from ui.lessons.pooling.model import FARTHEST, GLOBAL, KINDS, SOURCES, Pooled, pooling_title
from ui.lessons.pooling.settings import LARGEST_STEP, LARGEST_WINDOW, OF, POOL
from ui.lessons.pooling.words import views as say
from ui.link.view import View
from ui.text.geometry import size_lines


def pool_controls(view: View, *, all_kinds: bool = False, shifts: bool = False) -> None:
    """Let the reader choose what is pooled, and how.

    `all_kinds`: every pooling is on screen, so that none is chosen. `shifts`: the picture moves.
    """
    if shifts:
        st.slider(say.PIXELS_TO_THE_RIGHT, 0, FARTHEST, key=view.key("by"))
    st.selectbox("What is pooled", [*SOURCES], key=view.key("of"), format_func=SOURCES.__getitem__)
    if view[OF] in ACTIVATIONS:
        bias_control(view)
    if not all_kinds:
        st.selectbox("Pooling", KINDS, key=view.key("pool"), format_func=pooling_title)
        if view[POOL] == GLOBAL:
            return
    _window(view)


def _window(view: View) -> None:
    left, right = st.columns(2, gap="small")
    left.slider("Window", 1, LARGEST_WINDOW, key=view.key("window"))
    right.slider("Stride", 1, LARGEST_STEP, key=view.key("step"))


def block_controls(view: View, shown: Block) -> None:
    """Let the reader choose how a row or a volume is pooled, and print its sizes."""
    st.selectbox("Pooling", [*POOLINGS], key=view.key("pool"), format_func=pooling_title)
    _window(view)
    lines = [
        f"⌊({n} − {shown.side}) / {shown.step}⌋ + 1 = {out}"
        for n, out in dict(zip(shown.shape, shown.size, strict=True)).items()
    ]
    before, after = ("×".join(map(str, one)) for one in (shown.shape, shown.size))
    arithmetic("\n".join([*lines, "", f"{before} → {after}"]))


def pool_size(shown: Pooled) -> None:
    """Print the size formula of both axes with the current numbers in it."""
    formulas = [
        f"⌊({n} − {k}) / {s}⌋ + 1"
        for n, k, s in zip(shown.whole, shown.window, shown.stride, strict=True)
    ]
    arithmetic(size_lines(formulas, shown.size))

"""The controls that lessons share: kernel and geometry. Their keys are the link's names."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import (
    KERNELS,
    Kernel,
    custom_kernel,
    format_weights,
    random_kernel,
)
from ui.controls.number import typed_number, typed_number_note
from ui.controls.weights import typed_weights
from ui.frame.arithmetic import arithmetic
from ui.link.control_values import show
from ui.link.convolution import chosen_kernel, own_kernel
from ui.link.settings import Setting
from ui.link.undo import keep_for_undo
from ui.link.view import View
from ui.link.vocabulary import (
    CUSTOM,
    DILATION,
    FLIP,
    KERNEL,
    LARGEST_DILATION,
    LARGEST_STRIDE,
    MODE,
    PADDING,
    PADDINGS,
    STRIDE,
    WEIGHTS,
)
from ui.models.activation import STRONGEST_BIAS
from ui.models.convolution import Convolution
from ui.text.geometry import size_lines
from ui.text.numbers import in_tenths
from ui.text.size_formula import lettered
from ui.text.typed_kernel import reading

LARGEST_KERNEL = 11
BRUSHES = {"": "off", "-1": "−1", "0": "0", "1": "1"}


def kernel_title(name: str) -> str:
    """Return what a menu calls a kernel."""
    return "Custom" if name == CUSTOM else KERNELS[name].title


def kernel_control(view: View, label: str = "Kernel", *, letters: bool = False) -> None:
    """Let the reader choose a kernel, its size and direction, or type one.

    With `letters` the size has the letter and colour that it has in the size formula.
    """
    st.selectbox(label, [*KERNELS, CUSTOM], key=view.key("kernel"), format_func=kernel_title)
    family = KERNELS.get(view[KERNEL])
    if family is None:
        _own_weights(view)
        return
    if len(family.sizes) > 1:
        size = lettered("Size", "kernel") if letters else "Size"
        st.select_slider(size, family.sizes, key=view.key("size"))
    if family.angled:
        st.slider("Angle in degrees", 0, 359, key=view.key("angle"))
    if family.has_wavelength:
        st.slider("Wavelength in pixels", 2, 32, key=view.key("wavelength"))


def _own_weights(view: View) -> None:
    """Let the reader type, paste, draw, turn or draw lots for weights."""
    kernel = view[WEIGHTS] or chosen_kernel(view)
    typed_weights(
        "Weights",
        view.key("typed"),
        format_weights(kernel),
        read=reading,
        take=partial(_take_weights, view.key("weights")),
        kept="kernel",
    )
    rows, columns = st.columns(2, gap="small")
    for at, label in ((rows, "Rows"), (columns, "Columns")):
        key = view.key(label.lower())
        show(key, kernel.shape[label == "Columns"])
        typed_number(
            at,
            label,
            1,
            LARGEST_KERNEL,
            key=key,
            then=_resize,
            args=(view.key("weights"), view.key("rows"), view.key("columns")),
        )
    typed_number_note()
    with st.container(horizontal=True, gap="xsmall"):
        key = view.key("weights")
        st.button("Random", key=view.key("random"), on_click=_draw_lots, args=(key,))
        st.button("Turn 90°", key=view.key("turn"), on_click=_turn, args=(key,))
    st.segmented_control(
        "Brush for drawing weights",
        BRUSHES,
        key=view.key("brush"),
        format_func=BRUSHES.__getitem__,
        default="",
        required=True,
    )


def brush(view: View) -> str:
    """Return the weight that a drag over the kernel draws, "" where a drag changes one weight."""
    chosen: str = st.session_state.get(view.key("brush")) or ""
    return chosen if view[KERNEL] == CUSTOM else ""


def _resize(weights: str, rows: str, columns: str) -> None:
    """Cut the kernel to a size, or fill it up with zeros, at its end."""
    high, wide = st.session_state[rows], st.session_state[columns]
    kernel: Kernel = st.session_state[weights]
    table = [[Fraction(0)] * wide for _ in range(high)]
    for r, line in enumerate(kernel.numerators[:high]):
        for c, numerator in enumerate(line[:wide]):
            table[r][c] = Fraction(numerator, kernel.divisor)
    _take_weights(weights, custom_kernel(table))


def _draw_lots(weights: str) -> None:
    shape = st.session_state[weights].shape
    _take_weights(weights, random_kernel(np.random.default_rng(), shape))


def _turn(weights: str) -> None:
    _take_weights(weights, st.session_state[weights].rotated())


def _take_weights(weights: str, kernel: Kernel) -> None:
    page, _, name = weights.rpartition(".")
    own = own_kernel(kernel)
    keep_for_undo(page, {name: own})
    st.session_state[weights] = own


def more(
    view: View,
    waiting: Sequence[Setting[Any]] = (STRIDE, DILATION, PADDING, MODE, FLIP),
    *,
    also: bool = False,
) -> DeltaGenerator:
    """Return where controls that come second wait: closed, unless the link says one of them.

    `also` tells that the link says something else that waits there. Once open it is left to the
    reader: what the page says of it only changes when it must open.
    """
    key = view.key("more")
    moved = also or any(view[one] != view.default(one) for one in waiting)
    st.session_state[key] = moved or st.session_state.get(key, False)
    return st.expander("More controls", expanded=st.session_state[key], key="more")


def geometry_controls(view: View, *, letters: bool = False) -> None:
    """Let the reader choose how the window moves and what stands outside the picture.

    With `letters` each control has the letter and colour that it has in the size formula.
    """

    def label(title: str) -> str:
        return lettered(title, title.lower()) if letters else title

    left, right = st.columns(2, gap="small")
    left.slider(label("Stride"), 1, LARGEST_STRIDE, key=view.key("stride"))
    right.slider(label("Dilation"), 1, LARGEST_DILATION, key=view.key("dilation"))
    left, right = st.columns(2, gap="small")
    left.selectbox(
        label("Padding"),
        PADDINGS,
        key=view.key("padding"),
        format_func=lambda p: "0 (valid)" if p == "0" else p,
    )
    right.selectbox("Padding mode", PADDING_MODES, key=view.key("mode"))
    if view[MODE] == "constant":
        st.slider("Grey of the border", 0, 255, key=view.key("fill"))


def same_controls(view: View) -> None:
    """Let the reader choose at which stride and dilation two kinds of "same" are compared."""
    left, right = st.columns(2, gap="small")
    left.slider(lettered("Stride", "stride"), 1, LARGEST_STRIDE, key=view.key("same"))
    right.slider(lettered("Dilation", "dilation"), 1, LARGEST_DILATION, key=view.key("dilation"))


# What the slider calls each bias -> the bias as the link has it, in tenths.
BIAS_WORDS = MappingProxyType(
    {in_tenths(one): str(one) for one in range(-STRONGEST_BIAS, STRONGEST_BIAS + 1)}
)


def bias_control(view: View) -> None:
    """Let the reader choose the bias before an activation, in steps of a tenth."""
    st.select_slider(
        "Bias",
        range(-STRONGEST_BIAS, STRONGEST_BIAS + 1),
        key=view.key("bias"),
        format_func=in_tenths,
        help="Added to every number before the activation. If it is low enough, ReLU gives 0 "
        "everywhere.",
    )


def flip_toggle(view: View) -> None:
    """Let the reader slide the kernels turned by 180 degrees."""
    st.toggle(
        "Turn the kernel by 180°",
        key=view.key("flip"),
        help="In mathematics a convolution turns the kernel. Networks do not turn it: strictly, "
        "they compute a *cross-correlation*.",
    )


def flip_control(view: View, kernels: Sequence[Kernel]) -> None:
    """Let the reader slide the kernels turned by 180 degrees, and say what that does to them."""
    flip_toggle(view)
    if len(kernels) > 1:
        said = "Symmetric kernels stay the same; with a Sobel kernel every sign changes."
    elif all(kernel.flipped().numerators == kernel.numerators for kernel in kernels):
        said = "Here the map stays the same."
    elif all(_turns_to_its_negative(kernel) for kernel in kernels):
        said = "Here every number of the map changes its sign."
    else:
        said = "Here the map becomes another one."
    st.caption(said)


def _turns_to_its_negative(kernel: Kernel) -> bool:
    negative = tuple(tuple(-n for n in row) for row in kernel.numerators)
    return kernel.flipped().numerators == negative


def size_formula(found: Convolution) -> None:
    """Print the size formula of both axes with the current numbers in it."""
    axes = zip(
        found.picture.pixels.shape[1:],
        found.kernel.shape,
        found.amounts,
        strict=True,
    )
    formulas = []
    for n, k, (before, after) in axes:
        cover = f"{k}" if found.dilation == 1 else f"({found.dilation}·({k} − 1) + 1)"
        pad = f"2·{before}" if before == after else f"{before} + {after}"
        formulas.append(f"⌊({n} + {pad} − {cover}) / {found.stride}⌋ + 1")
    arithmetic(size_lines(formulas, found.size))

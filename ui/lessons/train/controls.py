"""The Build part: everything a run is made of, close together beside its picture."""

from __future__ import annotations

import streamlit as st

from cnn_core.data import AUGMENTATIONS, DATASETS
from cnn_core.nn import OPTIMISERS
from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.controls.kernel import more
from ui.controls.training import batch_control, rate_control, seed_control, with_value
from ui.lessons.train.comparison import DATA_TITLES, MIX_TITLES
from ui.lessons.train.drawing.own_classes import own_classes
from ui.lessons.train.recipe import NONE, OWN
from ui.lessons.train.settings import (
    AUGMENTATION,
    CONV_PADDING,
    CONV_STRIDE,
    DECAY,
    DECAYS,
    KERNEL_COUNTS,
    KERNEL_SIZE,
    MIX,
    OPTIMISER,
    PICTURES,
    POOL_SIZE,
    read_kernels,
)
from ui.lessons.train.words import views as say
from ui.link.training import BATCH, SEED
from ui.link.view import View
from ui.session.keys import page_key

KERNELS = ((1,), (8,), (4, 8), (8, 16), (16, 32), (8, 16, 32))
COMPLAINT = page_key("train", "kernels refused")
# What waits behind "More controls".
MORE = (
    *(PICTURES, MIX, AUGMENTATION, KERNEL_SIZE, CONV_STRIDE, CONV_PADDING, POOL_SIZE),
    *(OPTIMISER, BATCH, SEED, DECAY),
)
COUNTS = (0, 20, 100, 500, 1000)
POOL_TITLES = {name: one.name for name, one in POOLINGS.items()} | {NONE: "none"}


def build_controls(view: View) -> None:
    """Let the reader choose what the run is made of; whatever changes starts a new run.

    What the lesson's figures are about stands first, the rest behind "More controls".
    """
    left, right = st.columns(2, gap="small")
    names = [*DATASETS, *([OWN] if own_classes() is not None else [])]
    left.selectbox("Data", names, key=view.key("data"), format_func=DATA_TITLES.__getitem__)
    with right:
        _kernels(view)
    left, right = st.columns(2, gap="small")
    left.selectbox(
        "Activation",
        [*ACTIVATIONS, NONE],
        key=view.key("activation"),
        format_func=lambda name: ACTIVATIONS[name].title if name in ACTIVATIONS else "none",
    )
    right.selectbox(
        "Pooling", POOL_TITLES, key=view.key("pooling"), format_func=POOL_TITLES.__getitem__
    )
    rate_control(view)
    with more(view, MORE):
        _more(view)


def _kernels(view: View) -> None:
    field = view.key("kernels")
    st.selectbox(
        "Kernels",
        list(dict.fromkeys([view[KERNEL_COUNTS], *KERNELS])),
        key=field,
        accept_new_options=True,
        on_change=_take_kernels,
        args=(field, view[KERNEL_COUNTS]),
        format_func=lambda counts: ", ".join(map(str, counts)),
        help=say.HOW_MANY_IN_EACH_LAYER_CHOOSE,
    )
    if complaint := st.session_state.pop(COMPLAINT, None):
        st.error(complaint)


def _take_kernels(field: str, before: tuple[int, ...]) -> None:
    taken = st.session_state[field] or ""
    try:
        st.session_state[field] = read_kernels(taken) if isinstance(taken, str) else taken
    except ValueError as error:
        st.session_state[field] = before
        text = str(error)
        st.session_state[COMPLAINT] = f"{text[:1].upper()}{text[1:]}."


def _more(view: View) -> None:
    left, right = st.columns(2, gap="small")
    left.selectbox(
        "Images",
        with_value(COUNTS, view[PICTURES]),
        key=view.key("pictures"),
        format_func=lambda count: f"{count:,}" if count else "all",
    )
    right.selectbox(
        "Classes",
        MIX_TITLES,
        key=view.key("mix"),
        format_func=MIX_TITLES.__getitem__,
        help=say.WHICH_CLASSES_THE_TRAINING,
    )
    st.selectbox(
        "Augmentation",
        (NONE, *AUGMENTATIONS),
        key=view.key("augmentation"),
        format_func=lambda name: AUGMENTATIONS[name].title if name in AUGMENTATIONS else "none",
        help=say.EACH_TRAINING_IMAGE_IS_CHANGED,
    )
    left, right = st.columns(2, gap="small")
    left.selectbox(
        "Size", range(1, 8), key=view.key("kernel-size"), format_func=lambda n: f"{n}×{n}"
    )
    right.selectbox("Stride", (1, 2, 3), key=view.key("conv-stride"))
    left, right = st.columns(2, gap="small")
    left.selectbox("Padding", (0, 1, 2, 3), key=view.key("conv-padding"))
    right.selectbox(
        "Pooling over", (2, 3, 4), key=view.key("pool-size"), format_func=lambda n: f"{n}×{n}"
    )
    left, right = st.columns(2, gap="small")
    left.selectbox(
        "Optimiser",
        tuple(OPTIMISERS),
        key=view.key("optimiser"),
        format_func=lambda name: OPTIMISERS[name].title,
    )
    batch_control(right, view)
    left, right = st.columns(2, gap="small")
    seed_control(left, view)
    right.selectbox(
        "Decay",
        DECAYS,
        key=view.key("decay"),
        help=say.WEIGHT_DECAY_THIS_SHARE,
    )

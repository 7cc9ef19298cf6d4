"""Lesson 3, kernels: what each of them sees."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cnn_core import KERNELS
from ui.angles import angles
from ui.controls import (
    brush,
    flip_control,
    geometry_controls,
    kernel_control,
    kernel_title,
    picture_control,
)
from ui.downloads import gradient_downloads, layer_downloads, map_downloads
from ui.gradient_questions import GRADIENT_QUESTIONS
from ui.kernel_questions import KERNEL_QUESTIONS, one_of
from ui.kernel_words import kernels_words
from ui.layers import layer, repeated
from ui.lesson import Preset, code, done_to, head, notes, onward, tries
from ui.link import Choice, Names, Whole, open_view
from ui.predict import asked_cell, predict
from ui.questions import ask
from ui.reactions import is_live, linked, remember
from ui.scenes import convolution_scene, gradient_scene, layer_scene
from ui.settings import chosen_kernel, chosen_picture, convolution_settings, settle
from ui.snippets import SNIPPETS

PAGE = "kernels"
VIEWS = {
    "one": "One kernel",
    "two": "Two kernels",
    "layer": "A layer",
    "gradient": "Gradient",
    "angles": "Angles",
}
PRESETS = (
    Preset("edges of a photograph"),
    Preset("blurred ten times", {"kernel": "gaussian", "size": "5", "times": "10"}),
    Preset("two directions", {"view": "two"}),
    Preset("four kernels, one layer", {"view": "layer", "image": "coins"}),
    Preset("all angles are not equal", {"view": "angles"}),
)

view = open_view(
    PAGE,
    [
        *convolution_settings(
            "camera", "sobel-x", padding="same", mode="replicate", cell=(165, 259)
        ),
        Choice("view", "one", tuple(VIEWS)),
        Choice("other", "sobel-y", tuple(KERNELS)),
        Names("kernels", ["sobel-x", "sobel-y", "laplacian-4", "gaussian"], tuple(KERNELS), most=8),
        Whole("times", 1, 1, 10),
        Whole("question", 1, 1, 999),
    ],
)
picture, kernel = chosen_picture(view).grey(), chosen_kernel(view)
if not view["kernels"]:
    view.change("kernels", ["sobel-x"], "A layer has at least one kernel: this is Sobel x.")
shown = view["view"]
kernels = {
    "two": [kernel, KERNELS[view["other"]].kernel()],
    "layer": [KERNELS[name].kernel() for name in view["kernels"]],
    "gradient": [KERNELS["sobel-x"].kernel(), KERNELS["sobel-y"].kernel()],
}.get(shown, [kernel])
several = shown in ("two", "layer", "gradient")
found = settle(
    view,
    picture,
    kernel,
    beside=() if shown == "gradient" else kernels,
    size=picture.pixels.shape[1:] if shown == "gradient" else None,
)
# A gradient keeps the picture's size and makes no edge of its border.
base = replace(found, stride=1, dilation=1, padding=1, mode="replicate", flip=False)
together = layer(base if shown == "gradient" else found, kernels)
last = repeated(found, view["times"] if shown == "one" else 1)
if shown == "one" and last.times < view["times"]:
    why = "then nothing is left, or numbers are too large to stay exact"
    view.change("times", last.times, f"Applied {last.times}×, not {view['times']}×: {why}.")
view.save(address=not is_live(PAGE))
remember(PAGE, found)

head(PAGE, kernels_words(shown, kernels))
tries(view, PRESETS)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if shown != "angles":
        picture_control(view)
    if shown in ("one", "two", "angles"):
        kernel_control(view)
    if shown == "one":
        st.slider("Apply it how many times", 1, 10, key=view.key("times"))
    if shown == "two":
        st.selectbox("Beside it", KERNELS, key=view.key("other"), format_func=kernel_title)
    if shown == "layer":
        st.multiselect(
            "Kernels of the layer",
            KERNELS,
            key=view.key("kernels"),
            format_func=kernel_title,
            max_selections=8,
        )
    if shown in ("one", "two", "layer"):
        with st.expander("Stride, padding, border"):
            geometry_controls(view)
            flip_control(view, kernels)
with stage:
    st.segmented_control(
        "Show",
        VIEWS,
        key=view.key("view"),
        format_func=VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
asked, given = st.columns(2, gap="medium")
with asked:
    at = asked_cell(view)
    if shown == "gradient":
        predict(view, partial(ask, GRADIENT_QUESTIONS, together[0], at))
    else:
        asked_of = one_of([replace(found, kernel=one) for one in kernels], view["question"])
        hidden = predict(view, partial(ask, KERNEL_QUESTIONS, asked_of, at))
with given:
    if shown == "gradient":
        code({name: partial(one.gradient, together[0]) for name, one in SNIPPETS.items()})
    elif several:
        slid = [one.kernel for one in together]
        code({name: partial(one.feature_maps, found, slid) for name, one in SNIPPETS.items()})
    elif shown == "one":
        times = last.times
        code({name: partial(one.feature_map, found, times=times) for name, one in SNIPPETS.items()})
with stage:
    if shown == "angles":
        angles(found)
    elif several:
        make = gradient_scene if shown == "gradient" else layer_scene
        linked(PAGE, make(view, together))
    else:
        linked(
            PAGE,
            convolution_scene(
                view,
                found,
                hidden=hidden if last.times == 1 else None,
                editable=("weights",),
                brush=brush(view),
                times=last.times,
            ),
        )
    done_to(picture.notes)
    if shown in ("two", "layer"):
        layer_downloads(view, together)
    elif shown == "gradient":
        gradient_downloads(picture)
    elif shown == "one":
        map_downloads(view, found, last.times)
        if last.times > 1:
            st.caption(
                "On screen each answer is rounded to 2 decimals before the next, so that the last "
                "one checks by hand; the files and the code round nothing."
            )
onward(PAGE)

"""Lesson 3, kernels: what each of them sees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from cnn_core import KERNELS, Kernel
from ui.ahead import offer
from ui.controls import (
    brush,
    flip_control,
    geometry_controls,
    kernel_control,
    kernel_title,
    picture_control,
)
from ui.convolution import Convolution
from ui.downloads import gradient_downloads, layer_downloads, map_downloads
from ui.kernels.angles import angles
from ui.kernels.gradient_questions import GRADIENT_QUESTIONS
from ui.kernels.questions import KERNEL_QUESTIONS, one_of
from ui.kernels.words import kernels_words
from ui.layers import Repeated, layer, repeated
from ui.lesson import Preset, code, done_to, head, instructors, notes, onward, tries, views
from ui.link import View, open_view
from ui.pictures import Picture
from ui.predict import asked_cell, hidden_cell, predict, unanswered_cell
from ui.questions import Cell, Question, ask
from ui.reactions import is_live, linked, remember
from ui.scenes import convolution_scene, gradient_scene, layer_scene
from ui.setting_kinds import Choice, Names, Whole
from ui.settings import chosen_kernel, chosen_picture, convolution_settings, settle
from ui.snippets import SNIPPETS
from ui.views.linked_view import Scene

PAGE = "kernels"
VIEWS = {
    "one": "One kernel",
    "two": "Two kernels",
    "layer": "A layer",
    "gradient": "Gradient",
    "angles": "Angles",
}
SLIDERS = ("size", "angle", "wavelength", "times", "stride", "dilation", "fill")
SEVERAL = ("two", "layer", "gradient")  # views of more than one kernel
PRESETS = (
    Preset("edges of a photograph"),
    Preset("blurred ten times", {"kernel": "gaussian", "size": "5", "times": "10"}),
    Preset("two directions", {"view": "two"}),
    Preset("four kernels, one layer", {"view": "layer", "image": "coins"}),
    Preset("all angles are not equal", {"view": "angles"}),
)


@dataclass(frozen=True)
class Shown:
    """What the lesson shows: its settings, and what they ask for."""

    view: View
    kernels: Sequence[Kernel]
    found: Convolution
    together: Sequence[Convolution]  # one for each kernel
    last: Repeated  # the kernel's last application
    asked: Cell | None = None  # that the question is about, if not the chosen one

    @property
    def kind(self) -> str:
        """Which of `VIEWS`."""
        kind: str = self.view["view"]
        return kind

    def ask(self, seed: int) -> Question:
        """Return a question about what is shown."""
        at = self.asked or self.view["cell"]
        if self.kind == "gradient":
            return ask(GRADIENT_QUESTIONS, self.together[0], at, seed)
        each = [replace(self.found, kernel=one) for one in self.kernels]
        return ask(KERNEL_QUESTIONS, one_of(each, seed), at, seed)

    def scene(self, hides: Callable[[View, Callable[[int], Question]], Cell | None]) -> Scene:
        """Return what the linked view shows; `hides` tells which cell the question hides."""
        if self.kind in SEVERAL:
            make = gradient_scene if self.kind == "gradient" else layer_scene
            return make(self.view, self.together)
        times = self.last.times
        return convolution_scene(
            self.view,
            self.found,
            hidden=hides(self.view, self.ask) if times == 1 else None,
            editable=("weights",),
            times=times,
        )


def opened() -> Shown:
    """Read the settings, and settle on what can be shown."""
    view = open_view(
        PAGE,
        [
            *convolution_settings(
                "camera", "sobel-x", padding="same", mode="replicate", cell=(165, 259)
            ),
            Choice("view", "one", tuple(VIEWS)),
            Choice("other", "sobel-y", tuple(KERNELS)),
            Names(
                "kernels", ["sobel-x", "sobel-y", "laplacian-4", "gaussian"], tuple(KERNELS), most=8
            ),
            Whole("times", 1, 1, 10),
            Whole("question", 1, 1, 999),
        ],
    )
    chosen = made(view, chosen_picture(view).grey())
    view.save(address=not is_live(PAGE))
    remember(PAGE, chosen.found)
    return replace(chosen, asked=asked_cell(view))


def made(view: View, picture: Picture) -> Shown:
    """Settle on what can be shown of these settings."""
    kernel = chosen_kernel(view)
    if not view["kernels"]:
        view.change("kernels", ["sobel-x"], "A layer has at least one kernel: this is Sobel x.")
    kind = view["view"]
    kernels = {
        "two": [kernel, KERNELS[view["other"]].kernel()],
        "layer": [KERNELS[name].kernel() for name in view["kernels"]],
        "gradient": [KERNELS["sobel-x"].kernel(), KERNELS["sobel-y"].kernel()],
    }.get(kind, [kernel])
    found = settle(
        view,
        picture,
        kernel,
        beside=() if kind == "gradient" else kernels,
        size=picture.pixels.shape[1:] if kind == "gradient" else None,
    )
    # A gradient keeps the picture's size and makes no edge of its border.
    base = replace(found, stride=1, dilation=1, padding=1, mode="replicate", flip=False)
    together = layer(base if kind == "gradient" else found, kernels)
    last = repeated(found, view["times"] if kind == "one" else 1)
    if kind == "one" and last.times < view["times"]:
        why = "then nothing is left, or numbers are too large to stay exact"
        view.change("times", last.times, f"Applied {last.times}×, not {view['times']}×: {why}.")
    return Shown(view, kernels, found, together, last)


def scene(chosen: Shown) -> Scene:
    """Return what the linked view shows, and how it would answer the sliders."""
    ahead = offer(
        chosen.view, SLIDERS, lambda view: made(view, chosen.found.picture).scene(unanswered_cell)
    )
    return replace(chosen.scene(hidden_cell), ahead=ahead, brush=brush(chosen.view))


chosen = opened()
view, shown, kernels, found = chosen.view, chosen.kind, chosen.kernels, chosen.found
top, (stage, side) = st.container(), st.columns([3.7, 1], gap="small")
# The picture first: it is painted while the rest is still made.
with stage:
    above = st.container()
    if shown == "angles":
        angles(found)
    else:
        linked(PAGE, scene(chosen), lambda: scene(opened()))
    done_to(found.picture.notes)

with top:
    head(PAGE, kernels_words(shown, kernels))
    tries(view, PRESETS)
    notes(view)
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
with above:
    views(view, VIEWS)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, chosen.ask)
with given:
    if shown == "gradient":
        code({name: partial(one.gradient, chosen.together[0]) for name, one in SNIPPETS.items()})
    elif shown in SEVERAL:
        slid = [one.kernel for one in chosen.together]
        code({name: partial(one.feature_maps, found, slid) for name, one in SNIPPETS.items()})
    elif shown == "one":
        times = chosen.last.times
        code({name: partial(one.feature_map, found, times=times) for name, one in SNIPPETS.items()})
with stage:
    if shown in ("two", "layer"):
        layer_downloads(view, chosen.together)
    elif shown == "gradient":
        gradient_downloads(found.picture)
    elif shown == "one":
        map_downloads(view, found, chosen.last.times)
        if chosen.last.times > 1:
            st.caption(
                "On screen each answer is rounded to 2 decimals before the next, so that the last "
                "one checks by hand; the files and the code round nothing."
            )
instructors(
    "**Ask first:** show a kernel's weights alone. *What will it find?* Their sum says whether "
    "flat areas stay, darken or vanish; the signs say which side must be brighter.\n\n"
    "**Usual mistakes:** a vertical-edge kernel expected to find horizontal lines because it "
    "*looks* like one; black in a signed map taken for “nothing” (nothing is white here, or the "
    "dark paper); a blur thought to lose brightness; weights that sum to 1 expected to leave every "
    "picture unchanged.\n\n"
    "**Then:** in “Two kernels”, which edges of the photograph does Sobel x miss that Sobel y "
    "finds? In “Angles”, why is a diagonal edge not seen as strongly by every kernel? Let them "
    "type a kernel of their own that answers to a bright dot, and to nothing else that is flat."
)
onward(PAGE)

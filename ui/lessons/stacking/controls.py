"""The controls of the lesson on stacking, and the cell its reader chooses on the board."""

from __future__ import annotations

import streamlit as st

from cnn_core.kernels import SIDES
from ui.controls.kernel import kernel_control, kernel_title
from ui.lessons.stacking.model import (
    LARGEST_SIDE,
    LONGEST_SIDES,
    MOST_LAYERS,
    PARTS,
    SHAPES,
    SHAPES_CELL,
    SIDE,
    THEN,
    THREES,
    VIEW,
    Detector,
    detector_over,
)
from ui.lessons.stacking.results import edge_words
from ui.lessons.stacking.words import views as say
from ui.link import vocabulary
from ui.link.control_values import show
from ui.link.convolution import chosen_picture
from ui.link.view import View
from ui.link.vocabulary import IMAGE
from ui.pictures import PICTURES
from ui.session.keys import LINK, page_key, setting_key

LEAST = {"corners": 4, "squares": 1}  # places with which a tab shows what it is about
ADDED = ("box-blur", "sobel-y", "gaussian", "sharpen")  # what a new layer is, by its place


OF_STACKS = {THEN.name, "kernel", "weights", "size"}


def settle_view_and_picture(view: View) -> None:
    """Open a link where its settings show something, and a tab on a picture that shows it."""
    _settle_view(view)
    _settle_picture(view)


def _settle_view(view: View) -> None:
    """Open one kernel for a link that speaks of kernels, or of a picture without corners."""
    opens = view.arrived and VIEW.name not in view.named
    if opens and (OF_STACKS & view.named or _places(view) < LEAST["corners"]):
        view[VIEW] = "linear"
    if (OF_STACKS | {IMAGE.name}) & view.query().keys():
        view.said.add(VIEW.name)  # a link without it may open elsewhere


def _settle_picture(view: View) -> None:
    """Bring a picture with corners and squares where a tab opens on one without.

    It stays in the tabs of detectors until the reader chooses another, and goes with them.
    """
    last = st.session_state.get(LINK, {})
    if view[VIEW] not in LONGEST_SIDES:
        return
    if view.arrived or last.get("page") != view.page:
        return
    before = last["values"][IMAGE.name]
    chosen_here = st.session_state.get(view.key(IMAGE.name), before) != before
    stays = IMAGE.name in last["wanted"] and not chosen_here
    opens = last["values"][VIEW.name] != view[VIEW] and _places(view) < LEAST[view[VIEW]]
    if not (stays or opens) or view[IMAGE] == SHAPES:
        return
    if opens or vocabulary.CELL.name in last["wanted"]:
        view.fit(vocabulary.CELL, SHAPES_CELL)
        view.arrival += opens
    own, brought = chosen_picture(view).title, PICTURES[SHAPES].title
    places = _places(view)
    count = f"only {places} place{'s' * (places > 1)}" if places else "nothing"
    view.fit(IMAGE, SHAPES)
    view.notes.append(
        say.DETECTOR_FINDS_IN_SO_IS_SHOWN.format(count=count, own=own, brought=brought)
    )


def _places(view: View) -> int:
    """Return how many cells of the view's detector are above 0 in its picture."""
    shown = chosen_picture(view).grey().reduced(LONGEST_SIDES[view[VIEW]])
    if view[VIEW] == "squares" and view[SIDE] > min(shown.pixels.shape[1:]):
        return 0
    return int((detector_over(view, shown).found > 0).sum())


def stack_controls(view: View) -> None:
    """Let the reader choose how many layers there are, and the kernel of each."""
    following = view[THEN]
    layers = view.key("layers")
    show(layers, len(following) + 1)
    st.slider("Layers", 2, MOST_LAYERS, key=layers, on_change=_resize, args=(view.page,))
    kernel_control(view, "Layer 1")
    for place, name in enumerate(following):
        key = view.key(f"layer-{place + 2}")
        show(key, name)
        st.selectbox(
            f"Layer {place + 2}",
            THREES,
            key=key,
            format_func=kernel_title,
            on_change=_replace,
            args=(view.page, place),
        )


def _resize(page: str) -> None:
    """Add layers, or take the last ones away: those come back with their kernels."""
    state = st.session_state
    names, layers = state[setting_key(page, "then")], state.get(setting_key(page, "layers"))
    if layers is None:
        return
    longest = state.get(page_key(page, "longest"), ())
    if longest[: len(names)] != names:
        longest = names
    longest = (*longest, *ADDED[len(longest) :])
    state[page_key(page, "longest")] = longest
    state[setting_key(page, "then")] = longest[: layers - 1]


def _replace(page: str, place: int) -> None:
    """Give a layer another kernel, unless the layer is gone: a menu may outlive it for a moment."""
    names = list(st.session_state[setting_key(page, "then")])
    chosen = st.session_state.get(setting_key(page, f"layer-{place + 2}"))
    if place < len(names) and chosen in THREES:
        names[place] = chosen
        st.session_state[setting_key(page, "then")] = tuple(names)


def detector_controls(view: View, shown: Detector) -> None:
    """Let the reader build the detector: weights, thresholds, the square's side, ReLU."""

    def edges(parts: int) -> str:
        return f"{shown.edge * parts / PARTS:g}"

    parts = range(2 * PARTS + 1)
    if shown.squares:
        st.slider(say.SIDE_OF_THE_SQUARE, 2, LARGEST_SIDE, key=view.key("side"))
        st.select_slider(
            say.THRESHOLD_OF_A_CORNER, parts, key=view.key("threshold"), format_func=edges
        )
        st.select_slider("Threshold of four", parts, key=view.key("needed"), format_func=edges)
    else:
        for name in SIDES:
            st.segmented_control(
                f"Weight of {name} edges",
                (-1, 0, 1),
                key=view.key(name),
                format_func=lambda weight: str(weight).replace("-", "−"),
                required=True,
                width="stretch",
            )
        st.select_slider("Threshold", parts, key=view.key("threshold"), format_func=edges)
    st.toggle(say.RELU_AFTER_EVERY_LAYER, key=view.key("relu"))
    st.caption(edge_words(shown))

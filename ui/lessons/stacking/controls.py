"""The controls of the lesson on stacking, and the cell its reader chooses on the board."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnn_core.kernels import SIDES
from ui.controls.kernel import kernel_control, kernel_title
from ui.lessons.stacking.boards import edge_words
from ui.lessons.stacking.model import (
    LARGEST_SIDE,
    MOST_LAYERS,
    PARTS,
    THREES,
    Detector,
    read_following,
)
from ui.link.view import View
from ui.views.board import Board, board_view

ADDED = ("box-blur", "sobel-y", "gaussian", "sharpen")  # what a new layer is, by its place


def stack_controls(view: View) -> None:
    """Let the reader choose how many layers there are, and the kernel of each."""
    following = read_following(view["then"])
    layers = view.key("layers")
    st.session_state[layers] = len(following) + 1
    st.slider(
        "Layers", 2, MOST_LAYERS, key=layers, on_change=_resize, args=(layers, view.key("then"))
    )
    kernel_control(view, "Layer 1")
    for place, name in enumerate(following):
        key = view.key(f"layer-{place + 2}")
        st.session_state[key] = name
        st.selectbox(
            f"Layer {place + 2}",
            THREES,
            key=key,
            format_func=kernel_title,
            on_change=_replace,
            args=(key, view.key("then"), place),
        )


def _resize(layers: str, then: str) -> None:
    names = st.session_state[then].split(",")
    wanted = st.session_state[layers] - 1
    st.session_state[then] = ",".join([*names, *ADDED[len(names) :]][:wanted])


def _replace(key: str, then: str, place: int) -> None:
    names = st.session_state[then].split(",")
    names[place] = st.session_state[key]
    st.session_state[then] = ",".join(names)


def detector_controls(view: View, shown: Detector) -> None:
    """Let the reader build the detector: weights, thresholds, the square's side, ReLU."""

    def edges(parts: int) -> str:
        return f"{shown.edge * parts / PARTS:g}"

    parts = range(2 * PARTS + 1)
    if shown.squares:
        st.slider("Side of the square", 2, LARGEST_SIDE, key=view.key("side"))
        st.select_slider(
            "Threshold of a corner", parts, key=view.key("threshold"), format_func=edges
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
    st.toggle("ReLU after every layer", key=view.key("relu"))
    st.caption(edge_words(shown))


def boarded(page: str, board: Board) -> None:
    """Show the board, and make the cell that the reader rests on the lesson's cell."""
    board_view(board, key=f"{page}:board", on_cell=partial(take_board_cell, page))


def take_board_cell(page: str) -> None:
    """Take the cell that the browser tells, if it is one."""
    cell = (st.session_state.get(f"{page}:board") or {}).get("cell")
    if not isinstance(cell, dict):
        return
    row, column = cell.get("row"), cell.get("column")
    if type(row) is int and type(column) is int:
        st.session_state[f"{page}.cell"] = (row, column)

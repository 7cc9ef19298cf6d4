"""The views of the lesson on training: what each is called, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from ui.link import View
from ui.training.trainer import Trainer


@dataclass(frozen=True)
class Panel:
    """One view: its label, and the function that draws it for this visitor."""

    label: str
    draw: Callable[[View, Trainer], None]
    trains: bool = False  # whether training goes on while it is shown


def choose(view: View, panels: Mapping[str, Panel]) -> Panel:
    """Let the reader choose a view, and return it."""
    st.segmented_control(
        "Show",
        list(panels),
        key=view.key("view"),
        format_func=lambda name: panels[name].label,
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
    return panels[view["view"]]

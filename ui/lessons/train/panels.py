"""The views of the lesson on training: what each is called, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.frame.lesson_page import views
from ui.lessons.train.settings import VIEW
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say
from ui.link.view import View


@dataclass(frozen=True)
class Panel:
    """One view: its label, and the function that draws it for this visitor."""

    label: str
    draw: Callable[[View, Trainer], None]
    trains: bool = False  # whether training goes on while it is shown
    wide: bool = False  # whether it takes the whole width, above the controls


def room(panel: Panel) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return where the view stands and where its controls: beside it, or folded away below."""
    if panel.wide:
        return st.container(), st.expander(say.DATA_NETWORK_AND_OPTIMISER)
    stage, side = st.columns([3.7, 1], gap="small")
    return stage, side


def choose(view: View, panels: Mapping[str, Panel]) -> Panel:
    """Let the reader choose a view, and return it."""
    views(view, {name: panel.label for name, panel in panels.items()})
    return panels[view[VIEW]]

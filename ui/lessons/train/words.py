"""What the page says of a network in training, beside its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from cnn_core.nn import Description
from ui.frame.lesson_page import Preset
from ui.lessons.train.settings import LOOKING
from ui.lessons.train.trainer import Trainer
from ui.link.view import View

WORDS = (
    "It guesses, measures how wrong it was, and moves every weight a little downhill: "
    "press Run and watch."
)
# Settings that say how far a run is and what one looks at: it is the same experiment.
PASSING = ("steps", *LOOKING)


def experiment(view: View, presets: Sequence[Preset]) -> str:
    """Say what to look for in the run that is shown: a preset's words while it is one."""

    def kept(query: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in query.items() if name not in PASSING}

    shown = kept(view.query())
    return next((one.about for one in presets if one.about and kept(one.query) == shown), WORDS)


def shapes(found: Description) -> str:
    """Write the network down as the shapes that a picture takes: 28×28×1 → 26×26×8 → … → 10."""
    steps = [found.input_shape, *(row.shape for row in found.rows)]
    written = ["×".join(map(str, (*shape[1:], shape[0]))) for shape in steps]
    changed = [text for text, last in zip(written, ["", *written], strict=False) if text != last]
    return " → ".join(changed)


def summary(trainer: Trainer) -> None:
    """Say how large the network is: shapes, and where its weights are."""
    found = trainer.recipe.describe(trainer.data)
    with st.container(key="size"):
        st.code(f"{shapes(found)}\n{found.parameters:,} weights", language=None, wrap_lines=True)


def impossible(fault: str) -> None:
    """Say why there is nothing to train, and what mends it."""
    st.error(f"This network cannot be built: {fault}.")

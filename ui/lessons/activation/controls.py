"""The controls of the lesson on activations: the function, its bias, a stack's depth."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnn_core.ops import ACTIVATIONS
from ui.lessons.activation.charts import DEEPEST
from ui.lessons.activation.fit import MOST_UNITS
from ui.lessons.activation.words import views as say
from ui.link.settings import Choice, Setting, Whole
from ui.link.view import View
from ui.models.activation import STRONGEST_BIAS
from ui.text.numbers import in_tenths

LEAST_GAIN, MOST_GAIN = 2, 40  # tenths
USUAL_GAIN = 14  # about the square root of 2, which keeps ReLU's gradients
USUAL_DEPTH = 10

ACTIVATION = Choice("activation", "relu", tuple(ACTIVATIONS))
BIAS = Whole("bias", 0, -STRONGEST_BIAS, STRONGEST_BIAS)
DEPTH = Whole("depth", USUAL_DEPTH, 1, DEEPEST)
GAIN = Whole("gain", USUAL_GAIN, LEAST_GAIN, MOST_GAIN)


def activation_settings() -> list[Setting[Any]]:
    """Return what the lesson's link says of the activation."""
    return [ACTIVATION, BIAS, DEPTH, GAIN]


def function_control(view: View) -> None:
    """Let the reader choose the activation."""
    st.selectbox(
        "Activation",
        [*ACTIVATIONS],
        key=view.key("activation"),
        format_func=lambda name: ACTIVATIONS[name].title,
    )


def unit_control(view: View) -> None:
    """Let the reader choose how many hidden units the two layers have."""
    st.slider("Hidden units", 1, MOST_UNITS, key=view.key("units"))


def depth_controls(view: View) -> None:
    """Let the reader choose how deep the stack is, and how large its weights."""
    st.slider("Layers", 1, DEEPEST, key=view.key("depth"))
    st.select_slider(
        say.SCALE_OF_THE_WEIGHTS,
        range(LEAST_GAIN, MOST_GAIN + 1),
        key=view.key("gain"),
        format_func=in_tenths,
        help=say.RANDOM_WEIGHTS_ARE_ABOUT_THIS,
    )

"""What the page says of a network in training, beside its picture."""

from __future__ import annotations

import streamlit as st

from cnn_core.nn import Description
from ui.frame.lesson_page import Preset
from ui.lessons.train.settings import LOOKING
from ui.lessons.train.trainer import Trainer

HEAD = (
    "The network guesses, measures how wrong it was (the *loss*) and changes every weight a little "
    "to make it smaller."
)
# What to do first where a run is looked at, and not made.
TABS = {
    "step": "One training step, number by number: forward, back, update. Press “On”, or click a "
    "layer.",
    "judge": "The network reads every test image. Click a cell of the table to see the images "
    "behind it.",
    "draw": "Draw a digit, or photograph one, and watch every layer while the network reads it.",
    "classes": "Teach a network your own classes: draw or photograph a few examples of each, then "
    "train.",
    "keep": "Save this network to load it again later, or take its numbers into a notebook.",
}
FIRST_STEP = "Press Run to train on, or change the network and train it again."
PRESETS = (
    Preset(
        "digits",
        {},
        "After 150 batches of 16 the network reads more than nine of ten test digits. It has "
        "learned its kernels itself.",
    ),
    Preset(
        "overfit 20 pictures",
        {"pictures": "20", "steps": "200"},
        "It learns 20 images by heart: their loss falls to 0, but the loss on test images rises.",
    ),
    Preset(
        "rate too high",
        {"rate": "0.2", "steps": "100"},
        "The learning rate is 40 times the usual one. Each update goes too far, and the network "
        "only guesses.",
    ),
    Preset(
        "too low",
        {"rate": "1e-05"},
        "The learning rate is 1/500 of the usual one. In 150 batches almost nothing is learned.",
    ),
    Preset(
        "no activation",
        {"activation": "none", "pooling": "avg"},
        "Without ReLU and max pooling the network is one linear function, as logistic regression "
        "is. The dashed line shows how far that comes.",
    ),
    Preset(
        "one kernel",
        {"kernels": "1"},
        "One layer has a single kernel, so everything about ten digits must go through one map.",
    ),
    Preset(
        "average pooling",
        {"pooling": "avg"},
        "Each window gives its mean instead of its largest value. Compare the test "
        "accuracy with “digits”.",
    ),
    Preset(
        "clothes",
        # With the first rate to the end it would go above the line and below it again.
        {
            "data": "clothes",
            "batch": "32",
            "rates": "0.005:500",
            "rate": "0.001",
            "steps": "600",
        },
        "Clothes are harder than digits. At batch 600 the test accuracy is above the dashed line. "
        "“Judge” shows what the network mixes up.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** before the first step, which loss does guessing among ten classes give? (ln "
    "10 ≈ 2.30.) Then one batch: which kernels moved, and why so little?\n\n**Usual mistakes:** "
    "a falling training loss is taken for learning (overfit 20 pictures: the test loss rises). A "
    "higher learning rate is taken for a faster one."
)


# Settings that say how far a run is and what one looks at: it is the same experiment.
PASSING = ("steps", *LOOKING)


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

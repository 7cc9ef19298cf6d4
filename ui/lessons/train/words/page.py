"""What the page says of a network in training, beside its picture."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st

from cnn_core.data import Dataset, unbalanced_pair
from cnn_core.data.custom_classes import Classes
from cnn_core.geometry.phrases import counted
from cnn_core.nn import Description
from ui.frame.arithmetic import arithmetic
from ui.frame.lesson_page import Preset
from ui.lessons.train.settings import LOOKING
from ui.lessons.train.trainer import Trainer
from ui.text.numbers import MINUS

HEAD = (
    "The network guesses, measures how wrong it was (the *loss*) and changes every weight a little "
    "to make it smaller."
)
# What to do first where a run is looked at, and not made.
TABS = {
    "step": "One training step, number by number. Press “On” to follow it forward to the loss, "
    "back to the slopes, and to the update.",
    "judge": "The network reads images that it was not trained on. A number off the diagonal "
    "counts mistakes. Click it to see them.",
    "draw": "Draw a digit, or photograph one. Every layer and the probability of each class "
    "follow at once.",
    "classes": "Teach a network your own classes: draw or photograph a few examples of each, then "
    "train.",
    "keep": "What was learned is only a list of numbers. Download it to load it here later, or to "
    "use it in a notebook.",
}
FIRST_STEP = "Press “Run” to train on. Or change the network, and compare it with the run before."
PRESETS = (
    Preset(
        "digits",
        {},
        "After 150 batches of 16 the network reads more than nine of ten test digits. It has "
        "learned its kernels itself.",
    ),
    Preset(
        "overfit 20 images",
        {"pictures": "20", "steps": "200"},
        "It learns 20 images by heart: their loss falls to 0, but the loss on test images rises.",
    ),
    Preset(
        "huge steps",
        {"rate": "0.2", "steps": "100"},
        "The learning rate is 40 times the usual one. Each update goes too far, and the network "
        "only guesses.",
    ),
    Preset(
        "tiny steps",
        {"rate": "1e-05"},
        "The learning rate is 1/500 of the usual one. In 150 batches almost nothing is learned.",
    ),
    Preset(
        "ReLU | sigmoid",
        {"activation": "sigmoid", "beside": "activation:relu;steps:150"},
        "Dashed is ReLU, solid is sigmoid. The slope of sigmoid is 0.25 at most, so it learns more "
        "slowly.",
    ),
    Preset(
        "no activation",
        {"activation": "none", "pooling": "avg"},
        "Without ReLU and max pooling the network is one linear function, like logistic regression "
        "(the dashed line).",
    ),
    Preset(
        "one kernel",
        {"kernels": "1"},
        "The only convolution has a single kernel, so everything about ten digits must go through "
        "one map.",
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
    "a falling training loss is taken for learning (overfit 20 images: the test loss rises). A "
    "higher learning rate is taken for a faster one."
)


# Settings that say how far a run is and what one looks at: it is the same experiment.
PASSING = ("steps", *LOOKING)


def told(trainer: Trainer) -> list[tuple[str, str]]:
    """Tell what the last batch did in four steps, each its name and a sentence; at first, plainly.

    The weight that is followed is that of the first layer whose change lowers the loss most.
    """
    network, size = trainer.engine.network, trainer.recipe.batch
    images = "1 training image" if size == 1 else f"{size} training images"
    chance = math.log(len(trainer.data.classes))
    plain = [
        ("Guess", f"The network guesses the class of {images}."),
        ("Measure", f"The loss says how wrong the guesses are. Blind guesses give {chance:.2f}."),
        ("Find slopes", "A slope is how fast the loss grows with a weight."),
        ("Update", "Each weight changes a little, to lower the loss."),
    ]
    kernels = network.layers[0].parameters["w"]
    with np.errstate(all="ignore"):
        gain = (network.grad * trainer.change)[: kernels.size]
    if trainer.pending or not np.isfinite(gain).all() or not gain.min() < 0:
        return plain
    loss, share = trainer.engine.record.losses[-1], trainer.engine.record.accuracies[-1]
    at = int(gain.argmin())
    now, slope, before = (
        signed(float(one[at])) for one in (network.values, network.grad, trainer.previous)
    )
    rate = trainer.engine.optimiser.learning_rate
    moved = -float(trainer.change[at]) / rate
    step = signed(moved, max(2, math.ceil(math.log10(rate / 1e-4))))
    taken = f"({step})" if step.startswith(MINUS) else step
    made = (
        ""
        if math.isclose(moved, network.grad[at], rel_tol=1e-3)
        else f"From this slope and earlier ones, {trainer.engine.optimiser.title} makes the step "
        f"{step}. "
    )
    kernel = f"kernel {at // kernels[0].size}"
    right = f"{round(share * size)} {'are' if round(share * size) != 1 else 'is'} right"
    return [
        (plain[0][0], f"{plain[0][1]} {right}."),
        (
            plain[1][0],
            f"The loss says how wrong that is: {loss:.3f}. Blind guesses give {chance:.2f}.",
        ),
        (plain[2][0], f"{plain[2][1][:-1]}: {slope} in {kernel}."),
        (
            plain[3][0],
            f"Each weight changes a little. {made}So {before} − {rate:g}·{taken} ≈ {now}.",
        ),
    ]


def signed(value: float, digits: int = 4) -> str:
    """Write a number with so many digits after the point and a real minus."""
    return f"{value:.{digits}f}".replace("-", MINUS)


def shapes(found: Description) -> str:
    """Write the network down as the shapes that a picture takes: 28×28×1 → 26×26×8 → … → 10."""
    steps = [found.input_shape, *(row.shape for row in found.rows)]
    written = ["×".join(map(str, (*shape[1:], shape[0]))) for shape in steps]
    changed = [text for text, last in zip(written, ["", *written], strict=False) if text != last]
    return " → ".join(changed)


def summary(trainer: Trainer) -> None:
    """Say how large the network is: shapes, and where its weights are."""
    found = trainer.recipe.describe(trainer.data)
    arithmetic(f"{shapes(found)}\n{found.parameters:,} parameters")


def impossible(fault: str) -> None:
    """Say why there is nothing to train, and what mends it."""
    st.error(f"This network cannot be built: {fault}.")


def balance_words(classes: Classes) -> str:
    """Say what goes wrong if one class has many more pictures than another, "" if none has."""
    pair = unbalanced_pair(classes)
    if pair is None:
        return ""
    most, least = pair
    share = len(classes[most]) / sum(map(len, classes.values()))
    words = (
        f"{most} has {len(classes[most])} pictures and {least} only {len(classes[least])}. Whoever "
        f"always answers {most} is right {100 * share:.0f} % of the time. A network learns that "
        f"first, so give {least} more."
    )
    return f"{words[:1].upper()}{words[1:]}"


def split_words(data: Dataset) -> str:
    """Say how many pictures are learned from, and how many are kept for the test."""
    train, test = len(data.train), len(data.test)
    return (
        f"Every fourth picture of a class, at least one, is kept for the test: "
        f"{train} to learn from, {test} to test with. With {counted(test, 'test picture')}, "
        f"each is worth {100 / test:.0f} % of the accuracy."
    )

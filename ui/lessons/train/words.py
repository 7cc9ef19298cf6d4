"""What the page says of a network in training, beside its picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from cnn_core.data import Dataset
from cnn_core.data.custom_classes import Imbalance
from cnn_core.geometry.sizes import counted
from cnn_core.nn import Description
from cnn_core.training import Record, Trouble
from cnn_core.training.diagnostics import FAR, PROGRESS, WINDOW
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


def trouble_words(one: Trouble, record: Record) -> str:
    """Say what goes wrong, what this means, and what may mend it."""
    since, name = one.step, _name_of(record, one.label)
    match one.kind:
        case "not-a-number":
            what = "infinite" if math.isinf(one.number) else "not a number"
            return (
                f"The loss is {what} since step {since}, because the numbers grew beyond all "
                "bounds. Most often the learning rate is too large."
            )
        case "explosion":
            return (
                f"Since step {since} the loss is more than {FAR} times the {record.chance:.2f} of "
                f"guessing. It is now {one.number:.3g}. Each update overshoots the minimum, so the "
                "learning rate is too large."
            )
        case "divergence":
            return (
                f"Since step {since} most losses are above {one.number:.2f}, the loss of guessing. "
                "They had been below it. A smaller learning rate would keep what was learned."
            )
        case "dead-relus":
            return (
                f"{100 * one.number:.0f} % of the ReLU maps are 0 for every image we looked at. "
                f"Half of them or more are 0 since step {since}. Hardly any gradient reaches their "
                "weights, so they rarely recover by themselves."
            )
        case "one-class":
            return (
                f"All {one.number:,.0f} training images are of class {name}. The loss falls only "
                "because the network always predicts this class. It has not learned to recognise "
                "anything. Add a second class."
            )
        case "unbalanced":
            return (
                f"{100 * one.number:.0f} % of the training images are of class {name}. A network "
                f"that always predicts {name} is right that often. So judge each class on its own, "
                "not the loss."
            )
        case "batch-of-one":
            return (
                "Every step follows a single image, so the loss jumps and may never settle. Use "
                "batches of 8 or more, or a smaller learning rate."
            )
        case "plateau":
            return (
                f"Since step {since} the loss does not fall by {100 * PROGRESS:.0f} % in {WINDOW} "
                f"steps. It is now about {one.number:.2f}. Try a larger or a smaller learning "
                "rate, or another start."
            )
    raise ValueError(f"trouble {one.kind!r} has no words: give it some")


def _name_of(record: Record, label: int) -> str:
    """Return what a class is called, in quotation marks unless it is a number."""
    name = record.names[label] if record.names else str(label)
    return name if name.isdecimal() else f"“{name}”"


def split_words(data: Dataset) -> str:
    """Say how many pictures are learned from, and how many are kept for the test."""
    train, test = len(data.train), len(data.test)
    return (
        "Every fourth picture of a class, and at least one, is kept for the test: "
        f"{train} to learn from, {test} to test with. With {counted(test, 'test picture')}, "
        f"each is worth {100 / test:.0f} % of the accuracy."
    )


def imbalance_words(found: Imbalance) -> str:
    """Say what will go wrong with classes of very different sizes, and what mends it."""
    most, least = found.sizes
    return (
        f"{found.most} has {counted(most, 'picture')}, but {found.least} has only {least}. A "
        f"network that always predicts {found.most} is right {100 * found.share:.0f} % of the "
        f"time, and it will learn that first. Give {found.least} more pictures."
    )

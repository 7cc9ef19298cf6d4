"""What an activation did to a map, and what depth does to a gradient, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from cnn_core.ops import ACTIVATIONS
from ui.frame.lesson_page import Preset
from ui.lessons.activation.charts import SIGMOID_MOST, through
from ui.lessons.activation.fit import MOST_UNITS, Fits
from ui.models.activation import Activated
from ui.text.numbers import in_tenths, raised, scientific, share

HEAD = (
    "Two linear layers do no more than one: 2·(3x + 1) − 4 = 6x − 2. So an *activation "
    "function*, which is not a straight line, stands between them. *ReLU*, max(0, x), keeps "
    "positive numbers and sets the others to 0."
)
FIRST_STEP = "Point at a cell to see its number go through the curve."
DEPTH_STEP = "Change the number of layers, and see how much of the gradient is left."
COMPARED_STEP = "Move over the cells to read what each function makes of one number."
FIT_STEP = "Drag a point of the target up or down, and see which of the two curves can follow."
PRESETS = (
    Preset(
        "ReLU on an edge map",
        {},
        "An edge map, divided by 255, is positive on one side of a stroke and negative on the "
        "other. ReLU keeps the positive side.",
    ),
    Preset(
        "fit a curve",
        {"view": "fit"},
        "Without an activation two layers are one straight line. With ReLU they follow the hill: "
        "each hidden unit adds a bend.",
    ),
    Preset(
        "dead ReLU",
        {"bias": "-40", "view": "histogram"},
        "With bias −4 every number is negative, so every output and every slope is 0: nothing "
        "can be learned.",
    ),
    Preset(
        "nine numbers",
        {"image": "nine", "padding": "same", "view": "compare", "cell": "0,0"},
        "ReLU sets the negative numbers to 0. Sigmoid turns every number into one between 0 and 1, "
        "and tanh into one between −1 and 1.",
    ),
    Preset(
        "sigmoid, 10 layers",
        {"activation": "sigmoid", "view": "depth"},
        "The slope of sigmoid is at most 0.25, so the slopes of ten layers leave less than a "
        "millionth of the gradient.",
    ),
    Preset(
        "ReLU, 30 layers",
        {"depth": "30", "view": "depth"},
        "The slope of ReLU is 1 for positive numbers, so a gradient can pass 30 layers.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** the map holds −3 and +3 at the two sides of one stroke. Which of them says "
    "“here is an edge from bright to dark”? What should happen to the other?\n\n**Usual "
    "mistakes:** ReLU is taken for the distance from 0, or for a switch whose output is 1. Its "
    "slope is taken for its value. The largest value of sigmoid, 1, is taken for its largest "
    "slope, 0.25. More training is expected to mend a dead unit.\n\n**Then:** in “dead ReLU” let "
    "them move the bias up until the first cell is above 0. In “Through depth”, ask at which "
    "scale of the weights ReLU keeps a gradient (about √2, because half of its slopes are 0). "
    "Does any scale save sigmoid?"
)


EXACT = 0.005  # what is nearer than this is printed as 0


def compared_words(shown: Activated) -> str:
    """Say how many numbers are negative, and which functions leave none of them."""
    negative, cells = int((shown.before < 0).sum()), shown.before.size
    made = {one.name: replace(shown, kind=name).after for name, one in ACTIVATIONS.items()}
    without = [name for name, after in made.items() if (after >= 0).all()]
    kept = [name for name in made if name not in without]
    are = "is" if negative == 1 else "are"
    said = f"**{negative:,} of {cells:,} numbers {are} negative** before."
    if negative and without:
        said += f" None is negative after {listed(without)}."
        if kept:
            said += f" Some still are after {listed(kept)}."
    return f"{said} Numbers are rounded to 2 decimals."


def listed(names: Sequence[str]) -> str:
    """Write names in a row: "ReLU, sigmoid and tanh"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def fit_words(shown: Fits) -> str:
    """Say what both pairs of layers make of the target."""
    straight, bent = shown.miss(shown.straight), shown.miss(shown.bent)
    units = f"{shown.units} hidden unit" + "s" * (shown.units > 1)
    line = "passes through all points" if straight < EXACT else f"misses a point by {straight:.2f}"
    if bent < EXACT:
        bends = "they pass through **all points**"
    else:
        bends = f"they miss a point by at most **{bent:.2f}**"
    closer = ""
    most = replace(shown, units=MOST_UNITS)
    if most.miss(most.bent) < bent - EXACT:
        closer = f" Try {MOST_UNITS} hidden units: they come closer."
    return (
        f"Without an activation, the best two layers are a straight line, which {line}. More "
        f"hidden units would not change this. With {shown.title} and {units} {bends}.{closer} The "
        "thin curves are what each hidden unit adds; their sum and the bias are the thick curve."
    )


def zero_words(shown: Activated) -> str:
    """Say how many cells the activation leaves at 0, and whether that is the end of learning."""
    title, cells = shown.function.title, shown.after.size
    zeros = (
        f"**{shown.zeros:,} of {cells:,} cells are 0** ({share(shown.zeros, cells)}) after {title}"
    )
    if shown.flat == cells:
        if never_wakes(shown):
            return (
                f"{zeros}, and every slope is 0. **This kernel is dead**: the strongest window of "
                f"any image gives {strongest(shown)}, which is not above 0. No gradient ever "
                "reaches the kernel, so training cannot wake it up."
            )
        return (
            f"{zeros}, and every slope is 0 **on this image**, so the kernel learns nothing from "
            "it. Another image may still give a value above 0 and wake it up."
        )
    if shown.flat:
        alive = cells - shown.flat
        return f"{zeros}. The slope is not 0 at {alive:,} cells: only these can teach the kernel."
    return f"{zeros}. No slope is 0, so every cell can teach the kernel."


def strongest(shown: Activated) -> str:
    """Return the largest value before the activation that any picture can give, in tenths.

    Pixels lie between 0 and 1, so it is the bias and the sum of the positive weights.
    """
    return in_tenths(math.ceil(_strongest(shown) * 10))


def never_wakes(shown: Activated) -> bool:
    """Tell whether the slope is 0 whatever the picture: not even the strongest window helps."""
    values = np.linspace(min(float(_strongest(shown)), 0.0) - 10, float(_strongest(shown)), 201)
    return not shown.function.slope(values).any()


def _strongest(shown: Activated) -> Fraction:
    kernel = shown.convolution.sliding
    positive = sum(n for row in kernel.numerators for n in row if n > 0)
    return Fraction(positive, kernel.divisor) + shown.bias


def scale_words(shown: Activated) -> str:
    """Say what pixels are divided by before the kernel reads them."""
    white = shown.convolution.picture.white
    return f"In this lesson each pixel is divided by {white} first, so that white is 1."


def depth_words(kind: str, depth: int, gain: int) -> str:
    """Say what is left of a gradient after so many layers."""
    found, title = through(kind, depth, gain), ACTIVATIONS[kind].title
    layers = f"{depth} layer{'s' * (depth != 1)}"
    most = SIGMOID_MOST**depth
    return (
        f"On its way back, a gradient is multiplied by a slope and by weights at every layer. "
        f"The slope of sigmoid is at most 0.25, so after {layers} **the slopes** leave at "
        f"most 0.25{raised(depth)} = {scientific(most)}. ReLU’s slope is 0 or 1, so a path of ones "
        f"loses nothing. **The weights** count, too. 3×3 layers with random weights of scale "
        f"{in_tenths(gain)} leave **{scientific(found.gradients[-1])}** of the gradient with "
        f"{title}. The largest slopes that occur in it would alone leave "
        f"{scientific(found.slopes[-1])}. Large "
        "weights can make up for small slopes, but then the gradient may also explode."
    )

"""What an activation did to a map, and what depth does to a gradient, in words."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from cnn_core.ops import ACTIVATIONS
from ui.lessons.activation.charts import SIGMOID_MOST, through
from ui.models.activation import Activated
from ui.text.numbers import in_tenths, raised, scientific, share


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
                f"any picture gives {strongest(shown)}, which is not above 0. No gradient ever "
                "reaches the kernel, so training cannot wake it up."
            )
        return (
            f"{zeros}, and every slope is 0 **on this picture**, so the kernel learns nothing from "
            "it. Another picture may still give a value above 0 and wake it up."
        )
    if shown.flat:
        alive = cells - shown.flat
        return f"{zeros}; {alive:,} have a slope other than 0, and only through them it learns."
    return f"{zeros}; every slope is other than 0, so each cell can still learn."


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


def depth_words(kind: str, depth: int, gain: int) -> str:
    """Say what is left of a gradient after so many layers."""
    found, title = through(kind, depth, gain), ACTIVATIONS[kind].title
    layers = f"{depth} layer{'s' * (depth != 1)}"
    most = SIGMOID_MOST**depth
    return (
        f"On its way back, a gradient is multiplied by a slope and by weights at every layer. "
        f"**The slopes:** sigmoid’s is at most 0.25, so after {layers} its slopes alone leave at "
        f"most 0.25{raised(depth)} = {scientific(most)}. ReLU’s slope is 0 or 1, so a path of ones "
        f"loses nothing. **With the weights:** in a stack of 3×3 layers with random weights of "
        f"scale {in_tenths(gain)}, {title} leaves **{scientific(found.gradients[-1])}** of the "
        f"gradient; its largest slopes alone would leave {scientific(found.slopes[-1])}. Large "
        "weights can make up for small slopes, but then the gradient may also explode."
    )

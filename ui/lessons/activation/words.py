"""What an activation did to a map, and what depth does to a gradient, in words."""

from __future__ import annotations

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
        return (
            f"{zeros}, and **every slope is 0: dead**. No gradient reaches the kernel, so training "
            "cannot wake it up."
        )
    if shown.flat:
        alive = cells - shown.flat
        return f"{zeros}; {alive:,} have a slope other than 0, and only through them it learns."
    return f"{zeros}; every slope is other than 0, so each cell can still learn."


def depth_words(kind: str, depth: int, gain: int) -> str:
    """Say what is left of a gradient after so many layers."""
    found, title = through(kind, depth, gain), ACTIVATIONS[kind].title
    layers = f"{depth} layer{'s' * (depth != 1)}"
    most = SIGMOID_MOST**depth
    return (
        f"A gradient is multiplied by a slope at every layer. **Sigmoid’s is at most 0.25**: after "
        f"{layers} at most 0.25{raised(depth)} = {scientific(most)} is left. **ReLU’s is 0 or 1**: "
        f"along a path of ones nothing is lost. Measured on a real stack of 3×3 layers, {title}’s "
        f"largest slopes alone leave {scientific(found.slopes[-1])}; all slopes and weights of "
        f"scale {in_tenths(gain)} leave **{scientific(found.gradients[-1])}**."
    )

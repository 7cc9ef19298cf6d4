"""The code of two layers that follow a target."""

from __future__ import annotations

from cnn_core.analysis.function_fit import STEEPNESS
from cnn_core.ops import ACTIVATIONS
from ui.code.activation import function_code
from ui.lessons.activation.fit import PLACES, Fits


def fit_code(shown: Fits) -> str:
    """Write both fits in NumPy: `straight` and `bent` at the target's points."""
    return f"""\
import numpy as np

places = np.arange({PLACES[0]:.1f}, {PLACES[-1] + 1})
target = np.array({[float(one) for one in shown.target]})


def best(hidden):
    layer = np.column_stack([np.ones(len(places)), hidden])  # a bias, and the hidden units
    return layer @ np.linalg.lstsq(layer, target, rcond=None)[0]


# The first layer: {shown.units} hidden units, each with its bend at another place.
bends = np.linspace({PLACES[0]}, {PLACES[-1]}, {shown.units + 1})[:-1]
x = {STEEPNESS:g} * (places[:, None] - bends)
straight = best(x)  # no activation
bent = best({function_code("NumPy", ACTIVATIONS[shown.activation])})
"""

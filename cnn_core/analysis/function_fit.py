"""What two layers can follow: a straight line without an activation, bends with one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.activations import ACTIVATIONS
from cnn_core.ops.registry import entry

Values = NDArray[np.float64]

STEEPNESS = 2.0  # weight of every hidden unit for x


@dataclass(frozen=True, eq=False)
class FunctionFit:
    """Two layers from x to y: bias + sum of weights · activation(STEEPNESS · (x - kinks))."""

    activation: str | None  # of ACTIVATIONS; None: no activation
    kinks: Values  # (units,): where each hidden unit bends
    weights: Values  # (units,) of the second layer
    bias: float

    def parts(self, x: ArrayLike) -> Values:
        """Return what each hidden unit adds to y: (units, n)."""
        added = _hidden(self.activation, self.kinks, x) * self.weights
        return np.ascontiguousarray(added.T)

    def values(self, x: ArrayLike) -> Values:
        """Return y at each x, (n,)."""
        return np.asarray(self.parts(x).sum(axis=0) + self.bias)


def fit_function(x: ArrayLike, y: ArrayLike, activation: str | None, units: int) -> FunctionFit:
    """Fit two layers with so many hidden units to y (n,) at x (n,), by least squares.

    The hidden units bend at places that part the range of x evenly, the first at its start; only
    the second layer is fitted, so that the best fit is unique or the one of smallest weights.
    Errors: an unknown activation, no units, two lengths.

    >>> bend = fit_function([-1, 0, 1], [1, 0, 1], "relu", 2)
    >>> bend.values([-1, 0, 1]).round(9).tolist()
    [1.0, 0.0, 1.0]
    >>> line = fit_function([-1, 0, 1], [1, 0, 1], None, 2)
    >>> line.values([-1, 0, 1]).round(2).tolist()
    [0.67, 0.67, 0.67]
    """
    places, wanted = (np.asarray(one, np.float64).ravel() for one in (x, y))
    if places.shape != wanted.shape or not places.size:
        raise ValueError(f"every x needs one y: there are {places.size} and {wanted.size}")
    if units < 1:
        raise ValueError(f"two layers need at least 1 hidden unit, not {units}")
    kinks = np.linspace(places.min(), places.max(), units + 1)[:-1]
    hidden = _hidden(activation, kinks, places)
    layer = np.column_stack([np.ones(len(places)), hidden])
    solved: Values = np.asarray(np.linalg.lstsq(layer, wanted, rcond=None)[0], np.float64)
    return FunctionFit(activation, kinks, solved[1:], float(solved[0]))


def _hidden(activation: str | None, kinks: Values, x: ArrayLike) -> Values:
    """Return the hidden units at each x: (n, units)."""
    sums = STEEPNESS * (np.asarray(x, np.float64).reshape(-1, 1) - kinks)
    if activation is None:
        return sums
    function = entry(ACTIVATIONS, activation, "activation")
    return np.asarray(function.forward(sums), np.float64)

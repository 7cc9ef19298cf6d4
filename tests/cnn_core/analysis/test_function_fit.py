"""Two layers follow a target: a line without an activation, anything at few points with one."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import fit_function
from cnn_core.ops import ACTIVATIONS

X = np.arange(-3.0, 4)
RNG = np.random.default_rng(3)


@pytest.mark.parametrize("units", [1, 2, 6])
def test_without_an_activation_it_is_the_line_of_least_squares(units: int) -> None:
    y = RNG.normal(size=7)
    found = fit_function(X, y, None, units).values(X)
    np.testing.assert_allclose(found, np.polyval(np.polyfit(X, y, 1), X), atol=1e-9)


def test_relu_units_pass_through_one_point_more_than_there_are_units() -> None:
    y = RNG.normal(size=7)
    fit = fit_function(X, y, "relu", 6)
    np.testing.assert_allclose(fit.values(X), y, atol=1e-9)
    # Straight between two neighbours, as it bends at the points alone.
    np.testing.assert_allclose(fit.values(X[:-1] + 0.5), (y[:-1] + y[1:]) / 2, atol=1e-9)


@pytest.mark.parametrize("activation", [None, *ACTIVATIONS])
def test_parts_and_bias_add_up_to_the_values(activation: str | None) -> None:
    fit = fit_function(X, RNG.normal(size=7), activation, 4)
    np.testing.assert_allclose(fit.parts(X).sum(axis=0) + fit.bias, fit.values(X))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_no_other_weights_are_nearer(activation: str) -> None:
    y = RNG.normal(size=7)
    fit = fit_function(X, y, activation, 3)
    left = y - fit.values(X)
    # What is left over stands at right angles to everything that the second layer can add.
    for one in (np.ones(7), *fit.parts(X)):
        assert abs(one @ left) < 1e-6 * max(1.0, np.abs(one).max())


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(ValueError, match="at least 1 hidden unit"):
        fit_function(X, X, "relu", 0)
    with pytest.raises(ValueError, match="every x needs one y: there are 7 and 2"):
        fit_function(X, [1, 2], "relu", 2)
    with pytest.raises(ValueError, match="is unknown"):
        fit_function(X, X, "bend", 2)

"""What a gradient must be: central differences in float64, one number at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_core.geometry.padding import Array

STEP = 1e-5


def differences(answer: Callable[[], Array], at: Array, grad: Array) -> Array:
    """Return how sum(grad * answer()) changes with each number of `at`, moved in place."""
    slopes = np.empty(at.shape)
    for index in np.ndindex(at.shape):
        kept = at[index]
        at[index] = kept + STEP
        above = float((grad * answer()).sum())
        at[index] = kept - STEP
        below = float((grad * answer()).sum())
        at[index] = kept
        slopes[index] = (above - below) / (2 * STEP)
    return slopes


def assert_slopes(found: Array, answer: Callable[[], Array], at: Array, grad: Array) -> None:
    expected = differences(answer, at, grad)
    assert found.shape == at.shape
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-7)


def distinct(rng: np.random.Generator, *shape: int) -> Array:
    """Draw numbers 0.02 apart, so that no step changes a winner, and at least 0.1 from 0.

    A difference is wrong by STEP² / 6 times the third derivative. That of a norm grows with
    1 / |x|²: at 0.007 it is 5,000, and the fault more than `assert_slopes` lets pass; at 0.1, 60.
    """
    count = int(np.prod(shape))
    places = rng.permutation(count) - count // 2
    return (places * 0.02 + np.where(places < 0, -0.1, 0.1) + 0.007).reshape(shape)

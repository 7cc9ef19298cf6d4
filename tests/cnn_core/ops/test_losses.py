"""Softmax and cross-entropy: sound even where exp would overflow."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from cnn_core.ops.losses import (
    cross_entropy,
    cross_entropy_backward,
    log_softmax,
    softmax,
    softmax_backward,
)
from tests.cnn_core.differences import assert_slopes

seeds = st.integers(0, 2**32 - 1)


@given(st.integers(1, 12), st.sampled_from([(), (1,), (4,), (3, 2)]), seeds)
def test_softmax_is_that_of_scipy_and_sums_to_1(
    classes: int, rest: tuple[int, ...], seed: int
) -> None:
    z = np.random.default_rng(seed).normal(size=(classes, *rest)) * 10
    np.testing.assert_allclose(softmax(z), special.softmax(z, axis=0), rtol=1e-12)
    np.testing.assert_allclose(log_softmax(z), special.log_softmax(z, axis=0), atol=1e-12)
    np.testing.assert_allclose(softmax(z).sum(axis=0), 1)


@given(st.integers(2, 6), st.integers(1, 4), seeds)
def test_backward(classes: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    z, labels = rng.normal(size=(classes, count)), rng.integers(0, classes, count)
    one = np.ones(())
    found = cross_entropy_backward(z, labels)
    assert_slopes(found, lambda: np.array(cross_entropy(z, labels)), z, one)
    grad = rng.normal(size=z.shape)
    assert_slopes(softmax_backward(grad, softmax(z)), lambda: softmax(z), z, grad)


def test_guessing_costs_log_of_the_number_of_classes() -> None:
    assert cross_entropy(np.zeros((10, 3)), [0, 4, 9]) == pytest.approx(math.log(10))
    assert cross_entropy_backward([0.0, 0.0], 0).tolist() == [0.5 - 1, 0.5]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_logits_of_ten_thousand_are_sound(dtype: Any) -> None:
    z = np.array([[1e4, -1e4], [-1e4, 1e4]], dtype)
    assert softmax(z).tolist() == [[1, 0], [0, 1]]
    assert cross_entropy(z, [0, 1]) == 0
    assert cross_entropy(z, [1, 1]) == 1e4
    assert cross_entropy_backward(z, [1, 1]).tolist() == [[0.5, 0], [-0.5, 0]]


def test_labels_that_are_no_classes_are_refused() -> None:
    z = np.zeros((3, 2))
    with pytest.raises(ValueError, match="labels from 0 to 3 do not fit 3 classes: use 0 to 2"):
        cross_entropy(z, [0, 3])
    with pytest.raises(ValueError, match="one whole number for each of 2 images"):
        cross_entropy_backward(z, [0])
    with pytest.raises(ValueError, match="float64"):
        cross_entropy(z, [0.0, 1.0])


def test_there_is_no_loss_over_nothing() -> None:
    for loss in (cross_entropy, cross_entropy_backward):
        with pytest.raises(ValueError, match="give at least 1"):
            loss(np.zeros((10, 0)), np.zeros(0, int))

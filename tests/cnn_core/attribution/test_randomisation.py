"""Weights drawn anew from the last layer down, and how alike two maps are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from cnn_core.attribution import gradient_times_input, randomised, rank_correlation, saliency
from cnn_core.data import digits
from cnn_core.io import pretrained


def test_the_last_layers_are_drawn_anew_and_a_larger_count_draws_the_same_and_more() -> None:
    network = pretrained("digits").network
    before = network.values.copy()
    copies = [randomised(network, count, np.random.default_rng(5)) for count in range(4)]
    for count, copy in enumerate(copies):
        for place, number in enumerate((7, 3, 0)):
            own, first = (one.layers[number].parameters["w"] for one in (copy, network))
            assert np.array_equal(own, first) == (place >= count)
            if place < count:
                np.testing.assert_array_equal(own, copies[3].layers[number].parameters["w"])
                assert not copy.layers[number].parameters["b"].any()
                assert own.std() == pytest.approx(np.sqrt(2 / own[0].size), rel=0.3)
    np.testing.assert_array_equal(network.values, before)
    with pytest.raises(ValueError, match="3 layers"):
        randomised(network, 4, np.random.default_rng(0))


def test_a_rank_correlation_is_scipy_s_ties_and_all() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b = rng.integers(0, 6, (2, 5, 7))
        assert rank_correlation(a, b) == pytest.approx(spearmanr(a.ravel(), b.ravel()).statistic)
    assert rank_correlation(a, np.ones(35)) is None


def test_the_gradient_times_the_input_stays_as_it_was_and_the_gradient_does_not() -> None:
    network, data = pretrained("digits").network, digits()
    other = randomised(network, 3, np.random.default_rng(1))
    alike = []
    for row in range(20):
        image, label = data.test.image(row), int(data.test.labels[row])
        alike.append(
            [
                rank_correlation(*(np.abs(of(one, image, label)) for one in (network, other)))
                for of in (gradient_times_input, saliency)
            ]
        )
    times, gradient = np.mean(np.array(alike, float), axis=0)
    assert times > 0.97  # measured: 0.99
    assert gradient < 0.65  # measured: 0.50

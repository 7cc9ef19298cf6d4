"""The new layer starts at 0, and says which features carry a class."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import Features
from cnn_core.transfer import head, most_telling, small_network


def test_before_learning_every_class_has_the_same_score() -> None:
    network = head(7, 4)
    assert network.parameter_count == (7 + 1) * 4
    assert not network.forward(np.ones(7)).any()


def test_the_small_network_reads_colours_and_repeats_by_its_seed() -> None:
    assert small_network(2).input_shape == (3, 28, 28)
    np.testing.assert_array_equal(small_network(3, seed=4).values, small_network(3, seed=4).values)
    assert (small_network(3, seed=4).values != small_network(3, seed=5).values).any()


def test_a_feature_is_telling_if_it_adds_more_for_its_own_class() -> None:
    network = head(3, 2)
    network.layers[-1].parameters["w"][...] = [[2, -1, 5], [0, 0, 0]]
    values = np.array([[1, 0, 1], [3, 0, 1], [0, 4, 1]], np.float32)
    # By hand: 2 · (2 - 0) = 4, -1 · (0 - 4) = 4, 5 · (1 - 1) = 0; the first comes first.
    order = most_telling(network, Features(values, np.array([0, 0, 1])), 0)
    assert order.tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="cannot be compared"):
        most_telling(network, Features(values, np.zeros(3, int)), 1)

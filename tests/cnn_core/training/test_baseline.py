"""The toy network is better than votes of single pixels, with fewer parameters."""

from __future__ import annotations

import numpy as np

from cnn_core.data.datasets import digits
from cnn_core.nn.network import Network, accuracy, toy_network
from cnn_core.nn.optimisers import Adam
from cnn_core.training.baseline import logistic_regression
from cnn_core.training.step import train_batch


def learned(network: Network, learning_rate: float) -> float:
    data, optimiser = digits(), Adam(learning_rate)
    for first in range(0, 8000, 32):
        train_batch(network, optimiser, *data.train.batch(data.train.shuffled(0, first, 32)))
    return accuracy(network, *data.test.batch())


def test_the_toy_network_beats_it() -> None:
    toy = toy_network(np.random.default_rng(0))
    pixels = logistic_regression(np.random.default_rng(0))
    assert toy.parameter_count < pixels.parameter_count
    reached = learned(toy, 5e-3), learned(pixels, 2e-3)
    assert reached[1] > 0.85  # no straw man
    assert reached[0] > reached[1] + 0.03

"""The features of an image are what the last layer of the network reads."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.io import photo_input, pretrained
from cnn_core.nn import Conv2D, Dense, Flatten, GlobalAvgPool, Network, ReLU
from cnn_core.transfer import averages, last_maps


def test_maps_and_averages_are_those_that_a_small_network_computes() -> None:
    rng = np.random.default_rng(0)
    network = Network([Conv2D(4, 3), ReLU(), GlobalAvgPool(), Dense(2)], (3, 6, 5), rng)
    image = rng.random((3, 6, 5), np.float32)
    trace = network.trace(image)
    np.testing.assert_allclose(last_maps(network, image), trace.activations[2][..., 0], atol=1e-6)
    np.testing.assert_allclose(averages(network, image), trace.activations[3][:, 0], atol=1e-6)


def test_the_last_layer_makes_the_network_s_own_logits_of_them() -> None:
    network = pretrained("photos").network
    image = photo_input(np.random.default_rng(3).random((3, 240, 240)))
    features = averages(network, image)
    assert features.shape == (1280,)
    last = network.layers[-1].parameters
    np.testing.assert_allclose(
        last["w"] @ features + last["b"], network.forward(image), rtol=1e-3, atol=1e-3
    )


def test_a_network_without_averages_and_another_size_are_refused() -> None:
    rng = np.random.default_rng(0)
    flat = Network([Flatten(), Dense(2)], (1, 2, 2), rng)
    with pytest.raises(ValueError, match="ends in"):
        last_maps(flat, np.zeros((1, 2, 2)))
    pooled = Network([Conv2D(2, 3), GlobalAvgPool(), Dense(2)], (1, 4, 4), rng)
    with pytest.raises(ValueError, match="takes an image"):
        last_maps(pooled, np.zeros((1, 5, 4)))

"""Training on shuffled pixels: one order for all images, and nothing else differs."""

from __future__ import annotations

import numpy as np

from cnn_core.data import digits
from cnn_core.robustness.pixel_order import ORDER_NETWORKS, shuffled_pixels


def test_all_images_are_shuffled_in_the_same_way() -> None:
    before, after = digits().test, shuffled_pixels(digits().test)
    flat, moved = before.pixels.reshape(len(before), -1), after.pixels.reshape(len(before), -1)
    np.testing.assert_array_equal(np.sort(flat), np.sort(moved))
    np.testing.assert_array_equal(after.labels, before.labels)
    # A pixel that is the brightest of its image somewhere is so in the same images elsewhere.
    assert {column.tobytes() for column in flat.T} == {column.tobytes() for column in moved.T}
    assert (flat != moved).any(axis=1).mean() > 0.99


def test_a_dense_network_with_its_weights_shuffled_alike_answers_the_same() -> None:
    before, after = digits().test, shuffled_pixels(digits().test)
    network = ORDER_NETWORKS["dense"](before.shape, 10)
    answers = network.forward(before.batch()[0])
    order = np.random.default_rng(0).permutation(784)
    weights = network.layers[1].parameters["w"]
    weights[...] = weights[:, order]
    np.testing.assert_allclose(network.forward(after.batch()[0]), answers, atol=1e-4)

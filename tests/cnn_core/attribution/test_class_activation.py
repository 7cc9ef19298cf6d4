"""Grad-CAM against gradients of the maps by finite differences, and where it is empty."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.attribution import grad_cam
from cnn_core.data import digits
from cnn_core.explain import score_parts
from cnn_core.io import pretrained
from cnn_core.nn import Conv2D, Dense, Flatten, GlobalAvgPool, MaxPool2D, Network, ReLU
from cnn_core.nn.blocks import Block
from tests.cnn_core.differences import differences, distinct


def test_maps_are_weighted_by_the_mean_of_their_slopes() -> None:
    layers = [Conv2D(3), ReLU(), MaxPool2D(), Flatten(), Dense(4)]
    network = Network(layers, (1, 8, 8), np.random.default_rng(0), dtype=np.float64)
    image = distinct(np.random.default_rng(1), 1, 8, 8)
    maps = network.layers[0].forward(image[..., None])

    def rest() -> np.ndarray:
        x = maps
        for layer in layers[1:]:
            x = layer.forward(x)
        return x[2]

    slopes = differences(rest, maps, np.ones(1))[..., 0].mean(axis=(1, 2))
    found = grad_cam(network, image, 2, depth=1)
    np.testing.assert_allclose(found.weights, slopes, atol=1e-7)
    expected = sum(slope * one for slope, one in zip(slopes, maps[..., 0], strict=True))
    np.testing.assert_allclose(found.map, np.maximum(expected, 0), atol=1e-7)


def test_before_an_average_it_is_the_class_activation_map() -> None:
    # Selvaraju et al. (2017), section 3.1: so Grad-CAM generalises Zhou et al. (2016).
    network = Network(
        [Conv2D(5), ReLU(), GlobalAvgPool(), Dense(3)], (2, 9, 9), np.random.default_rng(0)
    )
    image = np.random.default_rng(1).random((2, 9, 9)).astype(np.float32)
    maps = network.trace(image).activations[2][..., 0]
    parts = score_parts(maps, network.layers[3].parameters["w"], unit=1)
    found = grad_cam(network, image, 1, depth=2)
    np.testing.assert_allclose(found.sums, parts.by_place, atol=1e-5)


def test_of_many_digits_the_map_is_empty_and_says_so() -> None:
    network, data = pretrained("digits").network, digits()
    empty = []
    for row in range(100):
        image = data.test.image(row)
        found = grad_cam(network, image, int(network.forward(image).argmax()), depth=5)
        assert found.empty == (found.map.max() == 0)
        empty.append(found.empty)
    assert 0.1 < np.mean(empty) < 0.4  # measured: 0.21


@pytest.mark.parametrize("depth", [0, 7, 8, 9])
def test_a_layer_without_maps_is_refused(depth: int) -> None:
    with pytest.raises(ValueError, match="no maps"):
        grad_cam(pretrained("digits").network, digits().test.image(0), 0, depth=depth)


def test_inside_a_block_the_slopes_of_each_convolution_weigh_its_maps() -> None:
    inside = (Conv2D(4, 1), ReLU(), Conv2D(2, 3, padding="same"))
    layers = [Conv2D(2), Block(inside), GlobalAvgPool(), Dense(3)]
    network = Network(layers, (1, 6, 6), np.random.default_rng(0), dtype=np.float64)
    image = distinct(np.random.default_rng(1), 1, 6, 6)
    before = network.layers[0].forward(image[..., None])
    block = network.layers[1]
    assert isinstance(block, Block)
    answers = block.answers(before)
    for at in range(3):
        maps = answers[at].copy()

        def rest(maps: np.ndarray = maps, at: int = at) -> np.ndarray:
            x = maps
            for layer in block.layers[at + 1 :]:
                x = layer.forward(x)
            for layer in network.layers[2:]:
                x = layer.forward(x if layer is not network.layers[2] else x + before)
            return x[1]

        slopes = differences(rest, maps, np.ones(1))[..., 0].mean(axis=(1, 2))
        found = grad_cam(network, image, 1, depth=2, inside=at)
        np.testing.assert_allclose(found.weights, slopes, atol=1e-7)
        np.testing.assert_allclose(found.sums, np.tensordot(slopes, maps[..., 0], 1), atol=1e-7)
    whole = grad_cam(network, image, 1, depth=2)
    np.testing.assert_allclose(
        whole.weights, grad_cam(network, image, 1, depth=2, inside=2).weights
    )


@pytest.mark.parametrize(("depth", "inside"), [(1, 0), (2, 3), (2, -1)])
def test_a_layer_that_is_not_in_a_block_is_refused(depth: int, inside: int) -> None:
    block = Block((Conv2D(4, 1), ReLU(), Conv2D(2, 1)))
    network = Network([Conv2D(2), block, Flatten(), Dense(3)], (1, 6, 6), np.random.default_rng(0))
    with pytest.raises(ValueError, match="choose one of a block"):
        grad_cam(network, np.zeros((1, 6, 6)), 1, depth=depth, inside=inside)

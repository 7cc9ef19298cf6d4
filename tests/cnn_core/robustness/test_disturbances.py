"""Disturbances: each does to images or weights what its name says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import DATASETS
from cnn_core.io import pretrained
from cnn_core.nn import Conv2D, Flatten, Network, ReLU
from cnn_core.nn.layer import Memory
from cnn_core.robustness.disturbances import (
    IMAGE_DISTURBANCES,
    NETWORK_DISTURBANCES,
    disturbed_images,
    disturbed_network,
    predictions,
)
from cnn_core.robustness.one_sided_padding import OneSidedPadding

RNG = np.random.default_rng(7)
IMAGES = RNG.random((1, 28, 28, 5), np.float32)


@pytest.mark.parametrize("name", IMAGE_DISTURBANCES)
def test_images_keep_shape_and_range_and_come_again_by_the_seed(name: str) -> None:
    before = IMAGES.copy()
    kind = IMAGE_DISTURBANCES[name]
    assert kind.amounts[0] == 0
    assert list(kind.amounts) == sorted(kind.amounts)
    for amount in kind.amounts:
        found = disturbed_images(name, IMAGES, amount)
        assert (found.shape, found.dtype) == (IMAGES.shape, np.float32)
        assert -1e-6 <= found.min() <= found.max() <= 1 + 1e-6
        np.testing.assert_array_equal(found, disturbed_images(name, IMAGES, amount))
        # Each image by itself: what stands beside it does not change it. (Noise is drawn for all.)
        if name != "noise":
            alone = disturbed_images(name, IMAGES[..., 2:3], amount)
            np.testing.assert_allclose(found[..., 2:3], alone, atol=1e-6)
    np.testing.assert_array_equal(disturbed_images(name, IMAGES, 0), IMAGES)
    np.testing.assert_array_equal(IMAGES, before)


def test_a_shift_goes_to_the_right_and_black_comes_in() -> None:
    found = disturbed_images("shift", IMAGES, 4)
    np.testing.assert_array_equal(found[:, :, 4:], IMAGES[:, :, :-4])
    assert not found[:, :, :4].any()


def test_a_quarter_turn_is_that_of_numpy() -> None:
    found = disturbed_images("rotate", IMAGES, 90)
    np.testing.assert_allclose(found, np.rot90(IMAGES, axes=(1, 2)), atol=1e-5)


def test_a_blur_keeps_the_light_of_a_dot_and_spreads_it_as_far_as_it_says() -> None:
    dot = np.zeros((1, 29, 29, 1), np.float32)
    dot[0, 14, 14] = 1
    found = disturbed_images("blur", dot, 2)[0, ..., 0]
    away = np.arange(29) - 14
    assert found.sum() == pytest.approx(1, abs=1e-3)
    assert (found.sum(axis=0) * away**2).sum() == pytest.approx(4, rel=0.02)  # the variance


def test_the_same_places_are_shuffled_in_every_image() -> None:
    found = disturbed_images("pixels", IMAGES, 0.5)
    flat, before = found.reshape(784, 5), IMAGES.reshape(784, 5)
    assert np.count_nonzero((flat != before).any(axis=1)) == 392
    np.testing.assert_array_equal(np.sort(flat, axis=0), np.sort(before, axis=0))
    places = [np.flatnonzero((before == row).all(axis=1)) for row in flat]
    assert sorted(int(one[0]) for one in places) == list(range(784))


def test_noise_has_the_deviation_that_it_says_where_it_is_not_cut_off() -> None:
    grey = np.full((1, 100, 100, 3), 0.5, np.float32)
    assert disturbed_images("noise", grey, 0.1).std() == pytest.approx(0.1, rel=0.03)


def network() -> Network:
    return Network(
        [Conv2D(6, 3), ReLU(), Conv2D(4, 3), Flatten()], (1, 8, 8), np.random.default_rng(1)
    )


@pytest.mark.parametrize("name", NETWORK_DISTURBANCES)
def test_a_copy_is_changed_and_the_network_stays(name: str) -> None:
    whole = network()
    whole.values += 0.01
    whole.values.setflags(write=False)
    before = whole.values.copy()
    amounts = NETWORK_DISTURBANCES[name].amounts_for(whole, 2)
    assert amounts[0] == 0
    images = RNG.random((1, 8, 8, 3), np.float32)
    for amount in amounts:
        found = disturbed_network(name, whole, amount, layer=2)
        assert (amount == 0) == np.allclose(found.forward(images), whole.forward(images))
        again = disturbed_network(name, whole, amount, layer=2)
        np.testing.assert_array_equal(found.values, again.values)
    np.testing.assert_array_equal(whole.values, before)


def test_kernels_are_changed_as_many_as_asked_and_only_in_their_layer() -> None:
    whole = network()
    before = whole.layers[2].parameters["w"]
    for name in ("shuffle", "flip", "zero", "redraw"):
        found = disturbed_network(name, whole, 3, layer=2)
        after = found.layers[2].parameters["w"]
        changed = np.flatnonzero((after != before).any(axis=(1, 2, 3)))
        assert len(changed) == 3
        first = whole.layers[0].parameters["w"]
        np.testing.assert_array_equal(found.layers[0].parameters["w"], first)
        if name == "shuffle":
            np.testing.assert_array_equal(
                np.sort(after.reshape(4, 6, 9)), np.sort(before.reshape(4, 6, 9))
            )
        if name == "flip":
            np.testing.assert_array_equal(after[changed], before[changed, :, ::-1, ::-1])
        if name == "zero":
            assert not after[changed].any()


def test_padding_on_one_side_keeps_the_size_of_a_map_and_moves_what_is_in_it() -> None:
    whole = network()
    images = RNG.random((1, 8, 8, 3), np.float32)
    padded = disturbed_network("pad", whole, 2, layer=2)
    before, after = (one.trace(images).activations for one in (whole, padded))
    assert after[4].shape == before[3].shape
    np.testing.assert_allclose(after[4][:, 2:, 2:], before[3][:, :-2, :-2], atol=1e-5)
    b = whole.layers[2].parameters["b"]
    only_zeros = disturbed_network("pad", whole, 8, layer=2).trace(images).activations[4]
    np.testing.assert_allclose(only_zeros, np.broadcast_to(b[:, None, None, None], (4, 4, 4, 3)))


def test_one_sided_padding_has_the_gradient_of_its_shift() -> None:
    layer = OneSidedPadding(2)
    x, grad = RNG.random((2, 3, 5, 5, 4))
    # It is linear, so <A x, g> = <x, A' g>.
    back = layer.backward(grad, Memory())
    assert back is not None
    assert (layer.forward(x) * grad).sum() == pytest.approx((x * back).sum())


def test_a_layer_without_such_weights_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="layer 1 is ReLU"):
        disturbed_network("zero", network(), 1, layer=1)


def test_a_straight_relu_makes_a_linear_network() -> None:
    straight = disturbed_network("relu", network(), 1)
    one, two = RNG.random((2, 1, 8, 8), np.float32)
    middle = straight.forward((one + two) / 2)
    np.testing.assert_allclose(
        middle, (straight.forward(one) + straight.forward(two)) / 2, rtol=1e-4, atol=1e-5
    )


def test_what_the_shipped_networks_depend_on() -> None:
    images, labels = DATASETS["digits"]().test.batch()
    digits = pretrained("digits").network

    def accuracy(changed: Network = digits, inputs: np.ndarray = images) -> float:
        return float((predictions(changed, inputs) == labels).mean())

    assert accuracy() == pytest.approx(0.98, abs=0.005)
    assert accuracy(inputs=disturbed_images("shift", images, 4)) == pytest.approx(0.49, abs=0.03)
    assert accuracy(inputs=disturbed_images("pixels", images, 1)) == pytest.approx(0.13, abs=0.05)
    first, second = (disturbed_network("shuffle", digits, n, layer=k) for n, k in ((8, 0), (16, 3)))
    assert accuracy(first) == pytest.approx(0.885, abs=0.02)
    assert accuracy(second) == pytest.approx(0.25, abs=0.03)
    padded = [disturbed_network("pad", digits, 1, layer=k) for k in (0, 3)]
    assert accuracy(padded[0]) == pytest.approx(0.92, abs=0.02)
    assert accuracy(padded[1]) == pytest.approx(0.62, abs=0.03)

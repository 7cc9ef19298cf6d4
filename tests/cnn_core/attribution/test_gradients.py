"""Maps of a gradient are what finite differences give, and 0 is said where none arrives."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.attribution import gradient_times_input, gradients, saliency, smooth_grad
from cnn_core.data import digits
from cnn_core.io import pretrained
from cnn_core.nn import Conv2D, Dense, Flatten, MaxPool2D, Network, ReLU
from tests.cnn_core.differences import differences, distinct


def small() -> Network:
    """Return a network in float64 for images (2, 6, 6)."""
    layers = [Conv2D(3), ReLU(), MaxPool2D(), Flatten(), Dense(4)]
    return Network(layers, (2, 6, 6), np.random.default_rng(0), dtype=np.float64)


def test_saliency_is_the_largest_slope_of_a_pixel_over_its_channels() -> None:
    network, image = small(), distinct(np.random.default_rng(1), 2, 6, 6)
    slopes = differences(lambda: network.forward(image)[2], image, np.ones(()))
    np.testing.assert_allclose(saliency(network, image, 2), np.abs(slopes).max(axis=0), atol=1e-7)
    times = (image * slopes).sum(axis=0)
    np.testing.assert_allclose(gradient_times_input(network, image, 2), times, atol=1e-7)


def test_a_batch_takes_a_unit_for_each_image() -> None:
    network, images = small(), distinct(np.random.default_rng(1), 2, 6, 6, 3)
    found = saliency(network, images, [3, 0, 1])
    for number, unit in enumerate((3, 0, 1)):
        alone = saliency(network, images[..., number], unit)
        np.testing.assert_allclose(found[..., number], alone, atol=1e-12)
    with pytest.raises(ValueError, match="from 0 to 3"):
        saliency(network, images, 4)


def test_without_noise_smooth_grad_is_saliency_and_with_it_the_mean_gradient(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, image = small(), distinct(np.random.default_rng(1), 2, 6, 6)
    still = smooth_grad(network, image, 1, noise=0, count=60, rng=np.random.default_rng(0))
    np.testing.assert_allclose(still, saliency(network, image, 1), atol=1e-6)
    # 60 copies go in two batches; each draws its noise at once.
    monkeypatch.setattr(gradients, "BATCH", 50 * image.size)
    found = smooth_grad(network, image, 1, noise=0.1, count=60, rng=np.random.default_rng(3))
    rng, total = np.random.default_rng(3), np.zeros(image.shape)
    for count in (50, 10):
        noise = rng.standard_normal((*image.shape, count), np.float32) * 0.1 * np.ptp(image)
        for copy in np.moveaxis(image[..., None] + noise, -1, 0):
            total += network.input_gradient(copy, np.eye(4)[1])
    np.testing.assert_allclose(found, np.abs(total / 60).max(axis=0), atol=1e-6)


def test_where_every_relu_is_off_the_map_is_0_and_nothing_is_divided_by_it() -> None:
    network = small()
    network.layers[0].parameters["b"][...] = -100
    image = np.full((2, 6, 6), 0.5)
    with np.errstate(all="raise"):
        assert not saliency(network, image, 0).any()
        assert not smooth_grad(network, image, 0, rng=np.random.default_rng(0)).any()


def test_a_network_that_is_shared_is_not_written_to() -> None:
    network, image = pretrained("digits").network, digits().test.image(0)
    network.grad[...] = 7
    saliency(network, image, 3)
    smooth_grad(network, image, 3, rng=np.random.default_rng(0))
    assert (network.grad == 7).all()
    network.grad[...] = 0

"""Adversarial examples: signs against finite differences, bounds, and what they do to accuracy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cnn_core.data import DATASETS
from cnn_core.geometry.padding import Array
from cnn_core.io import pretrained
from cnn_core.nn import Conv2D, Dense, Flatten, MaxPool2D, Network, ReLU
from cnn_core.ops import cross_entropy
from cnn_core.robustness import fgsm, loss_signs, pgd, random_signs
from tests.cnn_core.differences import differences, distinct


def test_signs_are_those_of_the_loss_s_slopes() -> None:
    layers = [Conv2D(3), ReLU(), MaxPool2D(), Flatten(), Dense(4)]
    network = Network(layers, (2, 6, 6), np.random.default_rng(0), dtype=np.float64)
    images, labels = distinct(np.random.default_rng(1), 2, 6, 6, 3), np.array([3, 0, 0])
    for number in range(3):
        image = images[..., number].copy()

        def loss(image: Array = image, label: int = int(labels[number])) -> Array:
            return np.asarray(cross_entropy(network.forward(image), label))

        slopes = differences(loss, image, np.ones(()))
        known = np.abs(slopes) > 1e-6  # the rest is rounding
        assert known.mean() > 0.3
        signs = loss_signs(network, images, labels)[..., number]
        np.testing.assert_array_equal(signs[known], np.sign(slopes)[known])
        np.testing.assert_array_equal(loss_signs(network, image, labels[number]), signs)


def test_a_network_that_is_sure_of_all_it_says_has_signs_too() -> None:
    # Its probabilities are 1 and 0 in float32, so p - y is 0; the direction is there all the same.
    network = Network([Flatten(), Dense(3)], (1, 2, 2), np.random.default_rng(0))
    network.layers[1].parameters["b"][:] = 1000, 0, -1000
    signs = loss_signs(network, np.full((1, 2, 2), 0.5), 0)
    assert (np.abs(signs) == 1).all()
    w = network.layers[1].parameters["w"]
    np.testing.assert_array_equal(signs.ravel(), np.sign(w[1] - w[0]))


@pytest.mark.parametrize("attack", [fgsm, pgd])
@pytest.mark.parametrize("targeted", [False, True])
def test_a_change_keeps_its_amount_and_the_bounds(
    attack: Callable[..., Array], targeted: bool
) -> None:
    network = pretrained("digits").network
    images, labels = DATASETS["digits"]().test.batch(np.arange(40))
    wanted = (labels + 1) % 10 if targeted else labels
    scaled, bounds = 2 * images - 1, (-1.0, 1.0)
    for x, sides in ((images, (0.0, 1.0)), (scaled, bounds)):
        width = sides[1] - sides[0]
        found = attack(network, x, wanted, 0.08, targeted=targeted, bounds=sides)
        assert found.dtype == np.float32
        assert np.abs(found - x).max() <= 0.08 * width + 1e-6
        assert sides[0] <= found.min() <= found.max() <= sides[1]
        before, after = (cross_entropy(network.forward(one), wanted) for one in (x, found))
        assert after < before if targeted else after > before


@pytest.mark.parametrize("attack", [fgsm, pgd])
def test_each_image_of_a_batch_may_have_an_amount_of_its_own(attack: Callable[..., Array]) -> None:
    network, image = pretrained("digits").network, DATASETS["digits"]().test.image(5)
    amounts, labels = np.array([0, 0.04, 0.2]), np.full(3, 3)
    found = attack(network, np.repeat(image[..., None], 3, axis=-1), labels, amounts)
    for number, amount in enumerate(amounts):
        alone = attack(network, image, 3, amount)
        # Rounding may give a pixel of the batch another sign where the slope is next to 0.
        assert (np.abs(found[..., number] - alone) > 1e-6).mean() < 0.01


def test_many_small_steps_do_more_than_one() -> None:
    network = pretrained("digits").network
    images, labels = DATASETS["digits"]().test.batch(np.arange(100))
    one, many = (
        (network.forward(attack(network, images, labels, 0.1)).argmax(axis=0) == labels).mean()
        for attack in (fgsm, pgd)
    )
    assert many < one - 0.2  # measured over 1,000: 0.71 and 0.42


def test_random_signs_move_each_pixel_up_or_down() -> None:
    images = np.full((1, 28, 28), 0.5, np.float32)
    found = random_signs(images, 0.1, np.random.default_rng(0))
    np.testing.assert_allclose(np.abs(found - images), 0.1, atol=1e-6)
    assert 0.4 < (found > images).mean() < 0.6


def test_what_does_not_fit_is_refused() -> None:
    network, image = pretrained("digits").network, np.zeros((1, 28, 28))
    with pytest.raises(ValueError, match="use 0 to 9"):
        fgsm(network, image, 10, 0.1)
    with pytest.raises(ValueError, match="one whole number"):
        fgsm(network, np.zeros((1, 28, 28, 2)), [1], 0.1)
    with pytest.raises(ValueError, match="1 or more steps"):
        pgd(network, image, 1, 0.1, steps=0)
    with pytest.raises(ValueError, match="0 or more"):
        fgsm(network, image, 1, -0.1)

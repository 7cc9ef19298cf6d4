"""A network taken into parts: what the lesson shows of it is what the network computes."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.io import photo_input, pretrained
from cnn_core.nn import Conv2D, Dense, Dropout, Flatten, Network, ReLU, toy_network
from cnn_core.ops import max_pool2d
from ui.pictures import picture
from ui.zoo.parts import answered, parts_of


def small() -> tuple[Network, np.ndarray]:
    rng = np.random.default_rng(2)
    return toy_network(rng), rng.random((1, 28, 28), np.float32)


def test_the_parts_of_the_small_network_are_its_maps_in_order() -> None:
    network, image = small()
    found = answered(network, image, "0123456789")
    assert [part.shape for part in found.parts] == [
        found.maps(part.number).shape for part in found.parts
    ]
    assert [part.title for part in found.parts] == [
        "input",
        "convolution 1",
        "maximum pooling 1",
        "convolution 2",
        "maximum pooling 2",
    ]
    np.testing.assert_allclose(found.logits, network.forward(image), atol=1e-5)
    np.testing.assert_array_equal(found.maps(2), max_pool2d(found.maps(1), 2))


@pytest.mark.parametrize("number", [1, 3])
def test_partial_maps_bias_and_activation_make_every_map(number: int) -> None:
    found = answered(*small(), "0123456789")
    part = found.parts[number]
    for k, values in enumerate(found.maps(number)):
        made = found.partial(part, k)
        total = made.maps.sum(axis=0) + made.bias
        np.testing.assert_allclose(np.maximum(total, 0), values, atol=1e-5)


def test_the_parts_of_every_score_add_up_to_it() -> None:
    found = answered(*small(), "0123456789")
    for unit, logit in enumerate(found.logits):
        parts = found.score(unit)
        assert parts.bias + parts.by_map.sum() == pytest.approx(logit, abs=1e-5)
        assert parts.bias + parts.by_place.sum() == pytest.approx(logit, abs=1e-5)


def test_a_layer_that_the_lesson_cannot_open_is_named() -> None:
    rng = np.random.default_rng(0)
    network = Network([Conv2D(2, 3), ReLU(), Flatten(), Dropout(), Dense(3)], (1, 5, 5), rng)
    with pytest.raises(ValueError, match="Dropout"):
        parts_of(network)
    network = Network([Conv2D(2, 3), ReLU(), Flatten()], (1, 5, 5), rng)
    with pytest.raises(ValueError, match="one score for each class"):
        parts_of(network)


def test_the_real_network_adds_up_inside_its_blocks_and_in_100_scores() -> None:
    real = pretrained("photos")
    image = photo_input(picture("chelsea").pixels / np.float32(255))
    heard: list[float] = []
    found = answered(real.network, image, real.classes, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    np.testing.assert_allclose(found.logits, real.network.forward(image), atol=1e-4)
    assert found.classes[found.best] == "Egyptian cat"
    alone = [part.title for part in found.parts if not part.block]
    assert alone == ["input", "first convolution", "last convolution"]
    block = [part for part in found.parts if part.block == "block 3"]
    assert [found.maps(part.number).shape for part in block] == [part.shape for part in block]
    for part in block:
        made = found.partial(part, 5)
        values = made.sum + (found.maps(part.added)[5] if part.added >= 0 else 0)
        if part.bend:
            values = np.clip(values, 0, 6)
        np.testing.assert_allclose(values, found.maps(part.number)[5], atol=1e-3)
    assert block[-1].added == block[0].source
    for unit in np.random.default_rng(1).choice(1000, 100, replace=False):
        parts = found.score(int(unit))
        assert parts.by_place.shape == (7, 7)
        assert parts.bias + parts.by_place.sum() == pytest.approx(found.logits[unit], abs=1e-4)

"""The climb of a unit: its gradient, its bounds, its traps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.attribution import ascend, first_layers, narrowed
from cnn_core.data import clothes
from cnn_core.io import pretrained
from cnn_core.nn import Conv2D, MaxPool2D, Network, ReLU, receptive_field
from cnn_core.nn.blocks import Block
from cnn_core.nn.summary import Field
from tests.cnn_core.differences import differences, distinct


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_the_first_layers_alone_give_the_cell_that_they_give_in_the_whole() -> None:
    network = pretrained("clothes").network
    image = clothes().test.image(3)
    part = narrowed(network, 4, (8, 8))
    whole = narrowed(network, 4).forward(image)
    # Cell (5, 2) of the second convolution sees the rows from 2 * 5, the columns from 2 * 2 on.
    alone = part.forward(image[:, 10:18, 4:12])
    np.testing.assert_allclose(alone[:, 0, 0], whole[:, 5, 2], atol=1e-5)
    assert part.values.base is not network.values
    with pytest.raises(ValueError, match="from 1 to 8"):
        narrowed(network, 9)


def test_a_network_may_end_within_a_block() -> None:
    inside = Conv2D(6, 1), ReLU(), Conv2D(6, 3, 1, 1, groups=6), ReLU(), Conv2D(2, 1)
    network = Network([Conv2D(2), Block(inside)], (1, 11, 11), rng())
    image = distinct(rng(), 1, 11, 11)
    before = network.layers[0].forward(image[..., None])
    block = network.layers[1]
    assert isinstance(block, Block)
    for at, expected in enumerate(block.answers(before)):
        part = narrowed(network, 2, inside=at)
        np.testing.assert_allclose(part.forward(image), expected[..., 0], atol=1e-6)
    # One cell behind the second convolution of the block sees 3 more rows than one of the first.
    assert [receptive_field(first_layers(network, 2, inside=at))[-1] for at in (0, 2)] == [
        Field((3, 3)),
        Field((5, 5), start=(-1, -1)),
    ]
    assert narrowed(network, 2, (5, 5), inside=2).shapes[-1] == (6, 3, 3)
    for depth, at in ((1, 0), (2, 5)):
        with pytest.raises(ValueError, match=f"layer {depth} has no layer {at} inside"):
            narrowed(network, depth, inside=at)


def test_a_step_goes_along_the_gradient_by_its_size() -> None:
    layers = [Conv2D(3), ReLU(), MaxPool2D(), Conv2D(2)]
    network = Network(layers, (1, 11, 11), rng(), dtype=np.float64)
    start = distinct(rng(), 1, 11, 11)
    slopes = differences(lambda: network.forward(start)[1, 0, 1], start, np.ones(()))
    first, second = ascend(
        network, start, 1, cell=(0, 1), steps=1, step=0.01, bounds=(-4, 4), rng=rng()
    )
    assert first.value == pytest.approx(network.forward(start)[1, 0, 1])
    assert first.slope == pytest.approx(np.sqrt((slopes**2).mean()), rel=1e-5)
    expected = start + 0.01 * 8 * slopes / np.sqrt((slopes**2).mean())
    np.testing.assert_allclose(second.image, expected, atol=1e-6)
    assert second.value > first.value


@pytest.mark.parametrize(
    "settings", [{}, {"jitter": 2}, {"blur": 0.6}, {"decay": 0.1}, {"step": 0.5}]
)
def test_an_image_keeps_its_bounds_and_its_value_is_its_own(settings: dict[str, Any]) -> None:
    network = pretrained("digits").network
    start = (0.1 * rng().random((1, 28, 28))).astype(np.float32)
    climb = list(ascend(network, start, 3, steps=15, rng=rng(), **settings))
    assert [one.step for one in climb] == list(range(16))
    for one in climb:
        assert one.image.dtype == np.float32
        assert 0 <= one.image.min() <= one.image.max() <= 1
        assert one.value == pytest.approx(float(network.forward(one.image)[3]), abs=1e-3)
    assert climb[-1].value > climb[0].value


def test_a_blur_keeps_even_grey_and_decay_takes_its_share() -> None:
    network = Network([Conv2D(1, 3)], (1, 3, 3), None)
    network.values[:9] = 1
    start = np.full((1, 3, 3), 0.5, np.float32)
    *_, blurred = ascend(network, start, 0, steps=1, step=0.1, blur=1.5, rng=rng())
    np.testing.assert_allclose(blurred.image, 0.6, atol=1e-6)
    *_, less = ascend(network, start, 0, steps=1, step=0.1, decay=0.5, rng=rng())
    np.testing.assert_allclose(less.image, 0.3, atol=1e-6)


def test_where_no_gradient_arrives_the_climb_says_so_and_ends() -> None:
    network = Network([Conv2D(2), ReLU(), Conv2D(1)], (1, 5, 5), rng())
    network.layers[0].parameters["b"][...] = -100
    with np.errstate(all="raise"):
        (only,) = ascend(network, np.full((1, 5, 5), 0.5), 0, steps=50, rng=rng())
    assert only.slope == 0
    assert only.step == 0


def test_without_restraint_noise_passes_every_picture() -> None:
    # Of 1,000 clothes none has a logit above 17; 100 steps from noise pass it by far.
    network, data = pretrained("clothes").network, clothes()
    real = network.forward(data.test.batch(np.arange(1000))[0]).max(axis=1)
    start = (0.1 * rng().random((1, 28, 28))).astype(np.float32)
    for unit in (0, 4, 6):
        *_, last = ascend(network, start, unit, steps=60, rng=rng())
        assert last.value > 2 * real[unit]


def test_what_is_not_there_is_refused() -> None:
    network = pretrained("digits").network
    image = np.zeros((1, 28, 28))
    with pytest.raises(ValueError, match="the last one is 9"):
        next(ascend(network, image, 10, rng=rng()))
    with pytest.raises(ValueError, match="no cell"):
        next(ascend(narrowed(network, 4), image, 0, cell=(11, 0), rng=rng()))

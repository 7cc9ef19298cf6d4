"""A block answers what its layers do, and its input with them where there is a way around."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest

from cnn_core.geometry.padding import Array
from cnn_core.io import load_weights, named_weights, save_weights
from cnn_core.io.runs import layer_from, layer_settings
from cnn_core.nn import (
    Activation,
    BatchNorm,
    Block,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool,
    Layer,
    LeakyReLU,
    MaxPool2D,
    Memory,
    Network,
    ReLU,
    describe,
    efficientnet_lite0,
    receptive_field,
)
from cnn_core.nn.fused_answer import BlockAnswer, ConvAnswer
from tests.cnn_core.differences import assert_slopes, distinct

SHAPE = (4, 7, 6)


def relu6() -> Layer:
    return Activation("relu6")


def inverted(channels: int, wider: int, *, stride: int = 1, skip: bool = True) -> Block:
    """Return a block as phones have it: wider, each map by itself, narrower."""
    padding = ((0, 1), (0, 1)) if stride == 2 else 1
    each = Conv2D(wider, 3, stride, padding, groups=wider)
    return Block((Conv2D(wider, 1), relu6(), each, relu6(), Conv2D(channels, 1)), skip)


NESTED = Block((Conv2D(4, 1), Block((Conv2D(4, padding=1), relu6(), Conv2D(4, 1))), relu6()))
BLOCKS = {
    "a residual block": inverted(4, 8),
    "a block without a way around": inverted(5, 8, stride=2, skip=False),
    "a block in a block": NESTED,
    "two layers that bend": Block((Conv2D(4, padding="same"), ReLU(), LeakyReLU())),
    "dropout between": Block((Conv2D(6, 1), Dropout(), Conv2D(4, 1), Dropout())),
    "measured numbers": Block((Conv2D(4, padding=1, bias=False), BatchNorm(), relu6())),
    "two filters for each map": Block((Conv2D(8, padding=1, groups=4), Conv2D(4, 1))),
    "mirrored borders": Block((Conv2D(4, padding=1, padding_mode="reflect", groups=4), ReLU())),
    "apart": Block((Conv2D(4, padding=2, dilation=2, groups=4), MaxPool2D(1))),
    "nothing but the way around": Block(()),
}
# Where windows are apart, uneven, or do not reach the last pixels.
WINDOWS = {
    "steps of 2 and 3": Conv2D(4, 3, (2, 3), 1, groups=4),
    "further apart than wide": Conv2D(4, 2, 3, groups=4),
    "pixels that no window reads": Conv2D(4, (2, 3), (4, 2), groups=4),
    "one side padded": Conv2D(4, (5, 3), 2, ((3, 1), (0, 2)), groups=4),
    "more padding than kernel": Conv2D(4, 2, 1, 3, groups=4),
    "dilated steps": Conv2D(4, 2, (2, 1), 1, (2, 3), groups=4),
    "a copied border": Conv2D(4, 3, 2, 1, groups=4, padding_mode="replicate"),
    "one pixel at a distance": Conv2D(5, 1, 2),
    "all maps, steps of 2": Conv2D(5, 3, 2, ((0, 1), (1, 2))),
    "all maps, a mirrored border": Conv2D(5, 3, (1, 2), 1, padding_mode="reflect"),
    "all maps, dilated": Conv2D(5, (2, 3), 1, 2, 2),
}
every_block = pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)


def network_of(block: Block, *, dtype: type = np.float64) -> Network:
    """Return a network with this block in the middle, no number of which is 0."""
    rng = np.random.default_rng(3)
    layers: list[Layer] = [Conv2D(4, 1), Block(block.layers, block.skip), relu6()]
    network = Network([*layers, GlobalAvgPool(), Dense(3)], SHAPE, rng, dtype=dtype)
    network.values += rng.normal(0, 0.1, network.values.shape)
    return network


@every_block
@pytest.mark.parametrize("training", [False, True])
def test_gradients_are_what_moving_each_number_shows(block: Block, training: bool) -> None:
    network, rng = network_of(block), np.random.default_rng(1)
    x, grad = distinct(rng, *SHAPE, 2) / 4, rng.normal(size=(3, 2))

    def answer() -> Array:
        return network.trace(x, training=training, seed=(5,)).activations[-1]

    found = network.backward(network.trace(x, training=training, seed=(5,)), grad)[0]
    gradients = network.grad.copy()
    assert_slopes(found, answer, x, grad)
    assert_slopes(gradients, answer, network.values, grad)


@every_block
def test_an_answer_is_the_last_of_a_trace_and_changes_nothing(block: Block) -> None:
    network, rng = network_of(block), np.random.default_rng(2)
    images = rng.normal(size=(*SHAPE, 3))
    kept, values = images.copy(), network.values.copy()
    slow = network.trace(images).activations[-1]
    np.testing.assert_allclose(network.forward(images), slow, atol=1e-12)
    for number in (0, 1, 0):
        one = network.forward(images[..., number])
        np.testing.assert_allclose(one, slow[:, number], atol=1e-12)
    np.testing.assert_array_equal(images, kept)
    np.testing.assert_array_equal(network.values, values)


@every_block
@pytest.mark.parametrize("depth", [2, 5])
def test_the_gradient_of_one_image_is_that_of_the_image_in_a_batch(
    block: Block, depth: int
) -> None:
    network, rng = network_of(block), np.random.default_rng(4)
    images = rng.normal(size=(*SHAPE, 3))
    kept, values = images.copy(), network.values.copy()
    batch = network.answer_and_gradient(images, np.sin, depth=depth)
    for number in (0, 1, 0):
        one = network.answer_and_gradient(images[..., number], np.sin, depth=depth)
        for alone, together in zip(one, batch, strict=True):
            np.testing.assert_allclose(alone, together[..., number], atol=1e-12)
    np.testing.assert_array_equal(images, kept)
    np.testing.assert_array_equal(network.values, values)


@pytest.mark.parametrize("conv", WINDOWS.values(), ids=WINDOWS)
def test_the_gradient_of_one_image_follows_every_window(conv: Conv2D) -> None:
    inside = Block((Conv2D(4, 1), relu6(), conv, ReLU(), Conv2D(4, 1)), skip=False)
    for block in (inside, Block((inside, Conv2D(3, 1)), skip=False)):
        network, rng = network_of(block), np.random.default_rng(5)
        images, grad = rng.normal(size=(*SHAPE, 2)), rng.normal(size=(3, 2))
        batch = network.input_gradient(images, grad)
        assert np.abs(batch).max() > 0
        for number in (0, 1):
            one = network.input_gradient(images[..., number], grad[:, number])
            np.testing.assert_allclose(one, batch[..., number], atol=1e-12)


def test_the_gradient_of_one_image_stops_where_relu6_does() -> None:
    # 0, 6 and what lies beyond are flat, as in PyTorch; a slope is 1 in between.
    layers = [Block((Conv2D(1, 1), relu6()), skip=False), Flatten()]
    network = Network(layers, (1, 1, 5), None)
    network.values[:] = 1, 0
    found = network.input_gradient([[[-1, 0, 3, 6, 7]]], np.ones(5))
    assert found.ravel().tolist() == [0, 0, 1, 0, 0]


@every_block
def test_a_step_of_training_fills_the_gradients_of_a_trace(block: Block) -> None:
    network, rng = network_of(block), np.random.default_rng(2)
    for count in (2, 3, 2):
        images, grad = rng.normal(size=(*SHAPE, count)), rng.normal(size=(3, count))
        network.backward(network.trace(images, training=True, seed=(7,)), grad)
        slow = network.grad.copy()
        network.learn_forward(images, (7,))
        network.learn_backward(grad)
        np.testing.assert_allclose(network.grad, slow, atol=1e-12)


def test_a_way_around_adds_the_input() -> None:
    x = np.array([[[1.0, -2.0]]])[..., None]
    assert Block((ReLU(),)).forward(x).ravel().tolist() == [2, -2]
    assert Block((ReLU(),), skip=False).forward(x).ravel().tolist() == [1, 0]
    memory = Memory()
    block = Block((ReLU(),))
    block.forward(x, memory)
    found = block.backward(np.ones_like(x), memory)
    assert found is not None
    assert found.ravel().tolist() == [2, 1]


def test_parameters_are_named_by_their_place_inside() -> None:
    network = network_of(NESTED)
    assert [*named_weights(network)] == [
        *("layer1.w", "layer1.b", "layer2.1.w", "layer2.1.b", "layer2.2.1.w", "layer2.2.1.b"),
        *("layer2.2.3.w", "layer2.2.3.b", "layer5.w", "layer5.b"),
    ]
    inner = network.layers[1]
    assert isinstance(inner, Block)
    assert inner.layers[0].parameters["w"] is named_weights(network)["layer2.1.w"]


@every_block
def test_weights_and_settings_come_back_from_a_file(block: Block) -> None:
    network, file = network_of(block), io.BytesIO()
    save_weights(network, file)
    file.seek(0)
    layers = [layer_from(layer_settings(layer)) for layer in network.layers]
    other = Network(layers, SHAPE, None, dtype=np.float64)
    load_weights(other, file)
    image = np.random.default_rng(0).normal(size=SHAPE)
    np.testing.assert_array_equal(other.forward(image), network.forward(image))
    np.testing.assert_array_equal(network.twin().forward(image), network.forward(image))


def test_a_block_makes_its_layers_anew() -> None:
    one = Conv2D(4, 1)
    first, second = Block((one,)), Block((one,))
    assert first.layers[0] is not second.layers[0]
    Network([first, second], SHAPE, np.random.default_rng(0))


def test_a_block_costs_what_its_layers_do() -> None:
    inside: list[Layer] = [Conv2D(8, 1), relu6(), Conv2D(8, padding=1, groups=8), Conv2D(4, 1)]
    alone, (row,) = describe(inside, SHAPE), describe([Block(tuple(inside))], SHAPE).rows
    assert row.parameters.value == alone.parameters
    assert row.multiply_adds.value == alone.multiply_adds
    assert row.shape == SHAPE
    assert row.name == "Residual block"


@pytest.mark.parametrize(
    "layers",
    [
        (Conv2D(3, 3), Conv2D(3, 5, stride=2, padding=1), MaxPool2D()),
        (Conv2D(3, 3, stride=2, padding=((0, 1), (0, 1))), Conv2D(3, 2, dilation=3)),
    ],
)
def test_a_block_sees_what_its_last_layer_sees(layers: tuple[Layer, ...]) -> None:
    before, after = Conv2D(3, 3, stride=2, padding=1), Conv2D(3, 3)
    flat = receptive_field([before, *layers, after])
    held = receptive_field([before, Block(layers, skip=False), after])
    assert held == [flat[0], flat[-2], flat[-1]]
    assert receptive_field([Block((GlobalAvgPool(),), skip=False)]) == [None]


def test_the_way_around_sees_the_cell_itself() -> None:
    (field,) = receptive_field([Block((Conv2D(4, 2, padding=((0, 1), (2, -1 + 1))),))])
    assert field is not None
    # Rows 0 and 1; columns -2 and -1, and 0 by the way around.
    assert (field.size, field.start) == ((2, 3), (0, -2))


def test_what_does_not_fit_is_named_with_what_would() -> None:
    fault = describe([Block((Conv2D(5, padding=1),))], SHAPE).fault
    assert "adds its input (4, 7, 6) to its answer (5, 7, 6)" in fault
    assert "end with 4 filters" in fault
    fault = describe([Block((Conv2D(4, 9),))], SHAPE).fault
    assert "its layer 1, Conv2D" in fault


def test_the_network_of_photographs_is_the_published_one() -> None:
    found = describe(efficientnet_lite0(), (3, 224, 224))
    assert found.fault == ""
    # Google counts 4,652,008: two numbers of a batch norm for each filter, here one bias.
    assert found.parameters == 4_652_008 - 21_008
    # "407M" with 3 for each number of the first picture's padding; ours count products alone.
    assert math.isclose(found.multiply_adds, 385e6, rel_tol=0.01)
    assert [row.shape for row in found.rows][-4:] == [(1280, 7, 7), (1280, 7, 7), (1280,), (1000,)]
    blocks = [layer for layer in efficientnet_lite0() if isinstance(layer, Block)]
    assert [block.skip for block in blocks].count(True) == 9
    assert len(blocks) == 16


def test_convolutions_are_answered_together_with_what_bends_them() -> None:
    network = network_of(inverted(4, 8), dtype=np.float32)
    first, block, *_ = network._answering
    assert isinstance(first, ConvAnswer)
    assert isinstance(block, BlockAnswer)
    assert [type(step) for step in block.steps] == [ConvAnswer] * 3
    # A convolution and ReLU, as most lessons have them, go on as they did.
    plain = Network([Conv2D(2), ReLU()], (1, 8, 8), np.random.default_rng(0))
    assert plain._answering is plain._steps

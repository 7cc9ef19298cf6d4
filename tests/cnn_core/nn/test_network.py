"""A network: what it answers, what it keeps, what it hands back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.nn import (
    BatchNorm,
    Block,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPool2D,
    Memory,
    Network,
    ReLU,
    accuracy,
    toy_network,
)
from cnn_core.nn.network import layer_shapes
from cnn_core.ops import conv2d, max_pool2d, relu
from cnn_core.ops.losses import cross_entropy, cross_entropy_backward
from tests.cnn_core.differences import assert_slopes, distinct


def small(seed: int = 0, *more: Layer) -> Network:
    layers = [Conv2D(3), ReLU(), MaxPool2D(), *more, Conv2D(2, 2), ReLU(), Flatten(), Dense(4)]
    return Network(layers, (2, 8, 8), np.random.default_rng(seed), dtype=np.float64)


def test_the_toy_network_has_5258_parameters() -> None:
    network = toy_network(np.random.default_rng(0))
    counts = [sum(p.size for p in layer.parameters.values()) for layer in network.layers]
    assert counts == [3 * 3 * 1 * 8 + 8, 0, 0, 3 * 3 * 8 * 16 + 16, 0, 0, 0, 400 * 10 + 10]
    assert network.parameter_count == sum(counts) == 5258
    assert network.values.dtype == np.float32
    assert network.shapes[-3:] == [(16, 5, 5), (400,), (10,)]


def test_forward_is_its_layers_one_after_the_other() -> None:
    network = toy_network(np.random.default_rng(0))
    x = np.random.default_rng(1).random((1, 28, 28, 3), np.float32)
    first, second, last = (network.layers[i].parameters for i in (0, 3, 7))
    maps = max_pool2d(relu(conv2d(x, first["w"], first["b"])), 2)
    maps = max_pool2d(relu(conv2d(maps, second["w"], second["b"])), 2)
    logits = last["w"] @ maps.reshape(400, 3) + last["b"][:, None]
    np.testing.assert_allclose(network.forward(x), logits, atol=1e-5)
    np.testing.assert_allclose(network.forward(x[..., 0]), logits[:, 0], atol=1e-5)
    np.testing.assert_allclose(network.learn_forward(x), logits, atol=1e-5)


def test_parameters_are_views_into_one_vector() -> None:
    network = small()
    network.values[...] = 0
    network.grad[...] = 7
    for layer in network.layers:
        assert not any(values.any() for values in layer.parameters.values())
        assert all((values == 7).all() for values in layer.gradients.values())


def test_a_trace_holds_every_activation_and_going_back_every_gradient() -> None:
    network, rng = small(0, BatchNorm(), Dropout(0.3)), np.random.default_rng(2)
    x, labels = distinct(rng, 2, 8, 8, 3), rng.integers(0, 4, 3)
    trace = network.trace(x)
    assert [a.shape[:-1] for a in trace.activations] == network.shapes
    np.testing.assert_allclose(trace.activations[-1], network.forward(x), atol=1e-12)
    gradients = network.backward(trace, cross_entropy_backward(trace.activations[-1], labels))
    assert [g.shape for g in gradients] == [a.shape for a in trace.activations]
    found, one = network.grad.copy(), np.ones(())

    def loss() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.array(cross_entropy(network.forward(x), labels))

    assert_slopes(gradients[0], loss, x, one)
    assert_slopes(found, loss, network.values, one)


def test_the_gradient_of_the_input_alone_leaves_a_shared_network_as_it_is() -> None:
    block = Block((Conv2D(3, padding=1), ReLU(), Conv2D(3, padding=1, groups=3)))
    layers = [Conv2D(3), block, BatchNorm(), MaxPool2D(), Flatten(), Dense(4)]
    network = Network(layers, (2, 8, 8), np.random.default_rng(0), dtype=np.float64)
    shared = [network.values, network.grad]
    for layer in network.layers:
        held = [layer, *(layer.layers if isinstance(layer, Block) else ())]
        shared += [a for one in held for a in (*one.parameters.values(), *one.gradients.values())]
    for array in shared:
        array.setflags(write=False)
    rng = np.random.default_rng(2)
    x, grad = distinct(rng, 2, 8, 8, 3), rng.normal(size=(4, 3))
    found = network.input_gradient(x, grad)
    assert_slopes(found, lambda: network.forward(x), x, grad)
    alone = network.input_gradient(x[..., 1], grad[:, 1])
    np.testing.assert_allclose(alone, found[..., 1], atol=1e-12)
    with pytest.raises(ValueError, match="the gradient has shape"):
        network.input_gradient(x, grad[:, 1])


def test_an_answer_comes_with_the_gradient_of_what_is_wanted_of_it() -> None:
    network, rng = toy_network(np.random.default_rng(0)), np.random.default_rng(1)
    images = rng.random((1, 28, 28, 5)).astype(np.float32)
    for depth in (1, 3, 4, 8, None):
        # The plain way back from an answer in the middle: layer by layer, each on its own.
        x, memories = images, [Memory() for _ in network.layers[:depth]]
        for layer, memory in zip(network.layers, memories, strict=False):
            x = layer.forward(x, memory)
        expected: Any = x**2
        for layer, memory in list(zip(network.layers, memories, strict=False))[::-1]:
            expected = layer.backward(expected, memory)
        network.grad[...] = 7
        answer, found = network.answer_and_gradient(images, np.square, depth=depth)
        assert (network.grad == 7).all()
        np.testing.assert_allclose(answer, x, atol=1e-5)
        np.testing.assert_allclose(found, expected, atol=1e-4 * np.abs(expected).max())
    with pytest.raises(ValueError, match="from 1 to 8"):
        network.answer_and_gradient(images, lambda y: y, depth=9)


def test_learning_finds_the_gradients_of_the_plain_way() -> None:
    network, rng = toy_network(np.random.default_rng(0)), np.random.default_rng(1)
    for count in (1, 16, 64, 16):
        x, labels = rng.random((1, 28, 28, count), np.float32), rng.integers(0, 10, count)
        trace = network.trace(x)
        grad = cross_entropy_backward(trace.activations[-1], labels)
        network.backward(trace, grad)
        plain = network.grad.copy()
        network.grad[...] = np.nan
        network.learn_forward(x)
        network.learn_backward(grad)
        np.testing.assert_allclose(network.grad, plain, rtol=1e-3, atol=1e-6)


def test_every_dropout_draws_numbers_of_its_own_the_same_in_both_ways_of_learning() -> None:
    layers = [Conv2D(2), ReLU(), MaxPool2D(), Flatten(), Dropout(), Dropout()]
    network = Network(layers, (1, 44, 44), np.random.default_rng(0), dtype=np.float64)
    x = np.random.default_rng(1).random((1, 44, 44, 9))
    trace = network.trace(x, training=True, seed=(3,))
    first, both = (after != 0 for after in trace.activations[-2:])
    alive = trace.activations[-3] != 0
    assert 0.4 < first[alive].mean() < 0.6
    assert 0.2 < both[alive].mean() < 0.3
    np.testing.assert_allclose(network.learn_forward(x, (3,)), trace.activations[-1], atol=1e-12)
    assert (network.learn_forward(x, (4,)) != trace.activations[-1]).any()


def test_answering_leaves_no_mark() -> None:
    network = small(0, BatchNorm())
    before = network.snapshot()
    network.forward(np.ones((2, 8, 8)))
    network.trace(np.ones((2, 8, 8, 2)))
    after = network.snapshot()
    assert before.keys() == after.keys()
    for name, values in before.items():
        np.testing.assert_array_equal(values, after[name])


def test_a_snapshot_brings_everything_back() -> None:
    network, x = small(0, BatchNorm()), np.random.default_rng(0).normal(size=(2, 8, 8, 4))
    kept, y = network.snapshot(), network.forward(x)
    network.learn_forward(x)
    network.values += 1
    assert (network.forward(x) != y).any()
    network.restore(kept)
    np.testing.assert_array_equal(network.forward(x), y)
    with pytest.raises(ValueError, match="those of another network"):
        network.restore(small().snapshot())


def test_the_same_seed_gives_the_same_network() -> None:
    first, again, other = (toy_network(np.random.default_rng(seed)).values for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_accuracy_counts_the_right_answers() -> None:
    network, x = small(), np.random.default_rng(0).normal(size=(2, 8, 8, 230))
    answers = network.forward(x).argmax(axis=0)
    assert accuracy(network, x, answers) == 1
    answers[:23] += 1
    assert accuracy(network, x, answers) == (230 - 23) / 230


def test_what_does_not_fit_says_which_layer() -> None:
    with pytest.raises(ValueError, match="layer 2, Conv2D: a 9×9 kernel covers 9 rows"):
        layer_shapes([Conv2D(), Conv2D(8, 9)], (1, 8, 8))
    with pytest.raises(ValueError, match="put it before Flatten"):
        Network([Flatten(), MaxPool2D()], (1, 8, 8), np.random.default_rng(0))
    with pytest.raises(ValueError, match="make a new one"):
        Network([ReLU()] * 2, (1, 8, 8), np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"takes images \(2, 8, 8\) or batches"):
        small().forward(np.zeros((1, 8, 8)))
    with pytest.raises(ValueError, match="give at least 1"):
        accuracy(small(), np.zeros((2, 8, 8, 0)), np.zeros(0, int))


def test_what_there_is_no_answer_or_gradient_for_is_refused() -> None:
    network = small()
    with pytest.raises(ValueError, match="0 images have no answer: give at least 1"):
        network.forward(np.zeros((2, 8, 8, 0)))
    with pytest.raises(ValueError, match=r"has shape \(4, 1\), but the answer has \(4, 5\)"):
        network.backward(network.trace(np.zeros((2, 8, 8, 5))), np.ones((4, 1)))
    with pytest.raises(ValueError, match="each of 3 images"):
        accuracy(network, np.zeros((2, 8, 8, 3)), np.zeros(2, int))


@pytest.mark.parametrize("thing", [3, "conv2d", Conv2D])
def test_what_is_no_layer_is_named(thing: Any) -> None:
    with pytest.raises(ValueError, match=r"layer 2 is .*, no layer such as Conv2D"):
        Network([Conv2D(), thing], (1, 28, 28), np.random.default_rng(0))

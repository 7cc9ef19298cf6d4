"""One batch of training, and the rules that update."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.nn import OPTIMISERS, SGD, Adam, Conv2D, Network, toy_network
from cnn_core.ops.losses import cross_entropy
from cnn_core.training import Run, Step, train_batch


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_walks_down_a_bowl(name: str) -> None:
    # A rate at which every rule arrives: the usual one of some is meant for longer ways.
    optimiser, values = OPTIMISERS[name](0.01), np.array([3.0, -2.0])
    for _ in range(2000):
        optimiser.update(values, 2 * values)
    np.testing.assert_allclose(values, 0, atol=0.1)
    assert optimiser.steps == 2000


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_resumes_from_a_snapshot(name: str) -> None:
    optimiser, values = OPTIMISERS[name](), np.array([3.0, -2.0])
    optimiser.update(values, values)
    kept, before = optimiser.snapshot(), values.copy()
    optimiser.update(values, 5 * values)
    optimiser.restore(kept)
    again = before.copy()
    optimiser.update(again, 5 * before)
    np.testing.assert_array_equal(again, values)


def test_gradient_descent_by_hand() -> None:
    values, grad = np.array([1.0]), np.array([0.5])
    SGD(0.1).update(values, grad)
    assert values[0] == 1 - 0.1 * 0.5
    decayed = SGD(0.1, weight_decay=0.2)
    decayed.update(values, grad)
    assert values[0] == pytest.approx(0.95 - 0.1 * (0.5 + 0.2 * 0.95))
    heavy, values = SGD(0.1, momentum=0.9), np.array([1.0])
    heavy.update(values, grad)
    heavy.update(values, grad)
    assert values[0] == pytest.approx(1 - 0.1 * 0.5 - 0.1 * (0.9 * 0.5 + 0.5))
    assert grad.tolist() == [0.5]


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient() -> None:
    values = np.zeros(4)
    Adam(0.01).update(values, np.array([1e-3, -1.0, 1e3, 0.0]))
    np.testing.assert_allclose(values, [-0.01, 0.01, -0.01, 0], rtol=1e-4)


def test_a_step_tells_what_the_batch_showed_before_it_changed_the_network() -> None:
    network, rng = toy_network(np.random.default_rng(0)), np.random.default_rng(1)
    x, labels = rng.random((1, 28, 28, 8), np.float32), rng.integers(0, 10, 8)
    before = network.forward(x)
    step = train_batch(network, Adam(5e-3), x, labels, seen=100)
    assert step == Step(step.loss, float(np.mean(before.argmax(axis=0) == labels)), 108)
    assert step.loss == pytest.approx(cross_entropy(before, labels), rel=1e-5)
    assert cross_entropy(network.forward(x), labels) < step.loss


def test_a_batch_can_be_learnt_by_heart() -> None:
    network, rng = toy_network(np.random.default_rng(0)), np.random.default_rng(1)
    x, labels = rng.random((1, 28, 28, 8), np.float32), rng.integers(0, 10, 8)
    optimiser = Adam(5e-3)
    steps = [train_batch(network, optimiser, x, labels) for _ in range(150)]
    assert steps[-1].accuracy == 1
    assert steps[-1].loss < 0.05


def test_labels_that_do_not_fit_are_refused_before_anything_changes() -> None:
    network = toy_network(np.random.default_rng(0))
    before, x = network.values.copy(), np.zeros((1, 28, 28, 2), np.float32)
    with pytest.raises(ValueError, match="use 0 to 9"):
        train_batch(network, Adam(), x, np.array([0, 10]))
    with pytest.raises(ValueError, match="each of 2 images"):
        train_batch(network, Adam(), x, np.array([0]))
    np.testing.assert_array_equal(network.values, before)


def test_a_network_that_ends_in_maps_is_not_trained() -> None:
    network = Network([Conv2D(10, 28)], (1, 28, 28), np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"answers with maps \(10, 1, 1\)"):
        train_batch(network, Adam(), np.zeros((1, 28, 28, 2), np.float32), np.array([0, 1]))
    with pytest.raises(ValueError, match="one number for each class"):
        Run(digits().train, network=network)


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("setting", ["learning_rate", "weight_decay"])
@pytest.mark.parametrize("value", [-1.0, float("nan")])
def test_a_setting_that_leads_uphill_is_refused(name: str, setting: str, value: float) -> None:
    with pytest.raises(ValueError, match="does not lead downhill: use 0 or more"):
        OPTIMISERS[name](**{setting: value})

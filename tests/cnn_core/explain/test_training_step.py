"""A step taken apart is the step that training makes, and its slopes are measured slopes."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.explain import (
    Dissection,
    OtherUpdate,
    difference_at,
    dissect,
    next_step,
    update_at,
    updates_at,
    weight_gradient_at,
)
from cnn_core.geometry.padding import Array
from cnn_core.nn import (
    SGD,
    Adam,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPool2D,
    Network,
    ReLU,
)
from cnn_core.nn.optimisers import Optimiser
from cnn_core.training import Run


def run_of(optimiser: Optimiser | None = None, steps: int = 4, batch: int = 6) -> Run:
    run = Run(digits().train, seed=2, batch=batch, optimiser=optimiser)
    run.advance(steps)
    return run


@pytest.fixture(scope="module")
def taken() -> Dissection:
    return next_step(run_of())


def test_it_is_the_step_that_the_run_makes_next() -> None:
    run = run_of()
    values = run.network.values.copy()
    found = next_step(run)
    np.testing.assert_array_equal(run.network.values, values)
    made = run.step()
    np.testing.assert_allclose(found.loss, made.loss, rtol=1e-5)
    np.testing.assert_allclose(found.grad, run.network.grad, rtol=1e-3, atol=1e-6)
    said = found.activations[-1].argmax(axis=0)
    assert (said == found.labels).mean() == made.accuracy


def test_all_of_it_is_float64_and_complete(taken: Dissection) -> None:
    assert len(taken.activations) == len(taken.gradients) == 9
    for answer, gradient in zip(taken.activations, taken.gradients, strict=True):
        assert answer.shape == gradient.shape
        assert answer.dtype == gradient.dtype == np.float64
    assert taken.finite


@pytest.mark.parametrize(("layer", "index"), [(0, (3, 0, 1, 2)), (3, (9, 4, 0, 1)), (7, (2, 60))])
def test_a_slope_is_measured_by_running_twice(
    taken: Dissection, layer: int, index: tuple[int, ...]
) -> None:
    kept = taken.network.values.copy()
    measured = difference_at(taken, layer, "w", index)
    true = taken.network.layers[layer].gradients["w"][index] / 6
    np.testing.assert_allclose(measured.slope, true, rtol=1e-5, atol=1e-9)
    assert measured.slope == (measured.above - measured.below) / (2 * measured.nudge)
    np.testing.assert_array_equal(taken.network.values, kept)


def test_the_terms_of_a_weight_are_its_slope(taken: Dissection) -> None:
    w = taken.network.layers[3].parameters["w"]
    found = weight_gradient_at(taken.gradients[4], taken.activations[3], w, weight=(9, 4, 0, 1))
    measured = difference_at(taken, 3, "w", (9, 4, 0, 1))
    np.testing.assert_allclose(found.mean, measured.slope, rtol=1e-5)


def test_layers_that_look_at_the_whole_batch_or_at_chance_are_taken_apart_too() -> None:
    layers = [Conv2D(3, 5, stride=3), BatchNorm(), ReLU(), Dropout(0.4), MaxPool2D(2), Flatten()]
    network = Network([*layers, Dense(10)], (1, 28, 28), np.random.default_rng(1))
    run = Run(digits().train, batch=5, network=network)
    run.advance(2)
    found = next_step(run)
    measured = difference_at(found, 0, "w", (1, 0, 2, 2))
    np.testing.assert_allclose(
        found.network.layers[0].gradients["w"][1, 0, 2, 2] / 5, measured.slope, rtol=1e-4
    )
    run.step()
    np.testing.assert_allclose(found.grad, run.network.grad, rtol=1e-3, atol=1e-5)


def test_a_network_that_grew_beyond_all_bounds_is_said_to_have() -> None:
    run = run_of(steps=0)
    run.network.values[...] = np.inf
    images, labels = run.data.batch(slice(0, 2))
    assert not dissect(run.network, images, labels).finite


@pytest.mark.parametrize(
    "optimiser",
    [
        SGD(0.1),
        SGD(0.05, momentum=0.9),
        SGD(0.05, momentum=0.5, weight_decay=0.01),
        Adam(),
        Adam(0.01, weight_decay=0.02),
    ],
    ids=str,
)
@pytest.mark.parametrize("steps", [0, 4])
def test_an_update_is_what_the_optimiser_does(optimiser: Optimiser, steps: int) -> None:
    optimiser.restore((0, {}))
    run = run_of(optimiser, steps)
    taken = next_step(run)
    values, memory = run.network.values.copy(), run.optimiser.snapshot()
    found = [update_at(run.optimiser, values, taken.grad, k) for k in range(0, 5258, 97)]
    assert run.optimiser.snapshot()[0] == memory[0]
    exact = values.astype(np.float64)
    fresh: Optimiser = type(optimiser)(
        **{n: v for n, v in vars(optimiser).items() if n not in ("steps", "memory")}
    )
    fresh.restore((memory[0], {n: a.astype(np.float64) for n, a in memory[1].items()}))
    fresh.update(exact, taken.grad.copy())
    run.step()
    for k, one in zip(range(0, 5258, 97), found, strict=True):
        assert one.before == values[k]
        assert one.after == one.before - one.change
        np.testing.assert_allclose(one.after, exact[k], rtol=1e-10, atol=1e-14)
        assert abs(one.after - run.network.values[k]) < 2e-4


def test_momentum_switched_off_forgets() -> None:
    run = run_of(SGD(0.1, momentum=0.9))
    assert isinstance(run.optimiser, SGD)
    run.optimiser.momentum = 0.0
    taken = next_step(run)
    one = update_at(run.optimiser, run.network.values, taken.grad, 40)
    assert one.change == 0.1 * taken.grad[40]


def test_the_update_of_any_other_optimiser_is_tried_on_a_copy() -> None:
    class Nesterov(SGD):
        def update(self, values: Array, grad: Array) -> None:
            velocity = self.remembered("velocity", values)
            velocity[:] = self.momentum * velocity + self.decayed(values, grad)
            values -= self.learning_rate * (grad + self.momentum * velocity)

    rule, values, grad = Nesterov(0.1, 0.5), np.array([3.0, -2.0]), np.array([1.0, 4.0])
    rule.update(values, grad)
    before, memory = values.copy(), rule.snapshot()
    found = updates_at(rule, values, grad, [0, 1])
    np.testing.assert_array_equal(values, before)
    np.testing.assert_array_equal(rule.snapshot()[1]["velocity"], memory[1]["velocity"])
    rule.update(values, grad)
    assert [one.title for one in found if isinstance(one, OtherUpdate)] == ["Nesterov"] * 2
    np.testing.assert_allclose([one.after for one in found], values)
    np.testing.assert_allclose([one.change for one in found], before - values)


def test_a_twin_has_the_same_numbers_and_a_life_of_its_own() -> None:
    run = run_of()
    twin = run.network.twin()
    np.testing.assert_array_equal(twin.values, run.network.values)
    twin.layers[0].parameters["w"][...] = 0
    assert run.network.layers[0].parameters["w"].any()

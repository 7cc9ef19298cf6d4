"""The trainer: deterministic, idempotent, and never past its goal."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cnn_core.data import digits
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.evaluation import SAMPLE

SMALL = Recipe(kernels=(2,), pictures=200, batch=10)


class Clock:
    """A clock that goes on by one second at each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def trained(recipe: Recipe = SMALL, steps: int = 0) -> Trainer:
    trainer = Trainer(recipe, digits(), clock=Clock())
    trainer.replay_to(steps)
    while trainer.running:
        trainer.advance(5)
    return trainer


def test_it_begins_paused_at_step_0_and_knows_how_well_it_does() -> None:
    trainer = trained()
    assert (trainer.steps, trainer.running, trainer.furthest) == (0, False, 0)
    assert trainer.mark.count == 1000
    assert trainer.mark.loss == pytest.approx(math.log(10), abs=0.4)
    assert trainer.advance(1) == 0


def test_slices_of_any_length_give_the_same_curve() -> None:
    slow, fast = trained(steps=40), Trainer(SMALL, digits())
    fast.replay_to(40)
    fast.catch_up(1e12)
    assert slow.losses == fast.losses
    assert len(slow.losses) == 40
    assert not fast.running
    np.testing.assert_array_equal(slow.engine.network.values, fast.engine.network.values)


def test_run_and_pause_may_come_twice() -> None:
    trainer = trained()
    trainer.run()
    trainer.run()
    assert trainer.advance(5) == 5
    assert trainer.mark.count == SAMPLE
    trainer.pause()
    trainer.pause()
    assert not trainer.running
    assert trainer.mark.count == 1000
    assert len([mark for mark in trainer.measured.marks if mark.step == 5]) == 1


def test_a_pace_limits_what_one_redraw_trains() -> None:
    trainer = trained()
    trainer.batches = 1
    trainer.run()
    assert trainer.advance(100) == 1


def test_an_epoch_ends_where_every_picture_was_seen() -> None:
    trainer = trained(steps=3)
    trainer.step_epoch()
    while trainer.running:
        trainer.advance(1)
    assert trainer.engine.seen == 200
    trainer.step_epoch()
    assert trainer.goal == 40


def test_examples_one_by_one_make_the_batch() -> None:
    by_batch, by_example = trained(), trained()
    by_batch.step_batch()
    start = by_example.engine.network.values.copy()
    for number in range(1, 10):
        by_example.step_example()
        assert by_example.pending == number
    np.testing.assert_array_equal(by_example.engine.network.values, start)
    by_example.step_example()
    assert (by_example.pending, by_example.steps) == (0, 1)
    assert by_example.losses == by_batch.losses


def test_the_gradient_of_single_examples_is_their_mean() -> None:
    trainer = trained()
    for _ in range(9):
        trainer.step_example()
    nine = trainer.engine.network.grad.copy()
    parts = []
    batch, classes = trainer.engine.next_batch()
    for k in range(9):
        images, labels = batch[..., k : k + 1], classes[k : k + 1]
        network = SMALL.network(digits())
        trace = network.trace(images)
        logits = trace.activations[-1]
        grad = np.exp(logits) / np.exp(logits).sum(axis=0)
        grad[labels[0]] -= 1
        network.backward(trace, grad)
        parts.append(network.grad.copy())
    np.testing.assert_allclose(nine, np.mean(parts, axis=0), atol=1e-5)


def test_going_back_is_exact_and_forgets_nothing() -> None:
    trainer = trained(steps=60)
    losses, weights = list(trainer.losses), trainer.engine.network.values.copy()
    trainer.back_to(37)
    assert (trainer.steps, trainer.furthest) == (37, 60)
    np.testing.assert_array_equal(
        trainer.engine.network.values, trained(steps=37).engine.network.values
    )
    trainer.back_to(60)
    np.testing.assert_array_equal(trainer.engine.network.values, weights)
    answers = trainer.logits
    trainer.back_to(37)
    assert np.abs(trainer.logits - answers[:, : trainer.logits.shape[1]]).max() > 0.01
    trainer.back_to(10)
    trainer.run()
    trainer.advance(100)
    assert trainer.losses[:60] == losses


def test_start_over_is_the_same_seed() -> None:
    trainer = trained(steps=20)
    losses = list(trainer.losses)
    trainer.restart()
    assert (trainer.steps, trainer.furthest, trainer.mark.step) == (0, 0, 0)
    trainer.replay_to(20)
    trainer.advance(100)
    assert trainer.losses == losses


def test_a_changed_rate_is_in_the_recipe_so_that_it_replays() -> None:
    trainer = trained(steps=20)
    trainer.change_rate(0.05)
    trainer.change_rate(0.05)
    trainer.replay_to(40)
    trainer.advance(100)
    assert (trainer.recipe.rate, trainer.recipe.rates) == (0.05, ((0.005, 20),))
    assert trained(trainer.recipe, 40).losses == trainer.losses
    trainer.back_to(10)
    assert (trainer.recipe.rate, trainer.recipe.rates, trainer.furthest) == (0.005, (), 20)


def test_a_rate_that_was_still_to_come_is_dropped_by_a_pause() -> None:
    recipe = replace(SMALL, rate=0.001, rates=((0.005, 10), (0.05, 30)))
    trainer = Trainer(recipe, digits(), clock=Clock())
    trainer.replay_to(40)
    trainer.advance(20)
    assert trainer.replaying
    trainer.pause()
    assert (trainer.steps, trainer.rate) == (20, 0.05)
    assert (trainer.recipe.rate, trainer.recipe.rates) == (0.05, ((0.005, 10),))
    assert trainer.losses == trained(trainer.recipe, steps=20).losses


def test_kept_states_stay_few() -> None:
    trainer = trained(Recipe(kernels=(1,), pictures=20, batch=1, size=7, pool=4), 2500)
    assert len(trainer.kept.states) <= 33
    assert trainer.kept.states[0].steps == 0
    trainer.back_to(1234)
    assert trainer.steps == 1234


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("recipe", "kind", "rate"),
    [
        (Recipe(rate=0.2), "dead-relus", 0.02),
        (Recipe(rate=1e6), "explosion", 0.01),
        (Recipe(rate=1e30, optimiser="sgd"), "not-a-number", 0.1),
        (Recipe(rate=1.0, optimiser="sgd"), "dead-relus", 0.1),
    ],
)
def test_trouble_stops_the_run_and_one_press_brings_it_to_a_rate_that_learns(
    recipe: Recipe, kind: str, rate: float
) -> None:
    trainer = trained(recipe)
    trainer.run()
    while trainer.running:
        trainer.advance(60)
    assert kind in [one.kind for one in trainer.troubles()]
    assert trainer.steps < 200
    trainer.run()
    trainer.advance(10)
    trainer.resume_at_a_tenth()
    assert trainer.recipe.rate == rate
    assert f"learning rate of {rate:g}" in trainer.resumed
    assert ("divided by ten" in trainer.resumed) == (rate < recipe.rate / 10)
    assert math.isfinite(trainer.mark.loss)
    for _ in range(5):
        assert trainer.advance(30) == 30
    assert trainer.losses[-1] < math.log(10)
    trainer.pause()
    again = trained(trainer.recipe, trainer.steps)
    np.testing.assert_array_equal(again.losses, trainer.losses)


@pytest.mark.parametrize(
    ("recipe", "kind"),
    [
        (Recipe(batch=1), "batch-of-one"),
        (Recipe(mix="one"), "one-class"),
        (Recipe(mix="unbalanced"), "unbalanced"),
    ],
)
def test_what_is_wrong_from_the_start_is_said_at_once(recipe: Recipe, kind: str) -> None:
    (trouble,) = trained(recipe).troubles()
    assert trouble.kind == kind


def test_nothing_is_wrong_with_the_default() -> None:
    assert trained(Recipe(), 100).troubles() == []


def test_it_knows_when_each_test_picture_was_last_misread() -> None:
    trainer = trained(steps=30)
    wrong = trainer.answers.argmax(axis=0) != trainer.data.test.labels
    last = trainer.measured.readings.last_misread()
    assert (last[wrong] == trainer.engine.seen).all()
    assert (last[~wrong] < trainer.engine.seen).all()
    # Further on is not now; another learning rate leads elsewhere.
    trainer.back_to(10)
    assert trainer.answers.shape == (10, 1000)
    now = trainer.answers.argmax(axis=0) != trainer.data.test.labels
    assert (trainer.measured.readings.last_misread(until=100)[now] == 100).all()
    assert trainer.measured.readings.last_misread().max() == 300
    trainer.change_rate(0.5)
    assert trainer.measured.readings.last_misread().max() == 100

"""What is drawn of a network in training: exact where it is read, and never a NaN unsaid."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from cnn_core.data import DATASETS, digits
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.baseline import MEASURED, regression_accuracy
from ui.lessons.train.comparison import names
from ui.lessons.train.network_view.history import (
    GAP,
    POINTS,
    averaged,
    binned,
    curves_of,
    smoothed,
)
from ui.lessons.train.network_view.scene import MOST, NOT_A_NUMBER, SHEET, scene, whole
from ui.lessons.train.words.page import told
from ui.views.pack import pack

SMALL = Recipe(kernels=(2, 3), pictures=100)


def trained(steps: int, recipe: Recipe = SMALL) -> Trainer:
    trainer = Trainer(recipe, digits())
    trainer.replay_to(steps)
    trainer.catch_up(1e12)
    return trainer


def drawn(trainer: Trainer, look: str = "weights") -> dict[str, np.ndarray]:
    return scene(trainer, look=look, example=3, roll=0, known_sheet=0).arrays


def test_sixteen_bits_keep_four_digits_and_the_sign_of_zero_is_paper() -> None:
    values = np.array([[1.5, -0.75], [0, math.nan]], np.float32)
    found, unit = whole(values)
    assert found.tolist() == [[MOST, -16384], [0, NOT_A_NUMBER]]
    np.testing.assert_allclose(found.ravel()[:3] * unit, [1.5, -0.75, 0], atol=5e-5)
    nothing, unit = whole(np.zeros((2, 2), np.float32))
    assert (nothing.tolist(), unit) == ([[0, 0], [0, 0]], 0)


def test_kernels_maps_and_answers_are_those_of_the_network() -> None:
    trainer = trained(20)
    shown = scene(trainer, look="weights", example=3, roll=0, known_sheet=0)
    network = trainer.engine.network
    trace = network.trace(digits().test.image(3))
    blocks = shown.meta["blocks"]
    assert [one["kind"] for one in blocks] == ["kernels", "maps", "maps"] * 2
    expected = [
        network.layers[0].parameters["w"],
        trace.activations[2][..., 0],
        trace.activations[3][..., 0],
        network.layers[3].parameters["w"],
    ]
    for number, values in enumerate(expected):
        sent = shown.arrays[f"block{number}"] * blocks[number]["scale"]
        np.testing.assert_allclose(sent, values, atol=1e-3 * np.abs(values).max())
    np.testing.assert_allclose(shown.arrays["logits"], trace.activations[-1][:, 0], rtol=1e-4)
    assert shown.arrays["probabilities"].sum() == pytest.approx(1)


def test_gradients_and_changes_take_the_weights_place() -> None:
    trainer = trained(5)
    grad = trainer.engine.network.layers[0].gradients["w"]
    sent = scene(trainer, look="gradients", example=0, roll=0, known_sheet=0)
    scaled = sent.arrays["block0"] * sent.meta["blocks"][0]["scale"]
    np.testing.assert_allclose(scaled, grad, atol=1e-3 * np.abs(grad).max())
    assert np.abs(drawn(trainer, "changes")["block0"]).max() == MOST
    assert np.abs(drawn(trained(0), "changes")["block0"]).max() == 0


def test_the_sheet_shows_the_surest_mistakes_first_and_right_ones_last() -> None:
    arrays = drawn(trained(30))
    wrong = arrays["said"] != arrays["labels"]
    assert len(wrong) == SHEET
    assert wrong[:20].all()
    assert not wrong[20:].any()
    assert (np.diff(arrays["sure"][:20]) <= 1e-6).all()


def test_pictures_that_the_browser_has_are_not_sent_again() -> None:
    trainer = trained(3)
    first = scene(trainer, look="weights", example=0, roll=0, known_sheet=0)
    again = scene(trainer, look="weights", example=0, roll=0, known_sheet=first.meta["sheet"])
    assert "pixels" in first.arrays
    assert "pixels" not in again.arrays


@pytest.mark.filterwarnings("error")
def test_weights_beyond_all_bounds_are_packed_and_said() -> None:
    trainer = trained(40, Recipe(kernels=(2,), optimiser="sgd", rate=1e30, pictures=100))
    shown = scene(trainer, look="weights", example=0, roll=0, known_sheet=0)
    pack(shown.meta, **shown.arrays)
    assert shown.meta["broken"]
    assert shown.meta["troubles"][0]["kind"] == "not-a-number"
    assert NOT_A_NUMBER in shown.arrays["block0"]


def test_long_curves_are_means_of_equal_stretches() -> None:
    ends, means, span = binned(list(range(1000)))
    assert (span, len(means)) == (5, 200)
    assert (ends[0], means[0], ends[-1]) == (5, 2.0, 1000)
    assert len(binned([1.0] * (POINTS + 1))[1]) <= POINTS
    broken = binned([1.0, math.inf, 3.0])[1]
    assert np.isnan(broken).tolist() == [False, True, False]
    np.testing.assert_allclose(smoothed(np.array([1.0, np.nan, 3.0])), [1.0, np.nan, 3.0])


def test_a_loss_that_is_no_number_leaves_a_gap() -> None:
    trainer = trained(40, Recipe(kernels=(2,), optimiser="sgd", rate=1e30, pictures=100))
    batches = curves_of(trainer)[0]
    assert batches.y[0] > 0
    assert batches.y[-1] == GAP


@pytest.mark.parametrize("name", MEASURED)
def test_the_line_to_beat_is_what_logistic_regression_reaches(name: str) -> None:
    assert regression_accuracy(DATASETS[name]()) == pytest.approx(MEASURED[name], abs=0.003)


def test_a_rescue_is_told_though_what_was_so_from_the_start_goes_on() -> None:
    trainer = trained(20, replace(SMALL, batch=1))
    trainer.resume_at_a_tenth()
    meta = scene(trainer, look="weights", example=0, roll=0, known_sheet=0).meta
    assert [one["kind"] for one in meta["troubles"]] == ["batch-of-one"]
    assert meta["resumed"].startswith("Resumed after batch 0 at a learning rate of 0.0005")


def test_four_sentences_tell_what_the_last_batch_did() -> None:
    trainer = trained(20)
    said = " ".join(sentence for _, sentence in told(trainer))
    record, network = trainer.engine.record, trainer.engine.network
    assert f"{round(16 * record.accuracies[-1])} are right." in said
    assert f"{record.losses[-1]:.3f}. Blind guesses give 2.30" in said
    found = re.search(
        r": (\S+) in kernel (\d)\. .*So (\S+) − (\S+)·\(?([^ )]+)\)? ≈ (\S+)\.$", said
    )
    assert found
    slope, kernel, before, rate, step, now = (
        float(text.replace("−", "-")) for text in found.groups()
    )
    assert before - rate * step == pytest.approx(now, abs=1e-4)
    assert slope * (now - before) < 0  # against its slope
    weights = network.layers[0].parameters["w"][int(kernel)]
    assert np.isclose(weights, now, atol=1e-4).any()
    assert np.isclose(
        weights - trainer.change[:18].reshape(2, 9)[int(kernel)].reshape(weights.shape),
        before,
        atol=1e-4,
    ).any()


def test_before_the_first_batch_they_name_no_number_that_is_not_there() -> None:
    said = [sentence for _, sentence in told(trained(0))]
    assert said[3] == "Each weight changes a little, to lower the loss."
    assert not re.search(r"\d", " ".join(said[2:]))


def test_the_legend_says_of_how_many_batches_the_loss_is_the_mean() -> None:
    for steps in (1, 10, 60):
        trainer = trained(steps)
        count = averaged(trainer)
        (curve,) = [one for one in curves_of(trainer) if one.name == "loss, training"]
        assert curve.y[-1] == pytest.approx(np.mean(trainer.losses[-count:]))


def test_a_run_beside_is_called_by_what_differs() -> None:
    assert names(replace(SMALL, rate=0.1), SMALL) == ("rate 0.1", "rate 0.005")
    assert names(replace(SMALL, pooling="avg"), SMALL) == ("average pooling", "max pooling")
    assert names(SMALL, SMALL) == ("this run", "the kept run")

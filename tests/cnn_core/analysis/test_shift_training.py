"""Training on shifted digits: what is trained on, that it repeats, and what it shows."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import (
    BATCHES,
    EVERY,
    FARTHEST,
    SHIFTS,
    ShiftResult,
    ShiftTask,
    ShiftTraining,
    shifted,
)
from cnn_core.data import digits, evenly


def trained(task: ShiftTask) -> ShiftResult:
    training = ShiftTraining(task, digits())
    while not training.is_over:
        training.advance()
    return training.result


@pytest.fixture(scope="module")
def result() -> ShiftResult:
    return trained(ShiftTask())


def test_a_picture_is_shifted_by_its_own_number_of_pixels() -> None:
    some = evenly(digits().train, 3)
    after = shifted(some, [2, 0, -3]).pixels
    np.testing.assert_array_equal(after[0, :, :, 2:], some.pixels[0, :, :, :-2])
    np.testing.assert_array_equal(after[1], some.pixels[1])
    np.testing.assert_array_equal(after[2, :, :, :-3], some.pixels[2, :, :, 3:])
    assert not after[0, :, :, :2].any()
    assert not after[2, :, :, -3:].any()


@pytest.mark.parametrize("reach", [0, 1, 3])
def test_training_pictures_are_shifted_by_no_more_than_the_task_says(reach: int) -> None:
    task = ShiftTask(pictures=100, reach=reach)
    before, after = evenly(digits().train, 100), task.training(digits())
    found = set()
    for old, new in zip(before.pixels, after.pixels, strict=True):
        wide = np.pad(old, ((0, 0), (0, 0), (5, 5)))
        steps = [s for s in range(-5, 6) if np.array_equal(wide[:, :, 5 - s : 33 - s], new)]
        found.add(steps[0])
    assert found == set(range(-reach, reach + 1))
    assert [SHIFTS[k] for k in np.flatnonzero(task.seen)] == sorted(found)


def test_the_same_task_gives_the_same_numbers(result: ShiftResult) -> None:
    again = trained(ShiftTask())
    for name, curve in result.curves.items():
        np.testing.assert_array_equal(curve.tested, again.curves[name].tested)
    assert result.batches.tolist() == list(range(0, BATCHES + 1, EVERY))
    with pytest.raises(ValueError, match="read-only"):
        result.curves["dense"].tested[0] = 0


def test_the_weights_are_those_that_one_counts_by_hand(result: ShiftResult) -> None:
    dense, kernels = (result.curves[name].parameters for name in ("dense", "convolution"))
    assert dense == (28 * 28 + 1) * 32 + (32 + 1) * 10
    assert kernels == (25 + 1) * 6 + (6 * 25 + 1) * 16 + (16 + 1) * 10


def test_the_dense_network_fails_at_other_shifts_and_the_convolution_does_not(
    result: ShiftResult,
) -> None:
    for name in result.curves:
        assert result.curves[name].training[-1] > 0.95
        assert result.accuracy(name, seen=True)[-1] > 0.75
    assert result.accuracy("dense", seen=False)[-1] < 0.45
    assert result.accuracy("convolution", seen=False)[-1] > 0.65
    # The farther, the worse for the dense network.
    dense = result.curves["dense"].tested[-1]
    assert dense[0] < dense[FARTHEST - 3] < dense[FARTHEST]
    assert dense[-1] < dense[FARTHEST + 3] < dense[FARTHEST]

"""Judging a network: counts by loops, shares, the surest mistakes, and when one was last made."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.nn import accuracy, toy_network
from cnn_core.ops import softmax
from cnn_core.training import (
    NEVER,
    Readings,
    class_accuracies,
    confident_mistakes,
    confusion_matrix,
    logits_of,
    row_shares,
)


def test_counts_are_those_of_a_loop() -> None:
    rng = np.random.default_rng(1)
    labels, said = rng.integers(0, 5, 200), rng.integers(0, 5, 200)
    expected = np.zeros((5, 5), int)
    for true, answer in zip(labels, said, strict=True):
        expected[true, answer] += 1
    np.testing.assert_array_equal(confusion_matrix(labels, said, 5), expected)
    np.testing.assert_allclose(
        class_accuracies(expected),
        [(said[labels == k] == k).mean() for k in range(5)],
    )
    np.testing.assert_allclose(row_shares(expected).sum(axis=1), 1)


def test_a_class_without_pictures_has_no_share() -> None:
    matrix = confusion_matrix([0, 0], [0, 2], 3)
    assert matrix.tolist() == [[1, 0, 1], [0, 0, 0], [0, 0, 0]]
    assert class_accuracies(matrix).tolist() == [0.5, 0, 0]


@pytest.mark.parametrize(("labels", "said"), [([0, 3], [0, 1]), ([0, 1], [0, -1]), ([0], [0, 1])])
def test_numbers_that_are_no_classes_are_refused(labels: list[int], said: list[int]) -> None:
    with pytest.raises(ValueError, match="labels"):
        confusion_matrix(labels, said, 3)


def test_the_surest_mistake_comes_first() -> None:
    logits = np.array([[5.0, 0, 2, 1], [0, 1, 0, 1], [0, 0, 0, 4]])
    # Right; wrong by little; wrong by more; wrong by most.
    assert confident_mistakes(logits, [0, 0, 1, 0]).tolist() == [3, 2, 1]
    assert confident_mistakes(logits, logits.argmax(axis=0)).tolist() == []


def test_the_matrix_of_a_network_holds_its_accuracy() -> None:
    test = digits().test
    network = toy_network(np.random.default_rng(0))
    images, labels = test.batch(slice(0, 230))
    logits = logits_of(network, images)
    np.testing.assert_allclose(logits, network.forward(images), rtol=1e-4, atol=1e-5)
    matrix = confusion_matrix(labels, logits.argmax(axis=0), 10)
    assert np.trace(matrix) / 230 == accuracy(network, images, labels)
    mistakes = confident_mistakes(logits, labels)
    assert len(mistakes) == 230 - np.trace(matrix)
    sureness = softmax(logits).max(axis=0)[mistakes]
    assert (np.diff(sureness) <= 1e-6).all()


def test_when_a_picture_was_last_misread() -> None:
    readings = Readings(np.array([0, 1, 2]))
    assert readings.last_misread().tolist() == [NEVER] * 3
    readings.record(200, [0, 1, 0])
    readings.record(0, [1, 1, 0])
    readings.record(100, [0, 0, 0])
    assert readings.last_misread().tolist() == [0, 100, 200]
    assert readings.last_misread(until=100).tolist() == [0, 100, 100]
    misread, looks = readings.times_misread()
    assert (misread.tolist(), looks.tolist()) == ([1, 1, 3], [3, 3, 3])
    assert readings.times_misread(until=50)[1].tolist() == [1, 1, 1]


def test_a_look_at_some_pictures_tells_of_those_only() -> None:
    readings = Readings(np.array([0, 1, 2]))
    readings.record(0, [1, 0, 0])
    readings.record(10, [0])
    readings.record(20, [1, 0])
    assert readings.last_misread().tolist() == [20, 20, 0]
    assert readings.times_misread()[1].tolist() == [3, 2, 1]


def test_of_two_looks_at_one_time_the_larger_counts() -> None:
    readings = Readings(np.array([0, 1]))
    readings.record(10, [1, 1])
    readings.record(10, [0])
    assert readings.last_misread().tolist() == [10, NEVER]
    readings.record(10, [0, 0])
    assert readings.last_misread().tolist() == [NEVER, 10]


def test_another_way_forgets_what_came_after() -> None:
    readings = Readings(np.array([0, 1]))
    for seen in (0, 50, 100):
        readings.record(seen, [1, 0])
    readings.forget_after(50)
    assert readings.last_misread().tolist() == [50, 50]


def test_more_answers_than_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="3 pictures have at most as many answers"):
        Readings(np.array([0, 1, 2])).record(0, [1, 2, 0, 0])

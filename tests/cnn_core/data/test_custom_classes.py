"""A reader's own classes become a data set, or one sentence says what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import own_dataset, own_fault, unbalanced_pair
from cnn_core.data.custom_classes import kept_rows
from cnn_core.nn import Network
from cnn_core.nn.layers import Dense, Flatten
from cnn_core.training import Run


def pictures(count: int, level: float = 0.5) -> list[np.ndarray]:
    return [np.full((1, 28, 28), level + row / 255, np.float32) for row in range(count)]


def test_every_fourth_picture_is_kept_for_the_test() -> None:
    data = own_dataset({"A": pictures(9), "B": pictures(2, 0.1)})
    assert data.classes == ("A", "B")
    assert data.test.labels.tolist() == [0, 0, 1]
    assert data.train.labels.tolist() == [0] * 7 + [1]
    np.testing.assert_array_equal(data.test.pixels[0], np.rint(255 * pictures(9)[3]))
    assert data.train.shape == (1, 28, 28)


@pytest.mark.parametrize("count", range(2, 61))
def test_every_class_is_learned_and_tested(count: int) -> None:
    tested = kept_rows(count)
    assert 1 <= len(tested) < count
    assert len(tested) == max(1, count // 4)


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ({}, "no classes yet"),
        ({"A": pictures(5)}, "only one class, A: .* add a second one"),
        ({"A": pictures(5), "B": []}, "class B has 0 pictures: it needs at least 2"),
        ({"A": pictures(5), "B": pictures(1)}, "class B has 1 picture: it needs at least 2"),
        ({"A": pictures(61), "B": pictures(3)}, "class A has 61 pictures: use 60 at most"),
        ({name: pictures(2) for name in "ABCDEF"}, "6 classes: use 5 at most"),
    ],
)
def test_what_cannot_be_learned_is_said_in_one_sentence(classes, words) -> None:
    with pytest.raises(ValueError, match=words):
        own_dataset(classes)
    assert own_fault(classes)


def test_unbalanced_classes_are_named() -> None:
    assert unbalanced_pair({"A": pictures(5), "B": pictures(4)}) is None
    assert unbalanced_pair({"A": pictures(0), "B": pictures(0)}) is None
    assert unbalanced_pair({"A": pictures(9), "B": pictures(3)}) == ("A", "B")
    assert unbalanced_pair({"A": pictures(0), "B": pictures(3)}) == ("B", "A")


def test_a_network_learns_them() -> None:
    data = own_dataset({"dark": pictures(8, 0.0), "light": pictures(8, 0.8)})
    network = Network([Flatten(), Dense(2)], (1, 28, 28), np.random.default_rng(0))
    run = Run(data.train, network=network, batch=4)
    run.advance(60)
    images, labels = data.test.batch()
    assert (network.forward(images).argmax(0) == labels).all()

"""Features to learn from: the same order of examples as images have."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import Examples, Features

LABELS = np.array([0, 1, 1, 0, 1])
VALUES = np.arange(10, dtype=np.float32).reshape(5, 2)


def test_a_batch_has_its_axis_last() -> None:
    values, labels = Features(VALUES, LABELS).batch(np.array([3, 1]))
    assert values.tolist() == [[6, 2], [7, 3]]
    assert labels.tolist() == [0, 1]


def test_features_come_in_the_order_of_the_images_with_the_same_seed() -> None:
    images = Examples(np.zeros((5, 1, 2, 2), np.uint8), LABELS)
    for first, count in ((0, 4), (4, 4), (13, 2)):
        features = Features(VALUES, LABELS).shuffled(7, first, count)
        np.testing.assert_array_equal(features, images.shuffled(7, first, count))


def test_nobody_can_change_them_and_they_are_a_copy() -> None:
    own = VALUES.copy()
    features = Features(own, LABELS)
    own[:] = 9
    assert features.values[0].tolist() == [0, 1]
    with pytest.raises(ValueError, match="read-only"):
        features.values[0] = 1


@pytest.mark.parametrize(
    ("values", "labels", "said"),
    [
        (np.zeros((0, 2), np.float32), np.zeros(0, int), "at least one"),
        (np.zeros(3, np.float32), np.zeros(3, int), "not of shape"),
        (VALUES, LABELS[:3], "as many whole labels"),
        (VALUES, LABELS.astype(float), "as many whole labels"),
    ],
)
def test_what_is_no_features_is_refused(values, labels, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Features(values, labels)

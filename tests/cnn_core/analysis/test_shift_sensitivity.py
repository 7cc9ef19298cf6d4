"""The shift test: how much an answer changes when the picture moves."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import change, shift_changes
from cnn_core.data import moved
from cnn_core.ops import max_pool2d


def test_change_is_the_sum_of_differences_over_that_of_values() -> None:
    assert change([[4, -4]], [[2, -4]]) == 0.25
    assert change([0, 0], [3, 0]) == 1
    assert change([0], [0]) == 0
    with pytest.raises(ValueError, match="one shape"):
        change([1], [1, 2])


def test_each_move_is_compared_with_the_picture_that_stood_still() -> None:
    x = np.random.default_rng(3).integers(0, 256, (1, 6, 9), dtype=np.uint8)
    found = shift_changes(x, lambda pixels: pixels.astype(float), 4)
    for by in range(5):
        right = np.zeros(x.shape)
        right[:, :, by:] = x[:, :, : 9 - by]
        assert found[by] == pytest.approx(np.abs(right - x).sum() / x.sum())
    assert found[0] == 0


def test_a_stroke_that_stays_in_its_windows_changes_nothing_after_pooling() -> None:
    x = np.zeros((1, 4, 8), np.uint8)
    x[0, :, 2] = 200  # the left column of its windows
    pooled = shift_changes(x, lambda pixels: max_pool2d(pixels, 2), 2)
    assert pooled.tolist() == [0, 0, 2]
    assert shift_changes(x, lambda pixels: pixels.astype(float), 1)[1] == 2
    assert moved(x, 0, 1)[0, 0, 3] == 200

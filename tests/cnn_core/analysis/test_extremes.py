"""The cell that says the most: farthest from 0, of several the one nearest to the middle."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import farthest_from_zero


def test_it_is_as_far_from_zero_as_any_and_none_as_far_is_nearer_to_the_middle():
    rng = np.random.default_rng(5)
    for _ in range(200):
        rows, columns = rng.integers(1, 9, 2)
        values = rng.integers(-3, 4, (rows, columns))
        row, column = farthest_from_zero(values)

        def distance(r: int, c: int, rows: int = rows, columns: int = columns) -> float:
            return float(np.hypot(r - (rows - 1) / 2, c - (columns - 1) / 2))

        for r in range(rows):
            for c in range(columns):
                assert abs(values[r, c]) <= abs(values[row, column])
                if abs(values[r, c]) == abs(values[row, column]):
                    assert distance(r, c) >= distance(row, column)


def test_a_map_of_zeros_opens_in_its_middle():
    assert farthest_from_zero(np.zeros((5, 7))) == (2, 3)


def test_what_is_no_map_is_refused():
    for values in ([], [1, 2], np.zeros((0, 3))):
        with pytest.raises(ValueError, match="a map has rows and columns"):
            farthest_from_zero(values)

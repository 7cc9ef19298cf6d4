"""The distance of a drawn curve from the one it should be."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import curve_distance


def test_a_curve_through_the_knots_of_another_is_not_off() -> None:
    knots = [0.0, 2.0, -1.0, 4.0]
    found = curve_distance(np.interp(np.linspace(0, 3, 31), range(4), knots), knots)
    np.testing.assert_allclose((found.mean, found.largest), 0, atol=1e-12)


def test_the_mean_is_the_area_between_both_over_the_range() -> None:
    x = np.linspace(-3, 3, 6001)
    triangle = np.maximum(1 - np.abs(x), 0)
    found = curve_distance(triangle, [0, 0, 0])
    assert found.mean == pytest.approx(1 / 6, abs=1e-3)  # its area is 1, the range is 6 wide
    assert (found.largest, x[found.at]) == (1, 0)


def test_one_number_is_no_curve() -> None:
    with pytest.raises(ValueError, match="at least 2 numbers, not 1"):
        curve_distance([1, 2], [3])

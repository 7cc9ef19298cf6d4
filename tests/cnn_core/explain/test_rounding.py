"""Rounding for print: to the nearest, with as many decimals as can be read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.explain import nearest, places_for


@given(st.fractions(-50, 50))
def test_the_nearest_whole_number_is_at_most_a_half_away(value: Fraction) -> None:
    found = nearest(value)
    assert isinstance(found, int)
    assert abs(found - value) <= Fraction(1, 2)
    assert nearest(-value) == -found


@pytest.mark.parametrize(
    ("values", "places"), [([], 4), ([0.0], 4), ([9.99], 3), ([1e9], 0), ([1e-30], 12)]
)
def test_places_follow_the_largest(values: list[float], places: int) -> None:
    assert places_for(values) == places

"""Rounded terms: they add up to the rounded sum, and none strays from its neighbours."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.explain import places_for, rounded_terms
from cnn_core.explain.rounding import nearest

numbers = st.lists(st.floats(-50, 50), max_size=30)


@given(numbers, st.integers(0, 8))
def test_terms_add_up_and_stay_beside_themselves(terms: list[float], places: int) -> None:
    found = rounded_terms(terms, places)
    exact = [Fraction(one) * 10**places for one in terms]
    assert sum(found) == nearest(sum(exact, Fraction(0)))
    for whole, one in zip(found, exact, strict=True):
        assert math.floor(one) <= whole <= math.ceil(one)


def test_ordinary_rounding_would_not_add_up() -> None:
    terms = [0.14, 0.14, 0.14]
    assert rounded_terms(terms, 1) == [2, 1, 1]
    assert [round(one, 1) for one in terms] == [0.1, 0.1, 0.1]


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        rounded_terms([math.nan], 2)


@pytest.mark.parametrize(
    ("values", "places"), [([], 4), ([0.0], 4), ([9.99], 3), ([1e9], 0), ([1e-30], 12)]
)
def test_places_follow_the_largest(values: list[float], places: int) -> None:
    assert places_for(values) == places

"""Discs packed like a honeycomb: how many cover a point."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.receptive_fields import covering, honeycomb


def test_neighbours_are_as_far_apart_as_asked_for() -> None:
    middles = honeycomb(4.0, 0.5)
    apart = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    np.testing.assert_allclose(apart.min(axis=1), 0.5)
    assert (np.isclose(apart, 0.5).sum(axis=1) == 6).any()


def test_a_point_lies_in_3_to_7_discs_that_reach_their_neighbours_middles() -> None:
    middles = honeycomb(6.0, 1.0)
    rng = np.random.default_rng(1)
    points = [tuple(one) for one in rng.uniform(0, 6, (3000, 2))] + [tuple(middles[30])]
    counts = [covering(middles, 1.0, point).size for point in points]
    assert (min(counts), max(counts)) == (3, 7)


def test_what_covers_a_point_is_near_it() -> None:
    middles = honeycomb(3.0, 1.0)
    near = covering(middles, 1.0, (1.3, 1.7))
    apart = np.hypot(*(middles - (1.3, 1.7)).T)
    assert set(near) == {k for k, one in enumerate(apart) if one <= 1}


def test_discs_at_no_distance_are_refused() -> None:
    with pytest.raises(ValueError, match="some way apart"):
        honeycomb(3.0, 0.0)

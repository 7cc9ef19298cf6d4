"""Convolution and correlation against closed forms, NumPy, and their laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.analysis import (
    SIGNALS,
    STEP,
    STRIPS,
    convolve,
    correlate,
    overlap_functions,
    overlap_rows,
    through_knots,
)

PLACES = 3 * STRIPS
X = np.arange(-PLACES, PLACES + 1) * STEP
ROWS = st.lists(st.integers(-50, 50), min_size=1, max_size=12)


def slid(f, h):
    return overlap_functions(f, h, step=STEP, places=PLACES)


def normal(x, sigma):
    return np.exp(-(x**2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))


@given(ROWS, ROWS)
def test_both_are_numpy_s(f, h) -> None:
    np.testing.assert_allclose(convolve(f, h), np.convolve(f, h), atol=1e-9)
    np.testing.assert_allclose(correlate(f, h), np.correlate(f, h, "full"), atol=1e-9)


@given(ROWS, ROWS)
def test_convolution_commutes_and_correlation_is_mirrored(f, h) -> None:
    np.testing.assert_allclose(convolve(f, h), convolve(h, f), atol=1e-9)
    np.testing.assert_allclose(correlate(f, h), correlate(h, f)[::-1], atol=1e-9)


def test_samples_of_functions_against_numpy() -> None:
    rng = np.random.default_rng(3)
    f, h = rng.normal(size=(2, 960))
    full, found = STEP * np.convolve(f, h), slid(f, h)
    shown = slice(959 - PLACES, 959 + PLACES + 1)
    np.testing.assert_allclose(found.convolved, full[shown], atol=1e-12)
    np.testing.assert_allclose(
        found.correlated, STEP * np.correlate(f, h, "full")[shown], atol=1e-12
    )
    np.testing.assert_allclose(found.correlated_swapped, found.correlated[::-1], atol=1e-12)


def test_two_boxes_make_a_triangle() -> None:
    box = SIGNALS["box"].sampled()
    found = slid(box, box)
    np.testing.assert_allclose(found.convolved, np.maximum(1 - np.abs(X), 0), atol=1e-12)
    np.testing.assert_allclose(found.convolved, found.correlated, atol=1e-12)


def test_two_boxes_of_two_widths_make_a_trapezium() -> None:
    found = slid(SIGNALS["box"].sampled(2), SIGNALS["box"].sampled(0.5))
    wanted = np.clip((1.25 - np.abs(X)) / 0.5, 0, 1) / 2
    np.testing.assert_allclose(found.convolved, wanted, atol=1e-12)


@pytest.mark.parametrize(("first", "second"), [(1, 1), (0.5, 1.5), (2, 0.75)])
def test_two_gaussians_make_a_gaussian_whose_variance_is_their_sum(first, second) -> None:
    one, other = SIGNALS["gaussian"].sampled(first), SIGNALS["gaussian"].sampled(second)
    wanted = normal(X, np.hypot(first / 2, second / 2))
    np.testing.assert_allclose(slid(one, other).convolved, wanted, atol=1e-5)


def test_two_exponentials_make_a_gamma_density() -> None:
    one = SIGNALS["exponential"].sampled()
    wanted = np.where(X > 0, 4 * X * np.exp(-2 * np.maximum(X, 0)), 0)
    np.testing.assert_allclose(slid(one, one).convolved, wanted, atol=1e-4)


def test_an_edge_adds_up_what_slides_over_it() -> None:
    edge = SIGNALS["edge"].sampled()
    found = slid(edge, SIGNALS["box"].sampled(2))
    np.testing.assert_allclose(found.convolved, np.clip((X + 1) / 2, 0, 1), atol=1e-12)
    np.testing.assert_allclose(slid(edge, edge).convolved, np.maximum(X, 0), atol=1e-12)


def test_swapping_changes_correlation_alone() -> None:
    found = slid(SIGNALS["triangle"].sampled(), SIGNALS["exponential"].sampled())
    assert found.commutes_to < 1e-13
    assert found.correlation_differs_by > 0.4
    drawn = slid(through_knots([0, 1, -2, 0.5, 3]), SIGNALS["box"].sampled(0.5))
    assert drawn.commutes_to < 1e-12
    assert drawn.correlation_differs_by > 0.4


def test_functions_of_two_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="not 4 and 6"):
        overlap_functions(np.ones(4), np.ones(6), step=1, places=2)
    with pytest.raises(ValueError, match="above 9 places"):
        overlap_functions(np.ones(4), np.ones(4), step=1, places=9)
    with pytest.raises(ValueError, match="at least one number"):
        convolve([], [1])


@pytest.mark.parametrize("wide", [1, 2, 5, 28])
@pytest.mark.parametrize("taps", [(3,), (1, 0, -1), (1, 2, 3, 4, 5)])
def test_every_row_against_a_loop(wide, taps) -> None:
    image = np.random.default_rng(wide).integers(0, 256, (3, wide))
    found, reach = overlap_rows(image, taps), len(taps) // 2

    def f(row, x):
        return int(image[row, x]) if 0 <= x < wide else 0

    def h(j):
        return taps[j + reach] if -reach <= j <= reach else 0

    everywhere = range(-wide - 9, 2 * wide + 9)
    for row in range(3):
        for x in range(wide):
            assert found.convolved[row, x] == sum(f(row, t) * h(x - t) for t in everywhere)
            assert found.swapped[row, x] == sum(h(t) * f(row, x - t) for t in everywhere)
            assert found.correlated[row, x] == sum(f(row, x + t) * h(t) for t in everywhere)
            assert found.correlated_swapped[row, x] == sum(h(x + t) * f(row, t) for t in everywhere)


def test_an_even_number_of_taps_has_no_middle() -> None:
    with pytest.raises(ValueError, match="one is the middle"):
        overlap_rows([[1, 2, 3]], [1, 2])

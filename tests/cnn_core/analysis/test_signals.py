"""Functions cut into strips: their areas, shapes, and the functions drawn through numbers."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import (
    REACH,
    SIGNALS,
    STEP,
    STRIPS,
    TAPS,
    area_under,
    strip_middles,
    through_knots,
)


def test_strips_lie_around_0_and_end_at_the_reach() -> None:
    t = strip_middles()
    assert t.shape == (2 * REACH * STRIPS,)
    np.testing.assert_allclose(t + t[::-1], 0, atol=1e-12)
    np.testing.assert_allclose([t[0], t[-1]], [-REACH + STEP / 2, REACH - STEP / 2])


@pytest.mark.parametrize("width", [0.25, 0.5, 1, 1.75, 2])
@pytest.mark.parametrize("name", [name for name, one in SIGNALS.items() if one.has_width])
def test_every_function_of_some_width_has_area_1(name: str, width: float) -> None:
    tail = np.exp(-2 * REACH / width) if name == "exponential" else 0
    assert area_under(SIGNALS[name].sampled(width)) == pytest.approx(1 - tail, rel=5e-4)


def test_the_edge_is_1_from_0_on_whatever_its_width() -> None:
    for width in (0.25, 2):
        np.testing.assert_array_equal(SIGNALS["edge"].sampled(width), strip_middles() > 0)


@pytest.mark.parametrize("name", SIGNALS)
def test_the_code_shown_is_what_is_computed(name: str) -> None:
    one, t = SIGNALS[name], strip_middles()
    shown = eval(one.code.format(w="0.75"), {"np": np, "t": t})
    np.testing.assert_allclose(shown, one.sampled(0.75), atol=1e-12)


@pytest.mark.parametrize("name", ["box", "triangle"])
def test_the_support_is_where_it_is_not_0(name: str) -> None:
    one, t = SIGNALS[name], strip_middles()
    assert one.support is not None
    low, high = one.support
    np.testing.assert_array_equal(one.sampled(2) > 0, (t > 2 * low) & (t < 2 * high))


def test_shapes_are_known_values() -> None:
    t = strip_middles()
    at = np.abs(t - (0.3 + STEP / 2)).argmin()
    np.testing.assert_allclose(SIGNALS["triangle"].sampled(2)[at], (1 - t[at] / 2) / 2)
    np.testing.assert_allclose(SIGNALS["exponential"].sampled()[at], 2 * np.exp(-2 * t[at]))
    density = np.exp(-(t[at] ** 2) / (2 * 0.5**2)) / (0.5 * np.sqrt(2 * np.pi))
    np.testing.assert_allclose(SIGNALS["gaussian"].sampled()[at], density)


@pytest.mark.parametrize("width", [0, -1, 2.01, float("nan")])
def test_a_width_that_does_not_exist_is_refused(width: float) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 2"):
        SIGNALS["box"].sampled(width)


def test_a_drawn_function_goes_straight_through_its_numbers() -> None:
    drawn, t = through_knots([1, -2, 0.5]), strip_middles()
    np.testing.assert_allclose(np.interp([-0.25, 0, 0.25], t, drawn), [1, -2, 0.5], atol=0.1)
    np.testing.assert_allclose(drawn, np.interp(t, [-0.5, -0.25, 0, 0.25, 0.5], [0, 1, -2, 0.5, 0]))
    assert area_under(drawn) == pytest.approx((1 - 2 + 0.5) / 4)


@pytest.mark.parametrize("count", [0, 2, 27])
def test_a_drawn_function_has_a_middle_and_at_most_25_numbers(count: int) -> None:
    with pytest.raises(ValueError, match=f"not {count}"):
        through_knots([1.0] * count)


def test_taps_are_one_row_with_a_middle() -> None:
    assert {kernel.shape for kernel in TAPS.values()} == {(1, 3)}
    assert TAPS["blur"].sum == TAPS["box"].sum == TAPS["sharpen"].sum == TAPS["fading"].sum == 1
    assert TAPS["edge"].sum == TAPS["step"].sum == 0

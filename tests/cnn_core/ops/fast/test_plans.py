"""Few passes over the image that give the same numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import geometry
from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from cnn_core.ops.fast import common_sums, plans
from cnn_core.ops.fast.plans import Recipe, recipe
from cnn_core.ops.fast.shift_and_add import correlate_shifted
from cnn_core.ops.fast.taps import Tap, Term

STRUCTURED = ("sobel-x", "laplacian-4", "laplacian-8", "box-blur", "gaussian", "sharpen")


def passes(rows: Any) -> int:
    return recipe(np.array(rows, np.float32)).passes


def of(name: str, size: int = 3) -> Recipe:
    return recipe(KERNELS[name].kernel(size).weights)


def combined(one: Recipe) -> dict[tuple[int, int], float]:
    """Return the kernel that a recipe's planes amount to, cell by cell."""
    planes: list[dict[tuple[int, int], float]] = [{(0, 0): 1.0}]
    for terms in (*one.planes, one.last or one.whole):
        found: dict[tuple[int, int], float] = {}
        for term in terms:
            for tap, add in term.taps:
                for (row, col), n in planes[tap.plane].items():
                    at = row + tap.row, col + tap.col
                    found[at] = found.get(at, 0.0) + n * (term.weight if add else -term.weight)
        planes.append({at: n for at, n in found.items() if n})
    return planes[-1]


small = st.sampled_from([0, 0, 1, 1, 1, -1, -1, 2, -2, 3, 4, -8, 0.5, 0.3])


@given(arrays(np.float32, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=small))
@example(KERNELS["sobel-x"].kernel().weights)
@example(KERNELS["laplacian-8"].kernel().weights)
@example(KERNELS["gaussian"].kernel(5).weights)
def test_a_recipe_amounts_to_its_kernel(kernel: Array) -> None:
    expected = {tuple(at): float(kernel[tuple(at)]) for at in np.argwhere(kernel)}
    assert combined(recipe(kernel)) == pytest.approx(expected, rel=1e-6)


@given(
    arrays(np.float32, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=small),
    st.integers(0, 1000),
)
@example(KERNELS["laplacian-8"].kernel().weights, 0)
@example(KERNELS["laplacian-4"].kernel().weights, 0)
def test_shared_sums_equal_those_of_all_taps_at_once(kernel: Array, seed: int) -> None:
    found = recipe(kernel)
    assume(found.planes)
    at = geometry((9, 8), (kernel.shape[0], kernel.shape[1]), padding=1)
    # Pixels from -9 to 9 and weights in tenths: neither way may lose more than rounding.
    x = np.random.default_rng(seed).integers(-9, 10, (1, 9, 8)).astype(np.float32)
    answers: list[Array] = []
    for one in (found, Recipe(found.whole)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("cnn_core.ops.fast.shift_and_add.recipe", lambda _, one=one: one)
            answers.append(np.empty((1, *at.out), np.float32))
            correlate_shifted(x, kernel[None, None], at, answers[-1])
    whole = bool((kernel == np.round(kernel)).all())
    np.testing.assert_allclose(answers[0], answers[1], rtol=0, atol=0 if whole else 2e-4)


@pytest.mark.parametrize("name", ["sobel-x", "laplacian-4", "laplacian-8"])
def test_shared_sums_are_exactly_0_where_the_image_is_flat_whatever_its_value(name: str) -> None:
    assert of(name).planes
    # One pixel of each value: all there are, a thousand apart.
    values = np.arange(0x3F000000, 0x40800000, 997, dtype=np.uint32).view(np.float32)
    flat = np.broadcast_to(values, (1, 3, 3, len(values)))
    assert not conv2d(flat, KERNELS[name].kernel().weights[None, None]).any()


def test_sums_that_would_be_rounded_twice_are_not_shared_where_they_must_cancel() -> None:
    pixel, double, triple = (Tap(plane, 0, 0) for plane in range(3))
    made = [
        (Term(1.0, ((pixel, True),) * 2),),
        (Term(1.0, ((pixel, True), (double, True))),),
    ]
    # 3v + 3v + 3v - 9v is not 0 for every v; 8v - 2v - 3v - 3v is.
    nine, eight = (Term(weight, ((pixel, False),)) for weight in (9.0, 8.0))
    thrice = (triple, True)
    assert not common_sums.flat(made, (Term(1.0, (thrice,) * 3), nine), 0)
    assert common_sums.flat(made, (eight, Term(1.0, ((double, True), thrice, thrice))), 0)


def test_zeros_cost_nothing_and_ones_an_addition() -> None:
    assert passes([[0, 0], [0, 0]]) == 0
    assert passes([[1, -1]]) == 2
    # Equal weights are added first and multiplied once; the last pass adds them to the total.
    assert passes([[5, 5, 5, 1]]) == 3 + 1 + 1


def test_the_kernels_of_textbooks_take_few_passes() -> None:
    # One more than are needed for one map: the last adds it to those of other channels.
    assert {name: of(name).passes for name in STRUCTURED} == {
        "sobel-x": 3 + 1,
        "laplacian-4": 4 + 1,
        "laplacian-8": 6 + 1,
        "box-blur": 5 + 1,
        "gaussian": 5 + 1,
        "sharpen": 4 + 1,
    }


@pytest.mark.parametrize(
    "name, size", [("box-blur", 3), ("gaussian", 11), ("sobel-x", 7), ("prewitt-y", 5)]
)
def test_kernels_that_are_a_column_times_a_row_go_down_and_then_across(
    name: str, size: int
) -> None:
    found = of(name, size)
    assert len(found.planes) >= 1
    # No cell is read from a plane both further down and further to the right.
    taps = [tap for one in (*found.planes, found.last) for term in one for tap, _ in term.taps]
    assert not any(tap.row and tap.col for tap in taps)
    assert found.passes < Recipe(found.whole).passes


@pytest.mark.parametrize("name, size", [("gabor", 9), ("two-column", 2)])
def test_where_nothing_is_saved_all_taps_are_added_at_once(name: str, size: int) -> None:
    assert not of(name, size).planes


def test_a_column_times_a_row_of_weights_that_are_no_whole_numbers() -> None:
    found = recipe(np.full((3, 3), 1 / 9, np.float32))
    assert [term.weight for term in found.last] == [1.0]
    assert [term.weight for (term,) in found.planes] == [float(np.float32(1 / 9))]


def test_planes_share_buffers_that_are_not_read_any_more() -> None:
    found = of("gaussian", 5)
    assert len(found.planes) == 3
    assert found.buffers == (0, 1, 0)


def test_weights_that_are_no_numbers_spread_and_do_not_crash() -> None:
    w = np.array([[[[np.nan, 1.0]]]])
    assert np.isnan(conv2d(np.ones((1, 2, 3)), w)).all()
    assert np.isinf(conv2d(np.ones((1, 2, 3)), [[[[np.inf, 1.0]]]])).all()


def test_weights_of_any_magnitude_have_a_recipe() -> None:
    for table in ([[1e-300, -1e-300]], [[1e300, 5e-324, -1e300]], [[0.1, 0.2, -0.3]]):
        x = np.ones((1, 1, 3))
        expected = sum(w for w in table[0])
        assert conv2d(x, np.array(table)[None, None])[0, 0, 0] == pytest.approx(expected)


def test_recipes_are_remembered() -> None:
    kernel = KERNELS["gaussian"].kernel(5).weights
    assert recipe(kernel) is recipe(kernel.copy())
    assert plans._recipe.cache_info().maxsize is not None

"""Each drawn picture shows the one thing it is there for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import correlate2d

from ui.pictures.synthetic import DRAWINGS

HIGH_PASS = [[0, -1, 0], [-1, 4, -1], [0, -1, 0]]
VERTICAL_EDGE = [[1, 0, -1]] * 3


def plane(name: str) -> np.ndarray:
    return np.asarray(DRAWINGS[name].draw())


@pytest.mark.parametrize("name", DRAWINGS)
def test_pixels_are_whole_numbers_from_black_to_white(name: str) -> None:
    drawn = plane(name)
    assert drawn.ndim == 2 or drawn.shape[0] == 3
    assert np.array_equal(drawn, np.rint(drawn))
    assert drawn.min() >= 0
    assert drawn.max() <= DRAWINGS[name].white


@pytest.mark.parametrize("name", DRAWINGS)
def test_its_line_is_the_one_that_draws_it(name: str) -> None:
    line = DRAWINGS[name].line()
    assert np.array_equal(eval(line, {"np": np}), plane(name))
    assert max(map(len, line.splitlines())) <= 90


def test_the_textbook_edge_answers_0_30_30_0() -> None:
    answer = correlate2d(plane("edge"), VERTICAL_EDGE, "valid")
    assert answer.tolist() == [[0, 30, 30, 0]] * 4
    mirrored = correlate2d(plane("step"), VERTICAL_EDGE, "valid")
    assert mirrored.tolist() == [[0, -30, -30, 0]] * 4


def test_the_edge_turned_by_90_degrees_is_found_by_the_kernel_turned_alike() -> None:
    assert np.array_equal(plane("edge-down"), plane("edge").T)
    assert not correlate2d(plane("edge-down"), VERTICAL_EDGE, "valid").any()
    answer = correlate2d(plane("edge-down"), np.transpose(VERTICAL_EDGE), "valid")
    assert answer.T.tolist() == [[0, 30, 30, 0]] * 4


def test_a_two_column_kernel_answers_10_at_the_edge() -> None:
    answer = correlate2d(plane("step"), [[-1, 1]], "valid")
    assert answer.tolist() == [[0, 0, 10, 0, 0]] * 6


def test_the_centre_200_answers_175() -> None:
    drawn = plane("centre-200")
    middle = tuple(size // 2 for size in drawn.shape)
    assert drawn[middle] == 200
    assert 4 * 200 - (158 + 152 + 160 + 155) == 175
    assert correlate2d(drawn, HIGH_PASS, "same")[middle] == 175


def test_a_kernel_that_sums_to_0_sees_nothing_on_flat_grey() -> None:
    assert not correlate2d(plane("flat"), HIGH_PASS, "valid").any()


def test_the_impulse_answers_with_the_kernel_turned_half_way() -> None:
    kernel = np.arange(9).reshape(3, 3)
    answer = correlate2d(plane("impulse"), kernel, "same") / 255
    assert np.array_equal(answer[4:7, 4:7], kernel[::-1, ::-1])


def test_the_ramp_has_a_constant_slope() -> None:
    assert np.all(np.diff(plane("ramp"), axis=1) == 17)
    assert not correlate2d(plane("ramp"), [[1, -2, 1]], "valid").any()


@pytest.mark.parametrize("name", ["ring", "checkerboard", "zone-plate"])
def test_turned_by_90_degrees_it_is_the_same_or_its_negative(name: str) -> None:
    drawn = plane(name)
    if name == "zone-plate":
        drawn = drawn[1:, 1:]  # the centre is a pixel of an even picture
    turned = np.rot90(drawn)
    assert np.array_equal(turned, drawn) or np.array_equal(turned, 255 - drawn)


def test_the_grating_repeats_every_8_columns() -> None:
    drawn = plane("grating")
    assert np.array_equal(drawn[:, 8:], drawn[:, :-8])
    assert np.all(drawn == drawn[0])
    assert (drawn.min(), drawn.max()) == (1, 255)


def test_red_is_pure_and_purple_is_red_and_blue() -> None:
    drawn = plane("red-purple")
    assert drawn[:, 0, 0].tolist() == [255, 0, 0]
    assert drawn[:, 3, 5].tolist() == [200, 0, 200]
    assert {tuple(colour) for colour in drawn.reshape(3, -1).T} == {(255, 0, 0), (200, 0, 200)}


def test_eight_colours_are_all_that_planes_of_0_and_255_make() -> None:
    drawn = plane("colours").reshape(3, -1).T
    colours, counts = np.unique(drawn, axis=0, return_counts=True)
    assert len(colours) == 8
    assert set(counts) == {4}

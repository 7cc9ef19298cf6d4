"""Edges, corners and squares, found where they are and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import (
    CORNERS,
    SIDES,
    compose_kernels,
    corner_maps,
    mixed_map,
    side_maps,
    square_kernel,
    square_map,
)
from cnn_core.ops import conv2d
from ui.pictures import picture

EDGE = 3 * 255  # the answer of a straight edge from black to white


def square(row: int, column: int, side: int, size: int = 16) -> np.ndarray:
    image = np.zeros((size, size))
    image[row : row + side, column : column + side] = 255
    return image


def test_each_side_answers_on_its_side_alone() -> None:
    maps = dict(zip(SIDES, side_maps(square(4, 5, 6)), strict=True))
    assert maps["top"][4, 8] == maps["top"][3, 8] == EDGE
    assert maps["left"][7, 5] == maps["right"][7, 10] == maps["bottom"][9, 8] == EDGE
    assert maps["top"][9, 8] == maps["left"][7, 10] == 0
    assert all(one[7, 8] == 0 for one in maps.values())


def test_the_frame_of_a_picture_is_no_edge() -> None:
    assert side_maps(np.full((5, 7), 255)).max() == 0


def test_a_corner_is_found_where_both_sides_are_and_only_there() -> None:
    maps = dict(zip(CORNERS, corner_maps(square(4, 5, 6), EDGE), strict=True))
    for name, place in {
        "top left": (4, 5),
        "top right": (4, 10),
        "bottom left": (9, 5),
        "bottom right": (9, 10),
    }.items():
        assert np.argwhere(maps[name]).tolist() == [list(place)], name
        assert maps[name][place] == 255  # 510 + 510 - 765


def test_the_reader_s_own_mix_is_a_1x1_kernel_and_a_bias() -> None:
    sides = side_maps(square(4, 5, 6))
    either = mixed_map(sides, (1, 1, 1, 1), 0)
    np.testing.assert_array_equal(either, sides.sum(axis=0))
    linear = mixed_map(sides, (1, 0, -1, 0), 100, between=False)
    np.testing.assert_array_equal(linear, sides[0] - sides[2] - 100)
    with pytest.raises(ValueError):
        mixed_map(sides, (1, 0), 0)


def test_squares_of_one_side_are_found_and_no_bar_and_no_l() -> None:
    image = picture("shapes").pixels[0]
    corners = corner_maps(image, EDGE)
    assert np.argwhere(square_map(corners, 6, EDGE)).tolist() == [[3, 3], [3, 21]]
    assert np.argwhere(square_map(corners, 9, EDGE)).tolist() == [[15, 3]]
    for side in (3, 4, 5, 7, 8, 10):
        assert not square_map(corners, side, EDGE).any(), side


def test_three_corners_are_no_square() -> None:
    image = square(4, 5, 6)
    image[8:10, 9:11] = 0
    assert not square_map(corner_maps(image, EDGE), 6, EDGE).any()


def test_without_relu_all_of_it_is_one_kernel_and_a_bias() -> None:
    image = np.random.default_rng(2).integers(0, 256, (14, 15)).astype(np.float64)
    found = square_map(corner_maps(image, EDGE, between=False), 4, EDGE, between=False)
    first = np.stack([*SIDES.values()])[:, None]
    mixes = np.array([*CORNERS.values()], np.float64)[:, :, None, None]
    whole = compose_kernels(first, mixes, square_kernel(4))
    padded = np.pad(image, 1, mode="edge")[None]
    np.testing.assert_allclose(conv2d(padded, whole, [-5 * EDGE])[0], found, atol=1e-9)


def test_a_square_has_a_side_of_at_least_2() -> None:
    with pytest.raises(ValueError, match="no four corners"):
        square_kernel(1)

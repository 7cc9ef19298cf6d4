"""Kernels as deep as their input: what they are made of, how they are written, what they cost."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cnn_core.kernels import (
    COMBINATIONS,
    KERNELS,
    MIXES,
    conv_parameters,
    deep_from,
    deep_kernel,
    fitted,
    format_deep,
    parse_deep,
)
from cnn_core.nn import Conv2D
from cnn_core.ops import conv2d, conv2d_loops

EDGE = KERNELS["vertical-edge"].kernel(3)


def test_a_mix_lays_the_flat_kernel_on_every_plane() -> None:
    made = deep_kernel(EDGE, MIXES["red-blue"].weights, bias=1)
    flat = np.array(EDGE.numerators)
    np.testing.assert_array_equal(made.numerators, [flat, 0 * flat, -flat])
    assert (made.divisor, made.bias, made.shape, made.sum) == (1, 1, (3, 3, 3), 0)


def test_a_deep_kernel_answers_the_sum_of_its_planes_and_the_bias() -> None:
    image = np.random.default_rng(5).integers(0, 256, (3, 7, 8)).astype(float)
    made = deep_kernel(KERNELS["gaussian"].kernel(), MIXES["light"].weights, Fraction(-1, 4))
    weights = made.numerators[None].astype(float)
    found = conv2d(image, weights, [float(made.bias)]) / made.divisor
    planes = [
        float(mix) * conv2d(plane[None], KERNELS["gaussian"].kernel().weights[None, None])
        for mix, plane in zip(MIXES["light"].weights, image, strict=True)
    ]
    np.testing.assert_allclose(found, np.sum(planes, axis=0) - 0.25, rtol=1e-5)
    np.testing.assert_allclose(found, conv2d_loops(image, weights, [made.bias]) / made.divisor)


def test_brightness_sums_to_1_and_stays_whole_numbers() -> None:
    made = deep_kernel(KERNELS["identity"].kernel(1), MIXES["light"].weights)
    assert made.numerators.ravel().tolist() == [299, 587, 114]
    assert (made.divisor, made.sum) == (1000, 1)


def test_a_divisor_is_a_power_of_ten_where_decimals_are_exact() -> None:
    quarter = deep_from([[[Fraction(1, 4)]]], Fraction(1, 2))
    assert (quarter.planes, quarter.divisor, quarter.bias) == ((((25,),),), 100, 50)
    ninth = deep_from([[[Fraction(1, 9)]]], Fraction(1))
    assert (ninth.divisor, ninth.bias, ninth.exact_bias) == (9, 9, 1)


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("mix", MIXES)
def test_every_kernel_takes_every_mix_exactly(name: str, mix: str) -> None:
    kernel = KERNELS[name].kernel()
    made = deep_kernel(kernel, MIXES[mix].weights)
    assert made.sum == kernel.sum * sum(MIXES[mix].weights)


def test_one_plane_is_repeated_and_three_are_added_up() -> None:
    flat = deep_kernel(EDGE, (1,), bias=2)
    assert fitted(flat, 3).numerators.tolist() == [np.array(EDGE.numerators).tolist()] * 3
    colour = deep_kernel(EDGE, (1, 2, -1), bias=2)
    grey = fitted(colour, 1)
    image = np.random.default_rng(0).integers(0, 256, (1, 5, 5)).astype(float)
    of_grey = conv2d(image, grey.numerators[None].astype(float), [2.0])
    of_three = conv2d(np.repeat(image, 3, 0), colour.numerators[None].astype(float), [2.0])
    np.testing.assert_array_equal(of_grey, of_three)
    with pytest.raises(ValueError, match="3 planes does not fit an input of 4 channels"):
        fitted(colour, 4)


def test_kernels_are_written_as_they_are_read() -> None:
    text = "1,0,-1|0,0,0|-0.5,0,0.5||1,1,1|2,2,2|3,3,3"
    first, second = parse_deep(text)
    assert (first.shape, first.divisor) == ((3, 1, 3), 10)
    assert second.numerators[:, 0, 0].tolist() == [1, 2, 3]
    assert format_deep([first, second]) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1|2", "1 plane or 3"),
        ("1|2|3||1", "kernel 2 is 1 deep, kernel 1 is 3"),
        ("1|2|3,4", "a plane of kernel 1 is 1×2, the first is 1×1"),
        ("1|x|3", "not a number"),
        ("||".join("1" * 9), "9 kernels are too many: 8 at most"),
    ],
)
def test_what_is_no_kernel_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_deep(text)


@pytest.mark.parametrize(
    ("kernel", "channels", "filters", "groups", "count"),
    [
        ((3, 3), 3, 10, 1, 280),
        ((3, 3), 3, 32, 1, 896),
        ((3, 3), 16, 32, 1, 4640),
        ((3, 3), 4, 8, 1, 296),
        ((3, 3), 4, 32, 4, 320),
        ((1, 1), 3, 1, 1, 4),
    ],
)
def test_parameters(
    kernel: tuple[int, int], channels: int, filters: int, groups: int, count: int
) -> None:
    assert conv_parameters(kernel, channels, filters, groups) == count
    if groups == 1:
        shapes = Conv2D(filters, kernel).parameter_shapes((channels, 9, 9))
        assert sum(int(np.prod(shape)) for shape in shapes.values()) == count


def test_groups_must_divide() -> None:
    with pytest.raises(ValueError, match="groups 3 must divide 4 channels and 8 filters"):
        conv_parameters((3, 3), 4, 8, 3)


def test_a_square_s_edges_are_combined() -> None:
    """Straight edges hold 30 and 0, the corners' pixels 20 and 20."""
    maps = np.array([[[30.0, 20.0, 0.0]], [[0.0, 20.0, 0.0]]])
    made = {name: one.combine(maps, 30.0).tolist() for name, one in COMBINATIONS.items()}
    assert made == {"sum": [[30, 40, 0]], "product": [[0, 400, 0]], "above": [[0, 10, 0]]}

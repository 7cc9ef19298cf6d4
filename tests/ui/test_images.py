"""Maps as pictures: the colours say sign and size, the files say the exact numbers."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from cnn_core import KERNELS, gradient
from ui.convolution import Convolution
from ui.images import direction_image, direction_wheel, grey_image, npy, png, signed_image, slide
from ui.pictures import picture

MAP = arrays(np.float32, (3, 4), elements=st.floats(-1000, 1000, width=32))
BLUE, ORANGE = (31, 95, 168), (194, 87, 12)


def opened(file: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(file)))


# ---- signs


def test_zero_is_white_the_largest_orange_its_opposite_blue() -> None:
    zero, high, low = signed_image(np.array([[0, 8, -8]]))[0].tolist()
    assert min(zero) >= 254
    assert (tuple(high), tuple(low)) == (ORANGE, BLUE)


def test_the_scale_is_centred_on_0_whatever_the_range() -> None:
    # All positive: nothing is blue, and the smallest is not taken for 0.
    red, _, blue = np.moveaxis(signed_image(np.array([[1, 2, 4]])).astype(int), -1, 0)
    assert (red > blue).all()
    strength = red - blue
    assert (np.diff(strength[0]) > 0).all()


@given(MAP)
def test_the_sign_of_every_cell_shows(values: np.ndarray) -> None:
    red, _, blue = np.moveaxis(signed_image(values).astype(int), -1, 0)
    limit = np.abs(values).max()
    clear = np.abs(values) > 0.02 * limit  # below that, nearly white
    assert ((red > blue) == (values > 0))[clear].all()


@given(MAP)
def test_the_opposite_map_has_the_opposite_colours(values: np.ndarray) -> None:
    def lightness(one: np.ndarray) -> np.ndarray:
        return signed_image(one).astype(int).max(axis=-1) < 253

    coloured = np.abs(values) > 0.1 * (np.abs(values).max() or 1)
    assert ((signed_image(values) != signed_image(-values)).any(axis=-1))[coloured].all()
    if not values.any():
        assert not lightness(values).any()  # a map of nothing is white, not an error


# ---- greys and directions


def test_the_steepest_place_is_white_and_flat_is_black() -> None:
    assert grey_image(np.array([[0, 2, 4.0]])).tolist() == [[0, 128, 255]]
    assert grey_image(np.zeros((2, 2))).tolist() == [[0, 0], [0, 0]]


def test_a_direction_has_its_hue_whatever_its_size_and_black_is_flat() -> None:
    right, same, left, flat = direction_image(
        np.array([[1.0, 0.25, 1.0, 0.0]]), np.array([[0.0, 0.0, np.pi, 0.0]])
    )[0].astype(int)
    assert flat.tolist() == [0, 0, 0]
    np.testing.assert_allclose(same, right / 2, atol=1)  # the root of a quarter
    assert np.abs(right - left).max() > 100


def test_a_direction_just_below_and_above_left_has_one_hue() -> None:
    almost, beyond = direction_image(np.ones((1, 2)), np.array([[np.pi, -np.pi]]))[0].astype(int)
    assert np.abs(almost - beyond).max() <= 1


def test_the_wheel_shows_each_direction_on_its_side() -> None:
    wheel = direction_wheel(101)
    assert wheel.shape == (101, 101, 4)
    ends = {(50, 100): 0.0, (100, 50): np.pi / 2, (50, 0): np.pi, (0, 50): -np.pi / 2}
    for (row, column), angle in ends.items():
        expected = direction_image(np.ones((1, 1)), np.array([[angle]]))[0, 0].astype(int)
        assert np.abs(wheel[row, column, :3].astype(int) - expected).max() <= 1, angle
        assert wheel[row, column, 3] == 255
    assert [wheel[r, c, 3] for r in (0, -1) for c in (0, -1)] == [0, 0, 0, 0]


def test_the_wheel_and_the_picture_agree_on_an_edge() -> None:
    # Brighter downwards: the colour at the lower end of the wheel.
    edge = np.repeat([[0.0], [0.0], [9.0], [9.0]], 4, axis=1)
    colours = direction_image(*gradient(edge))
    wheel = direction_wheel()
    assert np.abs(colours[2, 2].astype(int) - wheel[-1, wheel.shape[1] // 2, :3]).max() <= 1


# ---- files


@given(MAP)
def test_the_exact_numbers_come_back(values: np.ndarray) -> None:
    again = np.load(io.BytesIO(npy(values)), allow_pickle=False)
    assert again.dtype == np.float32
    np.testing.assert_array_equal(again, values)


@given(arrays(np.uint8, st.sampled_from([(2, 3), (2, 3, 3), (2, 3, 4), (1, 1)])))
def test_the_pixels_of_a_png_come_back(pixels: np.ndarray) -> None:
    assert png(pixels)[:4] == b"\x89PNG"
    np.testing.assert_array_equal(opened(png(pixels)), pixels)


@pytest.mark.parametrize(
    ("name", "kernel"),
    [
        ("edge", KERNELS["vertical-edge"].kernel()),
        ("camera", KERNELS["gaussian"].kernel(11)),
        ("flat", KERNELS["sobel-x"].kernel()),  # a map of zeros has no range
    ],
)
def test_a_slide_fills_a_projector_and_shows_picture_kernel_and_map(name: str, kernel) -> None:
    shown = Convolution(picture(name), kernel)
    page = opened(slide([shown], [shown.map], "ConvScope · window"))[..., :3].astype(int)
    assert page.shape == (1080, 1920, 3)
    assert page[0, 0].tolist() == [255, 255, 255]
    thirds = [page[150:900, start:stop] for start, stop in ((40, 750), (800, 1120), (1200, 1860))]
    for number, part in enumerate(thirds):
        assert (part < 250).any() or (name == "flat" and number == 2)


def test_a_slide_says_where_it_comes_from() -> None:
    shown = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
    links = ("", "ConvScope · window?x=1")
    plain, linked = (opened(slide([shown], [shown.map], link))[980:] for link in links)
    assert (plain != linked).any()

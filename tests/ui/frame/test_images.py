"""Maps as pictures: the colours say sign and size, the files say the exact numbers."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from cnn_core.kernels import KERNELS
from ui.frame.images import grey_image, map_images, npy, png, signed_image, slide
from ui.models.convolution import Convolution
from ui.pictures import ROOT, picture

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


# ---- maps as the view shows them


def test_a_map_that_is_a_picture_is_grey_and_blue_only_below_0() -> None:
    black, white, half, below = grey_image(np.array([[0, 255, 127.5, -1]]), 255)[0].tolist()
    assert (black, white, half) == ([0, 0, 0], [255, 255, 255], [128, 128, 128])
    assert below[2] > below[0] + 30


def test_of_a_layer_each_map_has_the_colours_it_has_on_screen() -> None:
    shown = [Convolution(picture("edge"), KERNELS[one].kernel()) for one in ("gaussian", "sobel-x")]
    grey, signed = map_images(shown, [one.map for one in shown])
    assert (np.ptp(grey.astype(int), axis=-1) == 0).all()
    assert np.ptp(signed.astype(int), axis=-1).max() > 100


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


TWO_THREADS = """
import threading
from importlib import import_module

later = threading.Thread(target=import_module, args=["matplotlib.pyplot"])
later.start()
import_module("ui.frame.images")
later.join()
"""


def test_pictures_are_loaded_while_the_server_still_loads_what_downloads_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWO_THREADS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")

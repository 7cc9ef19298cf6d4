"""What can be taken away is what is on screen, to the last bit."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from unittest import mock

import numpy as np
import pytest
import streamlit
from PIL import Image

from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from tests.ui.visitor import visitor
from ui.frame.downloads import gradient_downloads, layer_downloads, map_downloads
from ui.frame.images import map_images
from ui.link.convolution import convolution_settings
from ui.link.history import open_view
from ui.models.convolution import Convolution
from ui.models.layer import layer, unrounded
from ui.pictures import picture

SOBEL = Convolution(picture("digit-7"), KERNELS["sobel-x"].kernel(), padding="same")


def offered(found: Convolution, *others: str, times: int = 1) -> dict[str, bytes]:
    """Return the files a view offers: name -> bytes."""
    files: dict[str, bytes] = {}

    def button(label: str, make: Callable[[], bytes], name: str, mime: str, **how: Any) -> None:
        assert how["on_click"] == "ignore"  # a download is no reason to compute the page again
        assert mime == {"png": "image/png", "npy": "application/octet-stream"}[name[-3:]]
        files[name] = make()

    kernels = [found.kernel, *(KERNELS[other].kernel() for other in others)]
    with visitor(stride="2"), mock.patch.object(streamlit, "download_button", button):
        view = open_view("kernels", convolution_settings("edge", "sobel-x"))
        if others:
            layer_downloads(view, layer(found, kernels))
        else:
            map_downloads(view, found, times)
    return files


@pytest.mark.parametrize("name", ["sobel-x", "gaussian", "box-blur", "gabor"])
def test_the_exact_map_is_in_the_file(name: str) -> None:
    found = Convolution(picture("camera"), KERNELS[name].kernel(), stride=2)
    exact = np.load(io.BytesIO(offered(found)[f"camera-{name}.npy"]))
    np.testing.assert_array_equal(exact, found.map, strict=True)


def test_of_a_layer_every_map_is() -> None:
    files = offered(SOBEL, "gaussian", "emboss")
    exact = np.load(io.BytesIO(files["digit-7-layer.npy"]))
    wanted = [KERNELS[name].kernel() for name in ("sobel-x", "gaussian", "emboss")]
    maps = [one.map for one in layer(SOBEL, wanted)]
    np.testing.assert_array_equal(exact, np.stack(maps), strict=True)
    assert set(files) == {"digit-7-layer.npy", "digit-7-layer.png", "digit-7-layer-slide.png"}


def test_of_a_kernel_applied_again_and_again_the_last_map_is() -> None:
    found = Convolution(picture("digit-7"), KERNELS["box-blur"].kernel(), padding="same")
    files = offered(found, times=3)
    exact = np.load(io.BytesIO(files["digit-7-box-blur-3x.npy"]))
    wanted: Any = found.picture.pixels.astype(np.float64)
    for _ in range(3):  # nothing is rounded on the way
        wanted = conv2d(wanted, np.ones((1, 1, 3, 3)) / 9, padding=1)
    np.testing.assert_allclose(exact, wanted[0], rtol=1e-6)
    np.testing.assert_array_equal(exact, unrounded(found, 3).astype(np.float32), strict=True)


def test_the_picture_of_the_map_has_its_colours() -> None:
    image = Image.open(io.BytesIO(offered(SOBEL)["digit-7-sobel-x.png"]))
    np.testing.assert_array_equal(np.asarray(image), map_images([SOBEL], [SOBEL.map])[0])


def test_a_view_of_one_map_is_a_slide_with_its_link() -> None:
    def slide(shown: list[Convolution], maps: Any, link: str) -> bytes:
        return f"{link}|{shown[0].size}".encode()

    with mock.patch("ui.frame.downloads.slide", slide):
        files = offered(SOBEL)
    assert files["digit-7-sobel-x-slide.png"] == "ConvScope · kernels?stride=2|(28, 28)".encode()


def test_a_map_that_nobody_asks_for_is_not_computed() -> None:
    fresh = Convolution(picture("camera"), KERNELS["sobel-x"].kernel())
    with (
        visitor(),
        mock.patch.object(streamlit, "download_button"),
        mock.patch("ui.frame.downloads.unrounded", side_effect=AssertionError),
    ):
        view = open_view("kernels", convolution_settings("edge", "sobel-x"))
        map_downloads(view, fresh, 10)
        layer_downloads(view, [fresh])
    assert not {"sums", "map"} & vars(fresh).keys()


def test_the_magnitude_of_a_gradient_is_also_a_picture() -> None:
    files: dict[str, bytes] = {}

    def button(label: str, make: Callable[[], bytes], name: str, mime: str, **how: Any) -> None:
        files[name] = make()

    with visitor(), mock.patch.object(streamlit, "download_button", button):
        gradient_downloads(picture("square"))
    exact = np.load(io.BytesIO(files["square-magnitude.npy"]))
    drawn = np.array(Image.open(io.BytesIO(files["square-magnitude.png"])))
    assert drawn.shape == (*exact.shape, 3)
    assert (drawn[exact == 0] == 0).all()
    assert (drawn[exact == exact.max()] == 255).all()

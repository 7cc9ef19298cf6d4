"""The PyTorch and Keras code a lesson shows, run: it gives the numbers on screen."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, apply_repeatedly, gradient, parse_weights
from tests.scripts import executed
from ui.code.convolution import SNIPPETS
from ui.models.convolution import Convolution
from ui.models.layer import aligned
from ui.pictures import Picture, picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

OTHERS = [name for name in SNIPPETS if name != "NumPy"]
KERNELS_TRIED = [
    KERNELS["sobel-x"].kernel(),
    KERNELS["gaussian"].kernel(5),
    KERNELS["box-blur"].kernel(2),
    KERNELS["two-column"].kernel(),
    parse_weights("1 2 3 4; 5 6 -7 8; /3"),
]


@pytest.fixture(params=OTHERS)
def framework(request: pytest.FixtureRequest):
    """Each way of writing whose library is there."""
    request.getfixturevalue("torch")
    if request.param == "Keras":
        request.getfixturevalue("keras")
    return SNIPPETS[request.param]


def run(code, name):
    return np.asarray(executed(code)[name])


def small(rows=11, columns=13):
    pixels = np.random.default_rng(rows).integers(0, 256, (1, rows, columns), dtype=np.uint8)
    return Picture("own", "Own", pixels)


def exists(convolution):
    try:
        convolution.map  # noqa: B018
    except ValueError:
        return False
    return True


PADDINGS: tuple[int | str, ...] = (0, 1, 2, "same", "full")
GEOMETRIES = list(itertools.product((1, 2, 3), PADDINGS, (1, 2), PADDING_MODES, (False, True)))


@pytest.mark.parametrize("kernel", KERNELS_TRIED, ids=lambda kernel: kernel.title)
def test_every_geometry_gives_the_map_on_screen(framework, kernel):
    tried = 0
    for stride, padding, dilation, mode, flip in GEOMETRIES:
        convolution = Convolution(
            small(),
            kernel,
            stride=stride,
            padding=padding,
            dilation=dilation,
            mode=mode,
            fill=77,
            flip=flip,
        )
        if exists(convolution):
            found = run(framework.feature_map(convolution), "feature_map")
            np.testing.assert_allclose(found, convolution.map, rtol=1e-5, atol=1e-3)
            tried += 1
    assert tried >= 200


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("kernel", KERNELS_TRIED[:3], ids=lambda kernel: kernel.title)
def test_a_kernel_applied_again_and_again(framework, kernel, mode):
    shown = small()
    convolution = Convolution(shown, kernel, padding="same", mode=mode, fill=9)
    for times in (0, 1, 3):
        found = run(framework.feature_map(convolution, times=times), "feature_map")
        wanted = apply_repeatedly(shown.pixels, kernel, times, padding_mode=mode, fill=9)[0]
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-2)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"stride": 2, "padding": 1, "dilation": 2},
        {"padding": "same", "flip": True},
        {"padding": "full", "mode": "replicate"},
    ],
    ids=str,
)
@pytest.mark.parametrize("count", range(1, len(KERNELS_TRIED) + 1))
def test_a_layer_gives_the_map_of_each_of_its_kernels(framework, settings, count):
    kernels = KERNELS_TRIED[-count:]
    convolution = Convolution(small(), kernels[0], **settings)
    found = run(framework.feature_maps(convolution, kernels), "feature_maps")
    alike = aligned(kernels, flip=convolution.flip)
    wanted = [replace(convolution, kernel=kernel).map for kernel in alike]
    np.testing.assert_allclose(found, np.stack(wanted), rtol=1e-5, atol=1e-3)


def test_magnitude_and_direction(framework):
    for shown in (small(), picture("flat"), picture("edge")):
        convolution = Convolution(shown, KERNELS_TRIED[0], padding=1, mode="replicate")
        code = framework.gradient(convolution)
        wanted = gradient(shown.pixels[0])
        np.testing.assert_allclose(run(code, "magnitude"), wanted.magnitude, rtol=1e-5, atol=1e-3)
        np.testing.assert_allclose(run(code, "direction"), wanted.direction, atol=1e-5)


def test_a_whole_photograph(framework):
    convolution = Convolution(picture("camera"), KERNELS["gaussian"].kernel(), padding="same")
    found = run(framework.feature_map(convolution), "feature_map")
    np.testing.assert_allclose(found, convolution.map, rtol=1e-5, atol=1e-3)

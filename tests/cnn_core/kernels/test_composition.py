"""Kernels one after another are one kernel, unless something not linear stands between them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import convolve2d

from cnn_core.kernels import (
    KERNELS,
    best_single_kernel,
    compose_kernels,
    composed,
    layer_by_layer,
    parse_weights,
)
from cnn_core.ops import conv2d
from ui.pictures import picture

RNG = np.random.default_rng(9)
STACK = [KERNELS[name].kernel() for name in ("sobel-x", "box-blur", "sobel-y")]


def test_three_3x3_kernels_are_one_7x7() -> None:
    kernels = RNG.normal(size=(3, 3, 3))
    whole = compose_kernels(*kernels)
    assert whole.shape == (7, 7)
    np.testing.assert_allclose(
        whole, convolve2d(convolve2d(kernels[0], kernels[1]), kernels[2]), atol=1e-12
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_both_ways_give_one_map(count: int) -> None:
    kernels, image = RNG.normal(size=(count, 3, 3)), RNG.normal(size=(20, 17))
    layers = layer_by_layer(image, [*kernels])
    (at_once,) = layer_by_layer(image, [compose_kernels(*kernels)])
    assert len(layers) == count
    np.testing.assert_allclose(layers[-1], at_once, atol=1e-11)


def test_rectangles_and_channels_compose_too() -> None:
    first, second = RNG.normal(size=(4, 3, 2, 5)), RNG.normal(size=(6, 4, 3, 2))
    image = RNG.normal(size=(3, 12, 13))
    whole = compose_kernels(first, second)
    assert whole.shape == (6, 3, 4, 6)
    np.testing.assert_allclose(conv2d(image, whole), conv2d(conv2d(image, first), second))


def test_kernels_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing to compose"):
        compose_kernels()
    with pytest.raises(ValueError, match="layer 2 reads 3 channels"):
        compose_kernels(np.ones((4, 3, 3, 3)), np.ones((1, 3, 3, 3)))
    with pytest.raises(ValueError, match="all"):
        compose_kernels(np.ones((3, 3)), np.ones((1, 1, 3, 3)))


def test_whole_numbers_stay_exact() -> None:
    whole = composed(STACK)
    assert (whole.shape, whole.divisor) == ((7, 7), 9)
    assert whole.numerators[0] == (1, 3, 3, 0, -3, -3, -1)
    np.testing.assert_allclose(
        whole.weights, compose_kernels(*(k.weights for k in STACK)), rtol=1e-6
    )
    assert composed([parse_weights("2,2;/4")] * 2).numerators == ((1, 2, 1),)
    with pytest.raises(ValueError, match="too large"):
        composed([parse_weights("1000,999.9999")] * 3)


def padded(name: str) -> np.ndarray:
    return np.pad(picture(name).reduced(48).pixels[0].astype(np.float64), 3, mode="edge")


def test_relu_between_is_relu_after_every_map_but_the_last() -> None:
    image, weights = padded("camera"), [one.weights for one in STACK]
    maps = layer_by_layer(image, weights, between=True)
    first = np.maximum(layer_by_layer(image, weights[:1])[0], 0)
    np.testing.assert_allclose(maps[0], first)
    second = np.maximum(layer_by_layer(first, weights[1:2])[0], 0)
    np.testing.assert_allclose(maps[2], layer_by_layer(second, weights[2:])[0])
    assert maps[2].min() < 0


def test_the_best_single_kernel_of_a_linear_stack_is_the_composed_one() -> None:
    image = RNG.normal(size=(40, 40))
    wanted = layer_by_layer(image, [one.weights for one in STACK])[-1] + 12
    fit = best_single_kernel(image, wanted, (7, 7))
    exact = np.array(composed(STACK).numerators) / 9
    np.testing.assert_allclose(fit.weights, exact, atol=1e-6)
    assert fit.bias == pytest.approx(12, abs=1e-5)
    assert (fit.rms, fit.worst) == (0, 0)
    assert fit.share == 0


@pytest.mark.parametrize("name", ["camera", "shapes", "digit-7", "flat", "ramp"])
def test_the_best_single_kernel_is_numpy_s_least_squares(name: str) -> None:
    image = padded(name)
    wanted = layer_by_layer(image, [one.weights for one in STACK], between=True)[-1]
    fit = best_single_kernel(image, wanted, (7, 7))
    windows = np.lib.stride_tricks.sliding_window_view(image, (7, 7)).reshape(wanted.size, 49)
    table = np.c_[windows, np.ones(wanted.size)]
    solution = np.linalg.lstsq(table, wanted.ravel())[0]
    left = wanted.ravel() - table @ solution
    assert fit.rms == pytest.approx(np.sqrt(np.mean(left**2)), rel=1e-6, abs=1e-6)
    np.testing.assert_allclose(fit.answer + fit.error, wanted, atol=1e-9)
    own = conv2d(image[None], fit.weights[None, None], [fit.bias])[0]
    np.testing.assert_allclose(own, fit.answer, atol=1e-6 * max(1, np.abs(wanted).max()))
    np.testing.assert_allclose(fit.error, left.reshape(wanted.shape), atol=1e-5)


def test_relu_between_leaves_an_error_that_no_single_kernel_mends() -> None:
    image = padded("camera")
    wanted = layer_by_layer(image, [one.weights for one in STACK], between=True)[-1]
    fit = best_single_kernel(image, wanted, (7, 7))
    assert 0.2 < fit.share < 1
    worse = best_single_kernel(image, wanted, (7, 7)).weights * 1.01
    other = conv2d(image[None], worse[None, None], [fit.bias])[0]
    assert np.sqrt(np.mean((wanted - other) ** 2)) > fit.rms


def test_a_map_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="makes a map of"):
        best_single_kernel(np.ones((9, 9)), np.ones((9, 9)), (3, 3))

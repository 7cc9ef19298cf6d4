"""One filter for each channel is what the loops of `conv2d_loops` give, for any layout."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.ops import conv2d
from cnn_core.ops.conv import MANY_GROUPS, conv2d_loops
from cnn_core.ops.conv_gradients import conv2d_backward
from tests.cnn_core.differences import assert_slopes

CHANNELS = MANY_GROUPS + 1
SETTINGS: list[dict[str, Any]] = [
    {},
    {"padding": 1},
    {"stride": 2, "padding": ((0, 1), (0, 1))},
    {"stride": (1, 2), "dilation": (2, 1), "padding": 2},
    {"stride": (2, 1), "padding": 1, "padding_mode": "circular"},
]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("images", [(), (1,), (3,)])
def test_each_channel_has_a_filter_of_its_own(
    settings: dict[str, Any], times: int, images: tuple[int, ...]
) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(CHANNELS, 8, 9, *images))
    w = rng.normal(size=(CHANNELS * times, 1, 3, 3))
    b = rng.normal(size=len(w))
    expected = conv2d_loops(x, w, b, groups=CHANNELS, **settings)
    np.testing.assert_allclose(conv2d(x, w, b, groups=CHANNELS, **settings), expected, atol=1e-12)
    # Channels may lie side by side in memory.
    turned = np.ascontiguousarray(np.moveaxis(x, 0, -1))
    again = conv2d(np.moveaxis(turned, -1, 0), w, b, groups=CHANNELS, **settings)
    np.testing.assert_allclose(again, expected, atol=1e-12)


def test_long_lines_are_cut_so_that_they_fit() -> None:
    rng = np.random.default_rng(0)
    for channels, columns in ((32, 112), (200, 7), (1200, 5), (64, 13)):
        x = rng.integers(-9, 10, (channels, 5, columns)).astype(np.float32)
        w = rng.integers(-9, 10, (channels, 1, 3, 3)).astype(np.float32)
        found = conv2d(x, w, groups=channels, padding=1)
        np.testing.assert_array_equal(found, conv2d_loops(x, w, groups=channels, padding=1))


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("times", [1, 2])
def test_gradients_are_what_moving_each_number_shows(settings: dict[str, Any], times: int) -> None:
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(3, 5, 6, 2)), rng.normal(size=(3 * times, 1, 3, 3))
    b = rng.normal(size=len(w))

    def answer() -> np.ndarray:
        return conv2d(x, w, b, groups=3, **settings)

    grad = rng.normal(size=answer().shape)
    for found, at in zip(conv2d_backward(grad, x, w, groups=3, **settings), (x, w, b), strict=True):
        assert_slopes(found, answer, at, grad)

"""Partial maps and the bias add up to the map, whatever the convolution."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.explain import partial_maps
from cnn_core.ops import conv2d


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"padding": 1},
        {"stride": 2, "padding": 2, "dilation": 2},
        {"groups": 2, "padding": 1},
        {"groups": 4},
        {"padding_mode": "reflect", "padding": 1},
    ],
)
def test_the_partial_maps_and_the_bias_add_up_to_the_map(options) -> None:
    rng = np.random.default_rng(3)
    x = rng.standard_normal((4, 9, 8)).astype(np.float32)
    depth = 4 // options.get("groups", 1)
    w = rng.standard_normal((4, depth, 3, 3)).astype(np.float32)
    b = rng.standard_normal(4).astype(np.float32)
    whole = conv2d(x, w, b, **options)
    for number in range(4):
        found = partial_maps(x, w, b, filter=number, **options)
        assert found.maps.shape == (depth, *whole.shape[1:])
        np.testing.assert_allclose(found.maps.sum(axis=0) + found.bias, found.sum, rtol=1e-12)
        np.testing.assert_allclose(found.sum, whole[number], atol=1e-5)
        np.testing.assert_array_equal(found.weights, w[number])


def test_each_partial_map_is_the_convolution_of_its_channel_alone() -> None:
    rng = np.random.default_rng(4)
    x, w = rng.standard_normal((3, 6, 6)), rng.standard_normal((2, 3, 2, 2))
    found = partial_maps(x, w, filter=1)
    for channel in found.channels:
        alone = conv2d(x[channel][None], w[1, channel][None, None])[0]
        np.testing.assert_allclose(found.maps[channel], alone, rtol=1e-12)
    assert found.bias == 0


def test_a_kernel_of_a_group_reads_the_channels_of_its_group() -> None:
    found = partial_maps(np.ones((6, 2, 2)), np.ones((6, 2, 1, 1)), filter=5, groups=3)
    assert found.channels == (4, 5)


def test_a_filter_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="no filter 2: the last one is 1"):
        partial_maps(np.ones((1, 2, 2)), np.ones((2, 1, 1, 1)), filter=2)

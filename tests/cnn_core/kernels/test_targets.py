"""Whether some kernel of a size makes a map: checked against kernels that do, and by solving."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import can_cancel, can_reach, window_values
from cnn_core.ops import conv2d

RNG = np.random.default_rng(4)
EDGE = np.repeat([[10, 10, 10, 0, 0, 0]], 6, axis=0)


@pytest.mark.parametrize(
    "options",
    [{}, {"stride": 2}, {"padding": "same", "padding_mode": "reflect"}, {"dilation": 2}],
)
def test_windows_times_weights_are_the_map(options: dict[str, object]) -> None:
    image, kernel = RNG.integers(0, 256, (7, 9)), RNG.integers(-9, 10, (2, 3))
    windows = window_values(image, (2, 3), **options)
    expected = conv2d(image[None].astype(float), kernel[None, None].astype(float), **options)  # type: ignore[arg-type]
    assert (windows @ kernel.ravel()).tolist() == expected.ravel().tolist()


def test_an_edge_can_be_cancelled_and_noise_cannot() -> None:
    assert can_cancel(window_values(EDGE, (3, 3)))
    assert can_cancel(window_values(EDGE, (2, 2)))
    assert not can_cancel(window_values(RNG.integers(0, 256, (12, 12)), (3, 3)))


def test_fewer_windows_than_weights_can_always_be_cancelled() -> None:
    assert can_cancel(window_values(RNG.integers(0, 256, (4, 4)), (3, 3)))  # 4 windows, 9 weights


def test_what_a_kernel_makes_can_be_reached_and_one_other_number_cannot() -> None:
    windows = window_values(RNG.integers(0, 256, (12, 12)), (3, 3))
    reached = windows @ RNG.integers(-3, 4, 9) / 7
    assert can_reach(windows, reached)
    missed = reached.copy()
    missed[5] += 1
    assert not can_reach(windows, missed)


def test_nothing_but_0_is_made_of_black() -> None:
    black = np.zeros((4, 9))
    assert can_reach(black, np.zeros(4))
    assert not can_reach(black, np.ones(4))

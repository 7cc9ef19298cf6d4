"""How many numbers a network has at work, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.io.run_limits import numbers_at_work
from cnn_core.nn import Conv2D, ConvTranspose2D, MaxPool2D, toy_network


def test_the_toy_network_counted_by_hand() -> None:
    windows = 9 * 26 * 26 + 8 * 4 * 13 * 13 + 8 * 9 * 11 * 11 + 16 * 11 * 11
    answers = 2 * 8 * 26 * 26 + 8 * 13 * 13 + 2 * 16 * 11 * 11 + 2 * 16 * 5 * 5 + 10
    network = toy_network(np.random.default_rng(0))
    assert numbers_at_work(network.layers, (1, 28, 28)) == windows + answers


def test_what_padding_adds_and_cropping_takes_away_is_at_work_too() -> None:
    assert numbers_at_work([Conv2D(1, 1, stride=9, padding=4)], (2, 1, 1)) == 2 * 9 * 9 + 1
    assert numbers_at_work([MaxPool2D(8, padding=4)], (1, 1, 1)) == 9 * 9 + 1
    enlarged = ConvTranspose2D(3, 2, stride=8, padding=4)
    assert numbers_at_work([enlarged], (1, 2, 2)) == 3 * (10 * 10 + 2 * 2)


def test_a_layer_that_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match="layer 2, Conv2D"):
        numbers_at_work([Conv2D(), Conv2D(1, 9)], (1, 8, 8))

"""The shipped windows: what the large network makes of them, and that none is tested twice."""

from __future__ import annotations

import numpy as np

from cnn_core.io import photo_input, photo_windows, pretrained
from cnn_core.transfer import averages
from ui.lessons.reuse.album import window_square
from ui.pictures import picture


def test_the_features_are_those_of_the_windows() -> None:
    windows, network = photo_windows(), pretrained("photos").network
    for number in (0, 80):
        image = photo_input(window_square(number) / np.float32(255))
        np.testing.assert_allclose(
            windows.averages[number], averages(network, image), rtol=2e-3, atol=2e-3
        )


def test_no_tested_window_shares_a_pixel_with_a_learned_one() -> None:
    windows = photo_windows()
    for number, name in enumerate(windows.photographs):
        own = windows.places[:, 0] == number
        learned, tested = (windows.places[own & (windows.tested == one)] for one in (False, True))
        assert (len(learned), len(tested)) == (16, 8)
        assert (learned[:, 2] + learned[:, 3]).max() <= tested[:, 2].min()
        _, rows, columns = picture(name).pixels.shape
        every = windows.places[own]
        assert (every[:, 1] + every[:, 3]).max() <= rows
        assert (every[:, 2] + every[:, 3]).max() <= columns

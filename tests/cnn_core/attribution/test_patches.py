"""What covering a patch takes from a logit, against covering it by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.attribution import occlusion, occlusion_steps
from cnn_core.data import digits
from cnn_core.io import pretrained


def test_each_place_is_the_drop_of_the_logit_with_its_patch_covered() -> None:
    network, image = pretrained("digits").network, digits().test.image(4)
    found = occlusion(network, image, 4, size=(5, 9), stride=(2, 3), fill=0.7)
    assert found.shape == (12, 7)
    for row, column in ((0, 0), (3, 5), (11, 6)):
        covered = image.copy()
        covered[0, 2 * row : 2 * row + 5, 3 * column : 3 * column + 9] = 0.7
        drop = network.forward(image)[4] - network.forward(covered)[4]
        assert found[row, column] == pytest.approx(drop, abs=1e-4)
    heard = list(occlusion_steps(network, image, 4, size=3))
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_a_patch_has_a_colour_for_each_channel() -> None:
    network = pretrained("photos").network
    image = np.random.default_rng(0).random((3, 224, 224)).astype(np.float32)
    found = occlusion(network, image, 7, size=200, stride=24, fill=[0.1, -0.2, 0.3])
    covered = image.copy()
    covered[:, 24:, :200] = np.array([0.1, -0.2, 0.3])[:, None, None]
    drop = network.forward(image)[7] - network.forward(covered)[7]
    assert found.shape == (2, 2)
    assert found[1, 0] == pytest.approx(drop, abs=1e-3)


def test_a_patch_larger_than_the_image_is_refused() -> None:
    with pytest.raises(ValueError, match="29"):
        occlusion(pretrained("digits").network, digits().test.image(0), 0, size=29)

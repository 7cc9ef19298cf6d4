"""The measured field: cut out rightly, its gradient against finite differences, its middle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnn_core.nn import Conv2D, Field, GlobalAvgPool, Layer, MaxPool2D, Network, ReLU
from cnn_core.receptive_fields import MeasuredField, cell_gradient, deciding_part, measured_field
from tests.cnn_core.differences import differences

STACK: list[Layer] = [
    Conv2D(2, 3, padding=1),
    ReLU(),
    MaxPool2D(3, stride=2, padding=1),
    Conv2D(2, 3, 1, 1, 2),
]


def on(size: tuple[int, int]) -> Network:
    layers = [replace(layer) for layer in STACK]
    return Network(layers, (1, *size), np.random.default_rng(3), dtype=np.float64)


@pytest.mark.parametrize("cell", [(0, 0), (4, 4), (5, 3), (1, 6), (7, 7), (3, 2)])
def test_the_deciding_part_decides_the_cell(cell: tuple[int, int]) -> None:
    size = (20, 20)
    image = np.random.default_rng(1).standard_normal((1, *size))
    whole = on(size)
    part = deciding_part(whole.layers, size, cell)
    cut = image[:, part.rows, part.columns]
    small = on(cut.shape[1:])
    np.testing.assert_allclose(
        small.forward(cut)[:, part.cell[0], part.cell[1]], whole.forward(image)[:, cell[0], cell[1]]
    )
    found, all_of_it = cell_gradient(small, cut, part.cell), cell_gradient(whole, image, cell)
    np.testing.assert_allclose(found, all_of_it[:, part.rows, part.columns])
    assert np.count_nonzero(all_of_it) == np.count_nonzero(found)


def test_the_gradient_is_that_of_differences() -> None:
    network, image = on((9, 8)), np.random.default_rng(5).standard_normal((1, 9, 8))
    found = cell_gradient(network, image, (1, 1))
    slopes = differences(lambda: network.forward(image)[:, 1, 1], image, np.ones(2))
    np.testing.assert_allclose(found, slopes, atol=1e-7)


def test_the_middle_counts_most() -> None:
    layers: list[Layer] = [Conv2D(4), ReLU(), Conv2D(4), ReLU(), Conv2D(4)]
    found = measured_field(layers, (1, 28, 28), (11, 11), seeds=20)
    assert found.shares.shape == (7, 7)
    assert found.shares.sum() == pytest.approx(1)
    assert found.corner == (11, 11)
    assert found.middle(0.5) == (5, 5)
    corner = found.shares[[0, 0, -1, -1], [0, -1, 0, -1]].mean()
    assert found.shares[2:5, 2:5].mean() > 3 * corner
    again = measured_field(layers, (1, 28, 28), (11, 11), seeds=20)
    np.testing.assert_array_equal(again.shares, found.shares)


def test_what_lies_in_the_padding_has_no_share() -> None:
    layers: list[Layer] = [Conv2D(2, 5, padding=2), ReLU(), Conv2D(2, 3, padding=1)]
    found = measured_field(layers, (1, 9, 9), (0, 8), seeds=3)
    assert found.corner == (-3, 5)
    assert found.shares[:3].sum() == found.shares[:, 4:].sum() == 0
    assert (found.shares[3:, :4] > 0).all()


def test_a_cell_that_sees_only_padding_has_no_gradient() -> None:
    found = measured_field([Conv2D(1, 1, padding=2)], (1, 3, 3), (0, 0), seeds=1)
    assert found.shares.tolist() == [[0]]
    with pytest.raises(ValueError, match="sees every pixel"):
        measured_field([GlobalAvgPool()], (1, 3, 3), (0, 0))


def test_the_smallest_middle_with_enough() -> None:
    shares = np.zeros((5, 5))
    shares[1:4, 1:4] = 0.1
    shares[0, 0] = 0.1
    found = MeasuredField(Field((5, 5)), (0, 0), shares)
    assert found.middle(0.09) == (1, 1)
    assert found.middle(0.5) == (3, 3)
    assert found.middle(0.95) == (5, 5)
    assert found.middle_share(3) == pytest.approx(0.9)

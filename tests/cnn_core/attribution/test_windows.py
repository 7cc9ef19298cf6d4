"""The windows that excite a unit most, against a search through every cell."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.attribution import field_at, merged, narrowed, top_windows
from cnn_core.data import digits
from cnn_core.io import pretrained


def test_the_nine_windows_are_those_of_a_search_through_all_cells() -> None:
    network = pretrained("digits").network
    images = digits().test.batch(np.arange(300))[0]
    found = top_windows(network, images, depth=4)
    maps = narrowed(network, 4).forward(images)
    assert found.values.shape == (16, 9)
    for unit in range(16):
        best = maps[unit].max(axis=(0, 1))
        order = np.argsort(-best, kind="stable")[:9]
        np.testing.assert_array_equal(found.pictures[unit], order)
        np.testing.assert_allclose(found.values[unit], best[order], atol=1e-5)
        for picture, (row, column) in zip(order, found.cells[unit], strict=True):
            assert maps[unit, row, column, picture] == maps[unit, ..., picture].max()


def test_a_window_alone_gives_its_value() -> None:
    network = pretrained("digits").network
    images = digits().test.batch(np.arange(100))[0]
    found = top_windows(network, images, depth=4, count=2)
    alone = narrowed(network, 4, (8, 8))
    for unit in range(16):
        rows, columns = field_at(network, 4, tuple(found.cells[unit, 1]))
        window = images[:, rows, columns, found.pictures[unit, 1]]
        assert alone.forward(window)[unit].item() == pytest.approx(
            float(found.values[unit, 1]), abs=1e-4
        )


def test_windows_of_one_picture_lie_apart() -> None:
    network = pretrained("digits").network
    image = digits().test.image(0)
    found = top_windows(network, image[..., None], depth=4, count=4, apart=2)
    maps = narrowed(network, 4).forward(image)
    for unit in range(16):
        left = maps[unit].copy()
        for value, (row, column) in zip(found.values[unit], found.cells[unit], strict=True):
            assert value == left.max()
            assert left[row, column] == value
            left[max(row - 2, 0) : row + 3, max(column - 2, 0) : column + 3] = -np.inf


def test_a_logit_sees_its_whole_picture_and_a_window_ends_at_the_edge() -> None:
    network = pretrained("digits").network
    images, labels = digits().test.batch(np.arange(200))
    found = top_windows(network, images, depth=8, count=3)
    assert not found.cells.any()
    np.testing.assert_array_equal(labels[found.pictures], np.repeat(np.arange(10)[:, None], 3, 1))
    assert field_at(network, 8, (0, 0)) == (slice(0, 28), slice(0, 28))
    photos = pretrained("photos").network
    # The first convolution reads 3x3 at stride 2 and pads at the end alone.
    assert field_at(photos, 1, (111, 0)) == (slice(222, 224), slice(0, 3))


def test_fewer_windows_than_asked_for_are_all_there_are() -> None:
    network = pretrained("digits").network
    found = top_windows(network, digits().test.batch(np.arange(2))[0], depth=1)
    assert found.values.shape == (8, 2)
    with pytest.raises(ValueError, match="0 pictures"):
        top_windows(network, np.zeros((1, 28, 28, 0)), depth=1)


def test_windows_of_two_searches_together_are_those_of_one_search() -> None:
    network, data = pretrained("digits").network, digits()
    images = data.test.batch(np.arange(60))[0]
    whole = top_windows(network, images, depth=4, apart=2)
    first = top_windows(network, images[..., :40], depth=4, apart=2)
    units = [3, 0, 11]
    second = top_windows(network, images[..., 40:], depth=4, apart=2).of(units, first=40)
    both = merged(first.of(units), second, 9)
    np.testing.assert_allclose(both.values, whole.values[units], atol=1e-6)
    np.testing.assert_array_equal(both.pictures, whole.pictures[units])
    np.testing.assert_array_equal(both.cells, whole.cells[units])

"""Fewer pictures, evenly; and unfairly many of one class."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import Examples, evenly, lopsided


def examples(labels: list[int]) -> Examples:
    """Return pictures of one pixel, each with its own number."""
    pixels = np.arange(len(labels), dtype=np.uint8).reshape(-1, 1, 1, 1)
    return Examples(pixels, np.array(labels))


def numbers(chosen: Examples) -> list[int]:
    return chosen.pixels.ravel().tolist()


def test_classes_take_turns_in_the_order_of_the_pictures() -> None:
    data = examples([1, 1, 1, 0, 2, 0, 1])
    assert numbers(evenly(data, 3)) == [0, 3, 4]
    assert numbers(evenly(data, 5)) == [0, 1, 3, 4, 5]
    assert numbers(evenly(data, 99)) == list(range(7))


def test_one_class_has_its_share() -> None:
    data = examples([3] * 18 + [0, 1, 2, 0, 1, 2])
    chosen = lopsided(data, share=0.9)
    assert np.bincount(chosen.labels).tolist() == [1, 1, 0, 18]
    assert {*lopsided(data, share=1).labels.tolist()} == {3}


@pytest.mark.parametrize("share", [0, -1, 1.01])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        lopsided(examples([0, 1]), share=share)


def test_no_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="teach nothing"):
        evenly(examples([0, 1]), 0)

"""What a reader's own classes must have, and what could be wrong with them."""

from __future__ import annotations

import pytest

from cnn_core.data.photo_classes import kept_for_test, photo_fault, shared_pictures


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({}, "there is no class"),
        ({"A": 9}, "there is only one class"),
        (dict.fromkeys("ABCDEFG", 9), "7 classes: use 6"),
        ({"A": 5, "B": 4}, "class B has 4 pictures: it needs at least 5"),
        ({"A": 0, "B": 5}, "class A has no pictures"),
        ({"A": 100, "B": 101}, "201 pictures: use 200"),
        ({"A": 5, "B": 5}, ""),
        ({"A": 100, "B": 100}, ""),
    ],
)
def test_a_fault_names_the_class_and_what_is_enough(sizes: dict[str, int], said: str) -> None:
    assert said in photo_fault(sizes)
    assert bool(photo_fault(sizes)) == bool(said)


def test_every_fourth_picture_of_each_class_is_kept_for_the_test() -> None:
    tested = kept_for_test([5, 8])
    assert [k for k, one in enumerate(tested) if one] == [3, 8, 12]
    assert kept_for_test([]).shape == (0,)


def test_classes_with_the_same_pictures_are_named_the_most_first() -> None:
    classes = {"A": "pqr", "B": "rst", "C": "pqs"}
    assert shared_pictures(classes) == [("A", "C", 2), ("A", "B", 1), ("B", "C", 1)]

"""What goes wrong in a run is said with its numbers."""

from __future__ import annotations

import math

import pytest

from cnn_core.training import GUARDS, Record, Trouble
from ui.lessons.train.troubles import warning

CHANCE = math.log(10)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Trouble("not-a-number", 2, math.nan), "The loss is not a number since step 2."),
        (Trouble("not-a-number", 2, math.inf), "The loss is infinite since step 2."),
        (Trouble("explosion", 3, 1e9), "more than 10 times the 2.30 of guessing, now 1e+09."),
        (Trouble("divergence", 101), "Since step 101 most losses are above 2.30,"),
        (Trouble("plateau", 1, 2.2), "does not fall by 1 % in 200 steps. It is now about 2.20."),
        (Trouble("dead-relus", 50, 0.9), "90 % of the ReLU maps are 0 for every image"),
        (Trouble("dead-relus", 50, 0.9), "half of them or more since step 50."),
        (Trouble("unbalanced", 0, 0.9, 1), "90 % of the training images are of class 1. So"),
        (Trouble("one-class", 0, label=1), "All 45 training images are of class 1."),
        (Trouble("batch-of-one", 0), "Every step follows a single picture"),
    ],
)
def test_a_trouble_is_said_with_its_numbers(trouble: Trouble, words: str) -> None:
    assert words in warning(trouble, Record(CHANCE, counts=(5, 45)))


def test_a_class_is_called_by_its_name() -> None:
    two = Record(CHANCE, counts=(45, 5), names=("cats", "dogs"))
    said = warning(Trouble("unbalanced", 0, 0.9, 0), two)
    assert "of class “cats”. So a network that always gives “cats” is right" in said
    digits = Record(CHANCE, counts=(0, 5), names=("0", "1"))
    assert "of class 1." in warning(Trouble("one-class", 0, label=1), digits)


@pytest.mark.parametrize("kind", GUARDS)
def test_every_guard_has_its_words(kind: str) -> None:
    assert warning(Trouble(kind, 1), Record(CHANCE, counts=(1,))).endswith(".")

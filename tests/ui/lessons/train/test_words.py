"""What is said of a reader's own classes has their numbers."""

from __future__ import annotations

import numpy as np

from cnn_core.data import own_dataset
from ui.lessons.train.words.page import balance_words, split_words


def pictures(count: int) -> list[np.ndarray]:
    return [np.full((1, 28, 28), row / 255, np.float32) for row in range(count)]


def test_unbalanced_classes_are_said_with_their_share() -> None:
    assert balance_words({"A": pictures(5), "B": pictures(4)}) == ""
    assert balance_words({"a": pictures(9), "B": pictures(3)}) == (
        "A has 9 pictures and B only 3. Whoever always answers a is right 75 % of the time. A "
        "network learns that first, so give B more."
    )


def test_the_split_is_said_with_the_worth_of_a_picture() -> None:
    assert split_words(own_dataset({"A": pictures(9), "B": pictures(2)})) == (
        "Every fourth picture of a class, at least one, is kept for the test: 8 to learn from, "
        "3 to test with. With 3 test pictures, each is worth 33 % of the accuracy."
    )

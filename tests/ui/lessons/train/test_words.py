"""What the page says of troubles, of own classes and their split has the right numbers in it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cnn_core.data import own_dataset
from cnn_core.data.custom_classes import Imbalance
from cnn_core.training import GUARDS, Record, Trouble
from ui.lessons.train.words import imbalance_words, split_words, trouble_words

RECORD = Record(math.log(10), counts=(45, 5), names=("cats", "7"))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Trouble("not-a-number", 2, math.nan), "The loss is not a number since step 2,"),
        (Trouble("not-a-number", 2, math.inf), "The loss is infinite since step 2,"),
        (Trouble("explosion", 3, 1e9), "10 times the 2.30 of guessing. It is now 1e+09."),
        (Trouble("divergence", 101, 2.3026), "Since step 101 most losses are above 2.30,"),
        (Trouble("dead-relus", 50, 0.9), "90 % of the ReLU maps are 0"),
        (Trouble("dead-relus", 50, 0.9), "Half of them or more are 0 since step 50."),
        (Trouble("one-class", 0, 1005, 0), "All 1,005 training images are of class “cats”."),
        (Trouble("one-class", 0, 5, 1), "All 5 training images are of class 7."),
        (Trouble("unbalanced", 0, 0.9, 0), "90 % of the training images are of class “cats”."),
        (Trouble("batch-of-one", 0), "batches of 8 or more"),
        (Trouble("plateau", 1, 2.2), "Since step 1 the loss does not fall by 1 % in 200 steps."),
        (Trouble("plateau", 1, 2.2), "It is now about 2.20."),
    ],
)
def test_a_trouble_is_said_with_its_numbers(trouble: Trouble, words: str) -> None:
    assert words in trouble_words(trouble, RECORD)


@pytest.mark.parametrize("kind", GUARDS)
def test_every_trouble_has_words_in_short_sentences(kind: str) -> None:
    said = trouble_words(Trouble(kind, 1, 0.5), RECORD)
    assert max(len(one.split()) for one in said.rstrip(".").split(". ")) <= 20


def test_the_split_says_what_one_test_image_is_worth() -> None:
    images = [np.full((1, 28, 28), k / 255, np.float32) for k in range(9)]
    assert split_words(own_dataset({"A": images, "B": images[:2]})) == (
        "Every fourth picture of a class, and at least one, is kept for the test: 8 to learn from, "
        "3 to test with. With 3 test pictures, each is worth 33 % of the accuracy."
    )


def test_unbalanced_classes_are_named_with_what_a_constant_guess_is_worth() -> None:
    said = imbalance_words(Imbalance("A", "B", (9, 3), 0.75))
    assert "A has 9 pictures, but B has only 3. A network that always predicts A" in said
    assert "is right 75 % of the time" in said

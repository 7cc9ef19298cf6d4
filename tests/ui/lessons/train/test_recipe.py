"""A recipe: a network and its data as a value, and what is wrong with it in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.nn import toy_network
from ui.lessons.train import Recipe


def test_the_default_is_the_toy_network() -> None:
    made = Recipe().network(digits())
    toy = toy_network(np.random.default_rng(0))
    np.testing.assert_array_equal(made.values, toy.values)
    assert made.shapes == toy.shapes
    assert Recipe().describe(digits()).parameters == 5258


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (Recipe(kernels=(8, 16, 8), size=7), "layer 7, Conv2D"),
        (Recipe(pool=4, stride=3), "layer 4, Conv2D"),
        (Recipe(kernels=(64, 64), pooling="none", size=1), "at most 200,000"),
    ],
)
def test_an_impossible_network_says_which_layer(recipe: Recipe, words: str) -> None:
    assert words in recipe.fault(digits())
    assert Recipe().fault(digits()) == ""


def test_a_rate_changed_on_the_way_is_replayed() -> None:
    recipe = Recipe(rate=0.01).with_rate(0.1, 5).with_rate(0.2, 9)
    assert [recipe.rate_at(step) for step in (0, 4, 5, 8, 9, 99)] == [
        0.01,
        0.01,
        0.1,
        0.1,
        0.2,
        0.2,
    ]
    assert recipe.rates == ((0.01, 5), (0.1, 9))
    assert Recipe(rate=0.01).with_rate(0.1, 0) == Recipe(rate=0.1)
    assert recipe.with_rate(0.3, 5).rates == ((0.01, 5),)


def test_the_start_of_a_run_does_not_depend_on_its_rate() -> None:
    assert Recipe(rate=1).start == Recipe(rate=2, rates=((1, 3),)).start
    assert Recipe().start != replace(Recipe(), seed=1).start


def test_few_pictures_are_of_all_classes() -> None:
    few = Recipe(pictures=20).pictures_of(digits())
    assert np.bincount(few.labels).tolist() == [2] * 10
    assert len(Recipe().pictures_of(digits())) == 5000


def test_one_class_or_too_many_of_one() -> None:
    one = Recipe(mix="one").pictures_of(digits())
    assert len({*one.labels.tolist()}) == 1
    many = np.bincount(Recipe(mix="unbalanced").pictures_of(digits()).labels)
    assert many.max() / many.sum() == pytest.approx(0.9, abs=0.01)
    assert many.min() > 0

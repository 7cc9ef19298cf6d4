"""What a change does to the accuracy, and how little turns one answer."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import DATASETS
from cnn_core.geometry.padding import Array
from cnn_core.io import pretrained
from cnn_core.robustness import accuracies, fgsm, random_signs, smallest_amount

AMOUNTS = (0.05, 0.1, 0.2, 0.3)


@pytest.mark.parametrize(
    ("name", "expected", "random"),
    [
        # Of all 1,000 test pictures, and of random signs of the same size.
        ("digits", (0.90, 0.71, 0.17, 0.02), (0.98, 0.98, 0.98, 0.94)),
        ("clothes", (0.29, 0.08, 0.00, 0.00), (0.85, 0.81, 0.66, 0.43)),
    ],
)
def test_the_accuracy_falls_along_the_signs_and_hardly_at_random(
    name: str, expected: tuple[float, ...], random: tuple[float, ...]
) -> None:
    network, test = pretrained(name).network, DATASETS[name]().test
    images, labels = test.batch(np.arange(500))
    heard: list[float] = []
    found = accuracies(
        network,
        labels,
        lambda amount: fgsm(network, images, labels, amount),
        AMOUNTS,
        tell=heard.append,
    )
    np.testing.assert_allclose(found, expected, atol=0.06)
    assert heard == [0.25, 0.5, 0.75, 1]
    rng = np.random.default_rng(0)
    by_chance = accuracies(
        network, labels, lambda amount: random_signs(images, amount, rng), AMOUNTS
    )
    np.testing.assert_allclose(by_chance, random, atol=0.06)


def test_the_smallest_amount_is_the_first_that_turns_the_answer() -> None:
    network, test = pretrained("digits").network, DATASETS["digits"]().test
    levels = [k / 255 for k in range(1, 129)]
    for row in range(10):
        image, label = test.image(row), int(test.labels[row])

        def change(amount: float, image: Array = image, label: int = label) -> Array:
            return fgsm(network, image, label, amount)

        found = smallest_amount(network, change, levels)
        answers = [int(network.forward(change(amount)).argmax()) for amount in levels]
        before = int(network.forward(image).argmax())
        turned = [k for k, answer in enumerate(answers) if answer != before]
        assert found == ((levels[turned[0]], answers[turned[0]]) if turned else None)
    assert smallest_amount(network, change, levels[:1]) is None

"""Both ways to learn see the same images, and one can go back; and what a few images are worth."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import Examples, Features
from cnn_core.transfer import Both, SideBySide, accuracy_by_count
from cnn_core.transfer.side_by_side import BATCH, HEAD_RATE


def both(seed: int = 0, count: int = 12) -> Both:
    """Return two classes whose third feature tells them apart, and images that do not."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    values = rng.random((count, 5), np.float32)
    values[:, 2] = labels
    pixels = rng.integers(0, 256, (count, 3, 28, 28), np.uint8)
    features, images = Features(values, labels), Examples(pixels, labels)
    return Both(features, images, features, images, 2)


def test_the_head_learns_as_softmax_regression_by_hand_does() -> None:
    pair = SideBySide(both())
    for _ in range(3):
        pair.advance()
    values, labels = pair.both.features.values.astype(float), pair.both.features.labels
    theta = np.zeros((2, 6))  # the bias last
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for t in range(1, 4):
        rows = pair.both.features.shuffled(0, (t - 1) * BATCH, BATCH)
        x = np.c_[values[rows], np.ones(BATCH)]
        powers = np.exp(x @ theta.T)
        error = powers / powers.sum(axis=1, keepdims=True)
        error[np.arange(BATCH), labels[rows]] -= 1
        gradient = error.T @ x / BATCH
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        theta -= HEAD_RATE * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    found = pair.head.network.layers[-1].parameters
    np.testing.assert_allclose(found["w"], theta[:, :5], atol=1e-6)
    np.testing.assert_allclose(found["b"], theta[:, 5], atol=1e-6)


def test_who_goes_back_and_on_again_stands_where_it_was() -> None:
    pair = SideBySide(both())
    for _ in range(6):
        pair.advance()
    values, other, marks = pair.head.network.values.copy(), pair.network.steps, list(pair.marks)
    pair.back_to(2)
    assert (pair.steps, pair.mark.step) == (2, 2)
    for _ in range(4):
        pair.advance()
    np.testing.assert_array_equal(pair.head.network.values, values)
    assert (pair.network.steps, pair.marks) == (other, marks)


def test_before_the_first_batch_the_loss_is_that_of_guessing() -> None:
    pair = SideBySide(both())
    pair.advance()
    assert pair.head.record.losses[0] == pytest.approx(np.log(2))


def test_features_and_pixels_of_other_images_are_refused() -> None:
    one = both()
    turned = Examples(one.images.pixels, one.images.labels[::-1].copy())
    with pytest.raises(ValueError, match="other images"):
        Both(one.features, turned, one.tested_features, one.tested_images, 2)


def test_more_images_are_counted_up_to_the_smallest_class() -> None:
    work, shares = accuracy_by_count(both(count=11), batches=20, draws=2), []
    while True:
        try:
            shares.append(next(work))
        except StopIteration as end:
            found = end.value
            break
    assert found.counts == (1, 2, 4, 5)
    assert found.head.shape == found.network.shape == (4, 2)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert found.head[-1].min() > 0.5  # one feature is the class itself

"""Dense, flatten, batch norm and dropout."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry.padding import Array
from cnn_core.ops.fully_connected import dense, dense_backward, flatten
from cnn_core.ops.normalisation import batch_norm, batch_norm_backward, dropout, dropout_mask
from tests.cnn_core.differences import assert_slopes

seeds = st.integers(0, 2**32 - 1)
places = st.sampled_from([(), (3,), (2, 2), (2, 3, 2)])


@given(st.integers(1, 4), st.integers(1, 4), places, seeds)
def test_dense(inputs: int, outputs: int, rest: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, w, b = (
        rng.normal(size=(inputs, *rest)),
        rng.normal(size=(outputs, inputs)),
        rng.normal(size=outputs),
    )

    def answer() -> Array:
        return dense(x, w, b)

    for o in range(outputs):
        expected = sum((w[o, i] * x[i] for i in range(inputs)), start=b[o])
        np.testing.assert_allclose(answer()[o], expected, atol=1e-12)
    grad = rng.normal(size=(outputs, *rest))
    for gradient, at in zip(dense_backward(grad, x, w), (x, w, b), strict=True):
        assert_slopes(gradient, answer, at, grad)


def test_flatten_goes_channel_by_channel_and_row_by_row() -> None:
    x = np.arange(12.0).reshape(3, 2, 2)
    assert flatten(x).tolist() == list(range(12))
    both = np.stack([x, -x], axis=-1)
    np.testing.assert_array_equal(
        flatten(both, batch=True), np.stack([flatten(x), -flatten(x)], -1)
    )


@pytest.mark.parametrize("given_moments", [False, True])
@given(st.integers(1, 3), st.sampled_from([(4,), (2, 2, 2), (1, 1, 3)]), seeds)
def test_batch_norm(given_moments: bool, channels: int, rest: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, scale, shift = (
        rng.normal(size=(channels, *rest)),
        rng.normal(size=channels),
        rng.normal(size=channels),
    )
    options: dict[str, Any] = {"epsilon": 0.1}
    if given_moments:
        options |= {"mean": rng.normal(size=channels), "variance": rng.random(channels)}

    def answer() -> Array:
        return batch_norm(x, scale, shift, **options)

    grad = rng.normal(size=x.shape)
    found = batch_norm_backward(grad, x, scale, **options)
    for gradient, at in zip(found, (x, scale, shift), strict=True):
        assert_slopes(gradient, answer, at, grad)


def test_batch_norm_brings_each_channel_to_mean_0_and_variance_1() -> None:
    x = np.random.default_rng(0).normal(3, 5, (2, 4, 4, 8))
    y = batch_norm(x, [1, 2], [0, 7]).reshape(2, -1)
    np.testing.assert_allclose(y.mean(axis=1), [0, 7], atol=1e-12)
    np.testing.assert_allclose(y.std(axis=1), [1, 2], rtol=1e-5)
    assert np.isfinite(batch_norm(np.zeros((1, 4)), [1], [0])).all()


def test_dropout_keeps_the_mean_and_drops_a_share() -> None:
    y = dropout(np.ones((1, 100, 100)), 0.25, np.random.default_rng(0))
    assert set(y.ravel().tolist()) == {0.0, 1 / 0.75}
    assert np.mean(y == 0) == pytest.approx(0.25, abs=0.02)
    mask = dropout_mask((1, 100, 100), 0.25, np.random.default_rng(0), y.dtype)
    np.testing.assert_array_equal(y, mask)
    with pytest.raises(ValueError, match="use 0 up to less than 1"):
        dropout(y, 1.0, np.random.default_rng(0))


def test_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"weights are \(outputs, 3\), .* not \(2, 4\)"):
        dense(np.zeros(3), np.zeros((2, 4)))


@pytest.mark.parametrize("bias", [[1.0], [1.0, 2.0]])
def test_a_bias_of_another_size_is_refused(bias: list[float]) -> None:
    with pytest.raises(ValueError, match=r"but there are 3 outputs: .* shape \(3,\)"):
        dense([1, 2], np.ones((3, 2)), bias)

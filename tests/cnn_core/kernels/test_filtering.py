"""A kernel on a picture, once and again."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, apply_kernel, apply_repeatedly, parse_weights
from cnn_core.ops import conv2d

BOX = KERNELS["box-blur"].kernel()


def test_each_channel_is_on_its_own() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (3, 6, 7)).astype(np.float32)
    y = apply_kernel(picture, BOX)
    assert y.shape == picture.shape
    for plane, channel in zip(y, picture, strict=True):
        np.testing.assert_array_equal(plane, apply_kernel(channel[None], BOX)[0])


def test_whole_pixels_are_added_exactly_and_divided_once() -> None:
    picture = np.array([[[255, 1, 3], [7, 11, 13], [17, 19, 23]]])
    total = 255 + 1 + 3 + 7 + 11 + 13 + 17 + 19 + 23
    assert apply_kernel(picture, BOX, padding="valid").item() == np.float32(total) / np.float32(9)


def test_it_agrees_with_conv2d_on_the_weights() -> None:
    picture = np.random.default_rng(1).random((1, 12, 12), dtype=np.float32)
    for family in KERNELS.values():
        kernel = family.kernel()
        expected = conv2d(
            picture, kernel.weights[None, None], padding="same", padding_mode="reflect"
        )
        y = apply_kernel(picture, kernel, padding_mode="reflect")
        np.testing.assert_allclose(y, expected, atol=2e-5)


def test_a_batch_of_pictures() -> None:
    batch = np.random.default_rng(2).integers(0, 256, (2, 6, 6, 3)).astype(np.float32)
    y = apply_kernel(batch, BOX, stride=2, padding=1)
    assert y.shape == (2, 3, 3, 3)
    np.testing.assert_array_equal(y[..., 1], apply_kernel(batch[..., 1], BOX, stride=2, padding=1))


def test_numerators_that_float32_cannot_hold_are_divided_first() -> None:
    kernel = parse_weights("1/4194303,1000")
    assert apply_kernel([[[0, 3]]], kernel, padding="valid").item() == 3000


def test_again_and_again() -> None:
    picture = np.random.default_rng(3).random((1, 8, 8), dtype=np.float32)
    assert apply_repeatedly(picture, BOX, 0).tolist() == picture.tolist()
    twice = apply_kernel(
        apply_kernel(picture, BOX, padding_mode="replicate"), BOX, padding_mode="replicate"
    )
    np.testing.assert_array_equal(apply_repeatedly(picture, BOX, 2), twice)
    assert apply_repeatedly(picture, BOX, 3, padding="valid").shape == (1, 2, 2)
    flat = apply_repeatedly(picture, BOX, 500)
    assert flat.max() - flat.min() < 1e-3


def test_what_cannot_be_applied_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 times"):
        apply_repeatedly(np.zeros((1, 3, 3)), BOX, -1)
    with pytest.raises(ValueError, match="covers 3 rows, but the image has 2"):
        apply_repeatedly(np.zeros((1, 6, 6)), BOX, 3, padding="valid")
    with pytest.raises(ValueError, match=r"x\[None\]"):
        apply_kernel(np.zeros((3, 3)), BOX)

"""Convolution backwards is what moving one number at a time shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES
from cnn_core.geometry.padding import Array, pad2d, unpad2d
from cnn_core.ops import conv2d
from cnn_core.ops.conv_1d import conv1d, conv1d_backward
from cnn_core.ops.conv_gradients import ConvGradients, conv2d_backward
from cnn_core.ops.conv_transpose import conv_transpose2d, conv_transpose2d_backward
from cnn_core.ops.fast.im2col import SMALL, multiply, multiply_across
from tests.cnn_core.differences import assert_slopes

pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))
grouped = st.sampled_from([(1, 1, 1), (1, 2, 3), (2, 1, 1), (2, 2, 1), (3, 1, 2)])


def assert_backward(
    forward: Callable[..., Array],
    backward: Callable[..., ConvGradients],
    inputs: tuple[Array, Array, Array],
    options: dict[str, Any],
    rng: np.random.Generator,
) -> None:
    """Compare a way back with what moving each number of x, w and b shows.

    Settings that do not fit are no example.
    """
    x, w, b = inputs

    def answer() -> Array:
        return forward(x, w, b, **options)

    try:
        grad = rng.normal(size=answer().shape)
    except ValueError:
        assume(False)
    for gradient, at in zip(backward(grad, x, w, **options), inputs, strict=True):
        assert_slopes(gradient, answer, at, grad)


def test_a_weight_gets_what_it_multiplied_and_a_pixel_its_weights() -> None:
    x, w = np.array([[[1.0, 2, 3]]]), np.array([[[[10.0, 20]]]])
    dx, dw, db = conv2d_backward(np.array([[[1.0, 5]]]), x, w)
    assert dw.ravel().tolist() == [1 * 1 + 2 * 5, 2 * 1 + 3 * 5]
    assert dx.ravel().tolist() == [10 * 1, 20 * 1 + 10 * 5, 20 * 5]
    assert db.tolist() == [1 + 5]


@settings(max_examples=60)
@given(
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    pairs,
    pairs,
    pairs,
    st.one_of(
        st.tuples(st.integers(0, 2), st.integers(0, 2)), st.sampled_from(["same", "full", "valid"])
    ),
    grouped,
    st.sampled_from(PADDING_MODES),
    st.sampled_from([(), (2,)]),
    st.integers(0, 2**32 - 1),
)
def test_conv2d_backward(
    size: Any,
    kernel: Any,
    stride: Any,
    dilation: Any,
    padding: Any,
    widths: Any,
    mode: str,
    batch: Any,
    seed: int,
) -> None:
    rng, (groups, depth, filters) = np.random.default_rng(seed), widths
    x = rng.normal(size=(groups * depth, *size, *batch))
    w, b = rng.normal(size=(groups * filters, depth, *kernel)), rng.normal(size=groups * filters)
    options = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "padding_mode": mode,
        "fill": 0.5,
    }
    assert_backward(conv2d, conv2d_backward, (x, w, b), options, rng)


@settings(max_examples=40)
@given(
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    pairs,
    pairs,
    pairs,
    st.tuples(st.integers(0, 1), st.integers(0, 1)),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    grouped,
    st.sampled_from([(), (2,)]),
    st.integers(0, 2**32 - 1),
)
def test_conv_transpose2d_backward(
    size: Any,
    kernel: Any,
    stride: Any,
    dilation: Any,
    padding: Any,
    extra: Any,
    widths: Any,
    batch: Any,
    seed: int,
) -> None:
    rng, (groups, depth, filters) = np.random.default_rng(seed), widths
    x = rng.normal(size=(groups * depth, *size, *batch))
    w, b = rng.normal(size=(groups * depth, filters, *kernel)), rng.normal(size=groups * filters)
    options = {
        "stride": stride,
        "padding": padding,
        "output_padding": extra,
        "dilation": dilation,
        "groups": groups,
    }
    assert_backward(conv_transpose2d, conv_transpose2d_backward, (x, w, b), options, rng)


def test_the_transposed_convolution_stamps_its_kernel_by_every_pixel() -> None:
    x, w = np.array([[[1.0, 2]]]), np.array([[[[3.0, 4, 5]]]])
    assert conv_transpose2d(x, w, stride=2).tolist() == [[[3, 4, 5 + 2 * 3, 2 * 4, 2 * 5]]]


def test_the_transposed_convolution_is_the_gradient_of_the_convolution() -> None:
    rng = np.random.default_rng(0)
    x, w, grad = (
        rng.normal(size=(2, 7, 7)),
        rng.normal(size=(3, 2, 3, 3)),
        rng.normal(size=(3, 4, 4)),
    )
    dx, _, _ = conv2d_backward(grad, x, w, stride=2, padding=1)
    np.testing.assert_allclose(conv_transpose2d(grad, w, stride=2, padding=1), dx, atol=1e-12)


@settings(max_examples=40)
@given(
    st.integers(1, 7),
    st.integers(1, 3),
    st.integers(1, 3),
    st.one_of(st.integers(0, 2), st.sampled_from(["same", "full", "valid"])),
    grouped,
    st.sampled_from(PADDING_MODES),
    st.sampled_from([(), (2,)]),
    st.integers(0, 2**32 - 1),
)
def test_conv1d_backward(
    length: int,
    kernel: int,
    stride: int,
    padding: Any,
    widths: Any,
    mode: str,
    batch: Any,
    seed: int,
) -> None:
    rng, (groups, depth, filters) = np.random.default_rng(seed), widths
    x = rng.normal(size=(groups * depth, length, *batch))
    w, b = rng.normal(size=(groups * filters, depth, kernel)), rng.normal(size=groups * filters)
    options: dict[str, Any] = {
        "stride": stride,
        "padding": padding,
        "groups": groups,
        "padding_mode": mode,
    }
    assert_backward(conv1d, conv1d_backward, (x, w, b), options, rng)


@pytest.mark.parametrize("mode", ["valid", "same", "full"])
def test_conv1d_with_the_kernel_flipped_is_the_textbooks_convolution(mode: Any) -> None:
    rng = np.random.default_rng(0)
    f, h = rng.normal(size=9), rng.normal(size=3)
    y = conv1d(f[None], h[None, None, ::-1], padding=mode)
    np.testing.assert_allclose(y[0], np.convolve(f, h, mode), atol=1e-12)


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_unpadding_is_the_gradient_of_padding(mode: str) -> None:
    rng = np.random.default_rng(0)
    x, amounts = rng.normal(size=(1, 3, 4, 2)), ((2, 1), (0, 3))
    grad = rng.normal(size=pad2d(x, amounts, mode).shape)
    assert_slopes(unpad2d(grad, amounts, mode), lambda: pad2d(x, amounts, mode, 1.0), x, grad)


@pytest.mark.parametrize("depth, length", [(9, 26 * 26 * 64), (72, 11 * 11 * 128), (3, 9973 * 11)])
def test_a_product_in_blocks_is_the_product(depth: int, length: int) -> None:
    rng = np.random.default_rng(0)
    a, b, grad = (rng.normal(size=s) for s in ((8, depth), (depth, length), (8, length)))
    assert 8 * depth * length > SMALL
    out, across = np.empty((8, length)), np.empty((8, depth))
    multiply(a, b, out)
    multiply_across(grad, b, across)
    np.testing.assert_allclose(out, a @ b, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(across, grad @ b.T, rtol=1e-9, atol=1e-9)


def test_what_does_not_fit_is_refused() -> None:
    x, w = np.zeros((1, 4, 4)), np.zeros((1, 1, 3, 3))
    with pytest.raises(ValueError, match=r"has shape \(1, 4, 4\), but the answer has \(1, 2, 2\)"):
        conv2d_backward(x, x, w)
    with pytest.raises(ValueError, match=r"output_padding 2 must be below the stride 2: .* 1"):
        conv_transpose2d(x, w, stride=2, output_padding=2)
    with pytest.raises(ValueError, match="cuts off all of 3×3 cells: use padding 1"):
        conv_transpose2d(x[:, :1, :1], w, padding=2)
    with pytest.raises(ValueError, match="a signal is"):
        conv1d(x[0, 0], w[0])
    with pytest.raises(ValueError, match="with the same C"):
        conv_transpose2d(np.zeros((2, 4, 4)), w)


@pytest.mark.parametrize(
    "options, reason",
    [
        ({"b": [1, 2]}, r"b has shape \(2,\), but there are 4 filters: .* shape \(4,\)"),
        ({"b": [1]}, r"b has shape \(1,\), but there are 4 filters"),
        ({"groups": 2}, "groups 2 does not divide both 3 channels and 8 filters: use 1"),
        ({"groups": 0}, "groups 0 does not divide"),
        ({"padding": "same"}, "padding is a whole number or a pair"),
        ({"padding": (5, 1)}, r"padding \(5, 1\) cuts off all of 4×4 cells: use padding 1"),
    ],
)
def test_a_transposed_convolution_says_what_does_not_fit(options: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        conv_transpose2d(np.zeros((3, 2, 2)), np.ones((3, 4, 3, 3)), **options)
    with pytest.raises(ValueError, match="holds no pixel"):
        conv_transpose2d(np.zeros((3, 2, 2, 0)), np.ones((3, 4, 3, 3)))


def test_conv1d_speaks_of_signals() -> None:
    with pytest.raises(ValueError, match=r"the signal has 2 in 1 group: .* shape \(1, 2, 3\)"):
        conv1d(np.zeros((2, 5)), np.zeros((1, 1, 3)))

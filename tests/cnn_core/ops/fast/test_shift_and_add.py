"""The fast ways to the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES, pad2d
from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Padding, geometry
from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from cnn_core.ops.conv import correlate_loops
from cnn_core.ops.fast.im2col import correlate_columns
from cnn_core.ops.fast.shift_and_add import correlate_shifted, prefers_shifts


@st.composite
def filters(draw: st.DrawFn) -> Array:
    """Draw weights that meet every shortcut: zeros, ones, equal, zero-sum, separable."""
    shape = draw(st.tuples(*[st.integers(1, 3)] * 2, *[st.integers(1, 4)] * 2))
    values = st.sampled_from([0, 0, 0, 1, 1, -1, -1, 2, -2, 3, 0.5, -7])
    w = np.array(
        draw(st.lists(values, min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))),
        np.float32,
    ).reshape(shape)
    if draw(st.booleans()):
        w = w[..., :1] * w[..., :1, :]
    if draw(st.booleans()):
        # Point symmetric, or turned: the same pairs of pixels in several places.
        w = w + draw(st.sampled_from([1, -1])) * w[..., ::-1, ::-1]
    if draw(st.booleans()):
        w[..., -1, -1] -= w.sum(axis=(2, 3))
    return w


@given(
    filters(),
    st.tuples(st.integers(4, 14), st.integers(4, 9)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from([(), (2,)]),
    st.sampled_from([1, 200, 1 << 18]),
    st.sampled_from(PADDING_MODES),
    st.sampled_from([0, 2, (0, 3), ((1, 0), (0, 2))]),
)
def test_all_ways_give_exactly_the_sums_of_the_loops(
    w: Array,
    size: tuple[int, int],
    stride: tuple[int, int],
    batch: tuple[int, ...],
    block: int,
    mode: str,
    padding: Padding,
) -> None:
    x = np.random.default_rng(0).integers(-9, 10, (w.shape[1], *size, *batch)).astype(np.float32)
    at = geometry(size, (w.shape[2], w.shape[3]), stride=stride, padding=padding)
    padded = pad2d(x, at.amounts, mode, 2.0)
    expected = np.array(
        [sum(correlate_loops(p, k, at) for p, k in zip(padded, deep, strict=True)) for deep in w]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnn_core.ops.fast.shift_and_add.BLOCK", block)
        patch.setattr("cnn_core.ops.fast.im2col.BLOCK", block)
        for correlate in (correlate_shifted, correlate_columns):
            out = np.full(expected.shape, np.nan, np.float32)
            correlate(x, w, at, out, mode, 2.0)
            np.testing.assert_array_equal(out, expected)


@pytest.mark.parametrize("value", [0.1, 0.3, 1 / 3, 0.7, 123.456])
@given(filters())
def test_a_filter_of_zero_sum_is_exactly_0_where_the_image_is_flat(value: float, w: Array) -> None:
    w = w[:1]
    w[..., -1, -1] -= w.sum(axis=(2, 3))
    flat = np.full((w.shape[1], 6, 6), value, np.float32)
    assert not conv2d(flat, w).any()
    assert not conv2d(flat, w, stride=2).any()


def test_few_kernels_are_shifted_and_many_multiplied() -> None:
    rng = np.random.default_rng(0)
    assert prefers_shifts(rng.normal(size=(1, 3, 3, 3)), 10)
    assert not prefers_shifts(rng.normal(size=(8, 3, 3, 3)), 1 << 18)
    assert not prefers_shifts(rng.normal(size=(8, 1, 3, 3)), 1 << 18)
    edges = np.stack([KERNELS[name].kernel().weights for name in ("sobel-x", "sobel-y")])
    assert prefers_shifts(edges[:, None], 1 << 18)
    assert not prefers_shifts(edges[:, None], 100)

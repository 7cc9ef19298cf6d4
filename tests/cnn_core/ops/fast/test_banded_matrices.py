"""Banded products give the sums of the loops, and step aside where they could not."""

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
from cnn_core.ops.fast.banded_matrices import Bands, bands
from cnn_core.ops.fast.plans import recipe
from cnn_core.ops.fast.shift_and_add import correlate_shifted


def preferred(w: Array, stride: int = 1) -> bool:
    at = geometry((200, 200), (w.shape[1], w.shape[2]), stride=stride)
    return bands(w, at, [recipe(kernel).passes for kernel in w]) is not None


def found(w: Array, dilation: int = 1) -> list[Bands]:
    at = geometry((20, 20), (w.shape[0], w.shape[1]), dilation=dilation)
    return bands(w[None], at, [10**6]) or []


def test_a_column_of_weights_steps_down_the_band() -> None:
    (one,) = found(np.array([[1], [2], [3]], np.float32))
    assert one.matrices.shape == (1, 8, 10)
    assert one.matrices[0, 0].tolist() == [1, 2, 3, 0, 0, 0, 0, 0, 0, 0]
    assert one.matrices[0, 2].tolist() == [0, 0, 1, 2, 3, 0, 0, 0, 0, 0]
    (spread,) = found(np.ones((2, 1), np.float32), dilation=3)
    assert spread.matrices[0, 0].tolist() == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_weights_of_zero_sum_become_weights_of_differences() -> None:
    # 1 a + 2 b - 3 c = -1 (b - a) - 3 (c - b)
    (one,) = found(np.array([[1, 2, -3]], np.float32))
    assert one.step == (0, 1)
    assert one.matrices[:, 0, 0].tolist() == [-1, -3]
    # Rows that sum to 1 and -1 leave a difference down the last column.
    across, down = found(np.array([[0, 1], [-1, 0]], np.float32))
    assert (across.step, down.step, down.first) == ((0, 1), (1, 0), 1)
    assert down.matrices[0, 0, 0] == -1


@given(
    st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4)),
    st.tuples(st.integers(8, 30), st.integers(8, 12)),
    st.tuples(st.integers(1, 2), st.integers(1, 2)),
    st.sampled_from([(), (2,)]),
    st.sampled_from([1, 2000, 1 << 18]),
    st.sampled_from(PADDING_MODES),
    st.sampled_from([0, 2, (0, 3), ((1, 0), (0, 2))]),
    st.booleans(),
    st.sampled_from([np.float32, np.float64]),
)
def test_whole_numbers_give_exactly_the_sums_of_the_loops(
    shape: tuple[int, int, int],
    size: tuple[int, int],
    dilation: tuple[int, int],
    batch: tuple[int, ...],
    block: int,
    mode: str,
    padding: Padding,
    zero_sum: bool,
    dtype: type,
) -> None:
    rng = np.random.default_rng(0)
    x: Array = rng.integers(-9, 10, (shape[0], *size, *batch)).astype(dtype)
    w: Array = rng.integers(-9, 10, (2, *shape)).astype(dtype)
    if zero_sum:
        w[..., -1, -1] -= w.sum(axis=(2, 3))
    at = geometry(size, shape[1:], dilation=dilation, padding=padding)
    padded = pad2d(x, at.amounts, mode, 2.0)
    expected = np.array(
        [sum(correlate_loops(p, k, at) for p, k in zip(padded, deep, strict=True)) for deep in w]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnn_core.ops.fast.shift_and_add.BLOCK", block)
        patch.setattr("cnn_core.ops.fast.shift_and_add.LARGE", 0)
        patch.setattr(
            "cnn_core.ops.fast.shift_and_add.bands", lambda deep, at, _: bands(deep, at, [10**6])
        )
        out: Array = np.full(expected.shape, np.nan, dtype)
        correlate_shifted(x, w, at, out, mode, 2.0)
    np.testing.assert_array_equal(out, expected)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_pixel_that_is_no_number_reaches_its_windows_only(bad: float) -> None:
    rng = np.random.default_rng(0)
    x, w = rng.random((1, 150, 140), np.float32), rng.random((1, 1, 5, 5), np.float32)
    assert preferred(w[0])
    clean = conv2d(x, w)
    x[0, 70, 60] = bad
    y = conv2d(x, w)
    assert not np.isfinite(y[0, 66:71, 56:61]).any()
    y[0, 66:71, 56:61] = clean[0, 66:71, 56:61]
    np.testing.assert_allclose(y, clean, rtol=1e-5)


@pytest.mark.parametrize("size", [3, 7, 11])
@pytest.mark.parametrize("value", [0.1, 1 / 3, 123.456])
def test_weights_of_zero_sum_answer_exactly_0_on_large_flat_areas(size: int, value: float) -> None:
    w = np.random.default_rng(0).integers(-99, 100, (1, 1, size, size)).astype(np.float32)
    w[0, 0, 0, 0] -= w.sum()
    assert preferred(w[0])
    assert not conv2d(np.full((1, 200, 200), value, np.float32), w).any()


def test_a_flat_patch_of_a_picture_is_answered_with_exactly_0() -> None:
    x = np.random.default_rng(0).random((1, 200, 200), np.float32)
    x[0, 50:100, 60:120] = 0.1
    y = conv2d(x, np.array(KERNELS["gabor"].kernel(11, angle=30).numerators)[None, None])
    assert not y[0, 50:90, 60:110].any()
    assert y[0, 40, 40]


@pytest.mark.parametrize("size", [5, 9])
def test_differences_of_fractions_are_as_exact_as_sums(size: int) -> None:
    rng = np.random.default_rng(0)
    x = rng.random((1, 200, 150), np.float32)
    w = rng.integers(-99, 100, (1, 1, size, size)).astype(np.float32)
    w[0, 0, 1, 2] -= w.sum()
    assert preferred(w[0])
    exact = conv2d(x.astype(np.float64), w)
    assert np.abs(conv2d(x, w) - exact).max() < 2e-6 * np.abs(w).sum()


def test_weights_without_structure_are_banded_and_others_are_not() -> None:
    rng = np.random.default_rng(0)
    for size in (3, 5, 7, 11):
        assert preferred(rng.normal(size=(1, size, size)))
    assert not preferred(rng.normal(size=(1, 3, 3)), stride=2)
    assert not preferred(rng.normal(size=(1, 1, 3)))
    assert not preferred(np.array([[[np.nan, 1.0, 2.0], [1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]]))
    for name, family in KERNELS.items():
        for size in family.sizes:
            if name in ("box-blur", "gaussian", "motion-blur", "sharpen") or size == 3:
                assert not preferred(family.kernel(size).weights[None]), (name, size)

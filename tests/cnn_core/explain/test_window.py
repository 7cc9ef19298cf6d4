"""One output cell and everything it is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.explain import window_at
from cnn_core.geometry import PADDING_MODES
from cnn_core.ops import conv2d

IMAGE = np.array([[[10, 10, 10, 0, 0, 0]] * 6], np.float32).reshape(1, 6, 6)
EDGE = np.array([[[[1, 0, -1]] * 3]], np.float32)


def test_the_window_on_the_border_of_two_halves() -> None:
    window = window_at(IMAGE, EDGE, [0.5], cell=(0, 1))
    assert window.values.tolist() == [[[10, 10, 0]] * 3]
    assert window.weights.tolist() == [[[1, 0, -1]] * 3]
    assert window.products.tolist() == [[[10 * 1, 10 * 0, 0 * -1]] * 3]
    assert window.sum == 3 * (10 * 1 + 10 * 0 + 0 * -1) + 0.5
    assert (window.rows.tolist(), window.cols.tolist()) == ([0, 1, 2], [1, 2, 3])
    assert not window.padding.any()
    assert (window.bias, window.cell, window.filter, window.channels) == (0.5, (0, 1), 0, (0,))


def test_stride_and_dilation_move_and_spread_the_taps() -> None:
    window = window_at(IMAGE, EDGE, cell=(1, 0), stride=(1, 2), padding=1, dilation=2)
    assert window.rows.tolist() == [1 - 1, 1 + 2 - 1, 1 + 4 - 1]
    assert window.cols.tolist() == [0 - 1, 0 + 2 - 1, 0 + 4 - 1]


@pytest.mark.parametrize(
    "mode, source, value",
    [
        ("zeros", -1, 0),
        ("constant", -1, 7),
        ("reflect", 1, 2),
        ("replicate", 0, 1),
        ("circular", 2, 3),
    ],
)
def test_padding_cells_say_where_their_value_comes_from(
    mode: str, source: int, value: float
) -> None:
    row = np.array([[[1, 2, 3]]])
    options = {"padding": (0, 1), "padding_mode": mode, "fill": 7.0}
    window = window_at(row, np.ones((1, 1, 1, 2)), cell=(0, 0), **options)  # type: ignore[arg-type]
    assert window.cols.tolist() == [-1, 0]
    assert window.padding.tolist() == [[True, False]]
    assert window.source_cols.tolist() == [source, 0]
    assert window.values.tolist() == [[[value, 1]]]


def test_a_group_reads_its_own_channels() -> None:
    image = np.arange(4.0).reshape(4, 1, 1)
    window = window_at(image, np.ones((2, 2, 1, 1)), cell=(0, 0), filter=1, groups=2)
    assert window.channels == (2, 3)
    assert window.sum == 2 + 3


@given(
    st.sampled_from(PADDING_MODES),
    st.tuples(st.integers(3, 7), st.integers(3, 7)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(1, 2),
    st.integers(0, 2**32 - 1),
)
def test_every_cell_adds_up_to_what_conv2d_says(
    mode: str,
    size: tuple[int, int],
    kernel: tuple[int, int],
    stride: int,
    padding: int,
    dilation: int,
    seed: int,
) -> None:
    if min(size) + 2 * padding <= dilation * (max(kernel) - 1):
        return
    rng = np.random.default_rng(seed)
    x = rng.integers(-20, 20, (2, *size))
    w, b = rng.integers(-5, 5, (3, 2, *kernel)), rng.integers(-5, 5, 3)
    options = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "padding_mode": mode,
        "fill": 3.0,
    }
    y = conv2d(x, w, b, **options)  # type: ignore[arg-type]
    for f, row, col in np.ndindex(y.shape):
        window = window_at(x, w, b, cell=(row, col), filter=f, **options)  # type: ignore[arg-type]
        assert window.sum == y[f, row, col] == window.bias + window.products.sum()
        np.testing.assert_array_equal(window.products, window.values * window.weights)
        inside = ~window.padding
        read = x[:, window.source_rows[:, None], window.source_cols]
        np.testing.assert_array_equal(window.values[:, inside], read[:, inside])


def test_products_of_float32_are_exact_and_rounded_once() -> None:
    x = np.array([[[0.1, 0.2, 0.3]]], np.float32)
    w = np.array([[[[0.7, -0.9, 0.4]]]], np.float32)
    window = window_at(x, w, cell=(0, 0))
    assert window.products[0, 0, 0] == float(x[0, 0, 0]) * float(w[0, 0, 0, 0])
    assert window.sum == pytest.approx(float(conv2d(x, w).item()), rel=1e-6)


def test_what_does_not_exist_is_refused_with_what_does() -> None:
    with pytest.raises(ValueError) as error:
        window_at(IMAGE, EDGE, cell=(4, -1))
    assert str(error.value) == "cell (4, -1) is outside the 4×4 map: the nearest cell is (3, 0)"
    for none in ((1,), (0, 0, 0), (0.5, 0), 3):
        with pytest.raises(ValueError, match="a cell is two whole numbers"):
            window_at(IMAGE, EDGE, cell=none)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is no filter 1: the last one is 0"):
        window_at(IMAGE, EDGE, cell=(0, 0), filter=1)
    with pytest.raises(ValueError, match=r"x\[..., 0\]"):
        window_at(IMAGE[..., None], EDGE, cell=(0, 0))

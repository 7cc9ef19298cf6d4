"""TensorFlow's "same": as few cells as the size needs, the odd one at the end."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import output_size, pad_amounts, tensorflow_same

SIDE = st.integers(1, 40)


def test_a_stride_of_2_pads_the_end_alone() -> None:
    assert tensorflow_same((28, 28), 3, stride=2) == ((0, 1), (0, 1))
    assert tensorflow_same((27, 28), 3, stride=2) == ((1, 1), (0, 1))


def test_an_even_kernel_pads_one_more_at_the_end() -> None:
    assert tensorflow_same((28, 28), 4) == ((1, 2), (1, 2))
    assert tensorflow_same((28, 28), (2, 3)) == ((0, 1), (1, 1))


@given(SIDE, SIDE, st.integers(1, 11), st.integers(1, 6), st.integers(1, 4))
def test_the_size_is_the_pictures_over_the_stride_rounded_up(
    rows: int, columns: int, kernel: int, stride: int, dilation: int
) -> None:
    how: dict[str, Any] = {"stride": stride, "dilation": dilation}
    amounts = tensorflow_same((rows, columns), kernel, **how)
    size = output_size((rows, columns), kernel, padding=amounts, **how)
    assert size == (-(-rows // stride), -(-columns // stride))
    assert all(0 <= after - before <= 1 for before, after in amounts)


@given(SIDE, st.integers(1, 11), st.integers(1, 4))
def test_at_stride_1_it_is_the_same_same(side: int, kernel: int, dilation: int) -> None:
    ours = pad_amounts("same", kernel, dilation=dilation)
    assert tensorflow_same((side, side), kernel, dilation=dilation) == ours

"""Layer after layer: how large the maps are, and when nothing is left."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import stack_sizes
from cnn_core.ops import conv2d


def test_valid_layers_take_2_rows_each_until_nothing_is_left() -> None:
    stack = stack_sizes((65, 65), 3, 64)
    assert stack.layers == 32
    assert stack.sizes[:3] == ((65, 65), (63, 63), (61, 61))
    assert stack.sizes[-1] == (1, 1)
    assert stack.end.startswith("a 3×3 kernel covers 3 rows, but the image has 1")


def test_same_layers_go_on_for_ever() -> None:
    stack = stack_sizes((28, 28), 3, 60, padding="same")
    assert set(stack.sizes) == {(28, 28)}
    assert (stack.layers, stack.end) == (60, "")


def test_a_stride_of_2_about_halves_at_each_layer() -> None:
    assert stack_sizes((28, 28), 3, 2, stride=2).sizes == ((28, 28), (13, 13), (6, 6))


def test_a_single_pixel_cannot_be_reflected() -> None:
    stack = stack_sizes((4, 4), 3, 9, stride=2, padding=1, padding_mode="reflect")
    assert stack.sizes[-1] == (1, 1)
    assert stack.end.startswith("reflect padding of 1 needs more than the image's 1 row")


def test_a_negative_number_of_layers_is_refused() -> None:
    with pytest.raises(ValueError, match="a stack of -1 layers does not exist"):
        stack_sizes((4, 4), 3, -1)


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.integers(1, 4),
    st.integers(0, 4),
    st.integers(1, 3),
    st.integers(0, 2),
    st.sampled_from(["zeros", "reflect", "circular"]),
)
def test_the_sizes_are_those_of_maps_really_made(
    rows: int, columns: int, kernel: int, layers: int, stride: int, padding: int, mode: str
) -> None:
    image: np.ndarray = np.zeros((1, rows, columns))
    sizes = [(rows, columns)]
    for _ in range(layers):
        try:
            image = conv2d(
                image,
                np.ones((1, 1, kernel, kernel)),
                stride=stride,
                padding=padding,
                padding_mode=mode,
            )
        except ValueError:
            break
        sizes.append((image.shape[1], image.shape[2]))
    stack = stack_sizes(
        (rows, columns), kernel, layers, stride=stride, padding=padding, padding_mode=mode
    )
    assert list(stack.sizes) == sizes
    assert bool(stack.end) == (len(sizes) <= layers)

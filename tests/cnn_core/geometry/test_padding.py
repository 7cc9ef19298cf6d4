"""What stands outside the image."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES, largest_padding, pad2d
from cnn_core.geometry.padding import source_index

NUMPY_NAMES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


@given(
    st.sampled_from(PADDING_MODES),
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
    st.tuples(*[st.integers(0, 5)] * 4),
    st.sampled_from([(), (2,)]),
)
def test_padding_is_that_of_numpy(
    mode: str, size: tuple[int, int], sides: tuple[int, ...], batch: tuple[int, ...]
) -> None:
    x = np.random.default_rng(0).random((2, *size, *batch), dtype=np.float32)
    limits = [largest_padding(mode, n) for n in size for _ in range(2)]
    top, bottom, left, right = (
        side if most is None else min(side, most) for side, most in zip(sides, limits, strict=True)
    )
    widths = [(0, 0), (top, bottom), (left, right), *[(0, 0)] * len(batch)]
    if mode in NUMPY_NAMES:
        expected = np.pad(x, widths, mode=NUMPY_NAMES[mode])  # type: ignore[call-overload]
    else:
        expected = np.pad(x, widths, constant_values=0.5 if mode == "constant" else 0.0)
    padded = pad2d(x, ((top, bottom), (left, right)), mode, 0.5)
    assert padded.dtype == np.float32
    np.testing.assert_array_equal(padded, expected)


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_source_index_says_where_each_cell_comes_from(mode: str) -> None:
    row = np.array([5.0, 6.0, 7.0], np.float32)
    sources = source_index(3, 2, 1, mode)
    padded = pad2d(row[None, None], ((0, 0), (2, 1)), mode, -1.0)[0, 0]
    outside = -1.0 if mode == "constant" else 0.0
    assert padded.tolist() == [row[s] if s >= 0 else outside for s in sources]


def test_more_than_the_image_can_give_is_refused() -> None:
    x = np.zeros((1, 4, 2), np.float32)
    with pytest.raises(ValueError, match="needs more than the image's 2 columns: use padding 1"):
        pad2d(x, ((0, 0), (0, 2)), "reflect")
    with pytest.raises(ValueError, match="needs more than the image's 4 rows: use padding 4"):
        pad2d(x, ((5, 0), (0, 0)), "circular")
    with pytest.raises(ValueError, match="too small"):
        pad2d(x, ((-1, 0), (0, 0)))
    with pytest.raises(ValueError, match='"edge" is unknown'):
        pad2d(x, ((1, 1), (1, 1)), "edge")

"""All strides and paddings that make a wanted size, and no others."""

from __future__ import annotations

import pytest

from cnn_core.geometry import strides_and_paddings


@pytest.mark.parametrize("size", range(1, 13))
@pytest.mark.parametrize(("kernel", "dilation"), [(1, 1), (2, 1), (3, 1), (3, 2), (5, 1)])
def test_every_stride_and_padding_is_found(size: int, kernel: int, dilation: int) -> None:
    covers = dilation * (kernel - 1) + 1
    for target in range(2, 2 * size + covers):
        counted = [
            (stride, padding)
            for stride in range(1, 40)
            for padding in range(covers)
            if len(range(0, size + 2 * padding - covers + 1, stride)) == target
        ]
        assert strides_and_paddings(size, target, kernel, dilation=dilation) == counted


def test_one_window_has_the_shortest_stride() -> None:
    assert strides_and_paddings(3, 1, 3) == [(1, 0), (3, 1), (5, 2)]


def test_a_size_that_cannot_be_made_has_none() -> None:
    assert strides_and_paddings(4, 9, 3) == []
    with pytest.raises(ValueError, match="target is a whole number"):
        strides_and_paddings(4, 0, 3)

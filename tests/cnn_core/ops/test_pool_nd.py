"""Pooling along any number of axes: by loops, and as the poolings of maps."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from cnn_core.ops import POOLINGS
from cnn_core.ops.pool_nd import picked_cells, pool_nd, window_cells

RNG = np.random.default_rng(5)
WHAT: dict[str, Callable[[list[int]], float]] = {
    "max": max,
    "min": min,
    "avg": lambda cells: sum(cells) / len(cells),
}


@pytest.mark.parametrize("shape", [(9,), (6, 5), (4, 5, 3), (2, 3, 3, 2)])
@pytest.mark.parametrize(("size", "stride"), [(1, 1), (2, 1), (2, 2), (2, 3)])
@pytest.mark.parametrize("kind", WHAT)
def test_every_window_is_what_loops_make_of_it(
    shape: tuple[int, ...], size: int, stride: int, kind: str
) -> None:
    x = RNG.integers(-9, 10, shape)
    found = pool_nd(x, size, stride=stride, kind=kind)
    starts = [range(0, side - size + 1, stride) for side in shape]
    assert found.shape == tuple(map(len, starts))
    for place, at in zip(np.ndindex(found.shape), itertools.product(*starts), strict=True):
        cells = [
            int(x[tuple(a + b for a, b in zip(at, by, strict=True))])
            for by in itertools.product(range(size), repeat=len(shape))
        ]
        assert window_cells(x, size, stride=stride)[place].tolist() == cells
        assert found[place] == pytest.approx(WHAT[kind](cells))
        picked = picked_cells(x, size, stride=stride, kind=kind)
        assert (picked is None) == (kind == "avg")
        if picked is not None:
            assert picked[place] == cells.index(int(WHAT[kind](cells)))


@pytest.mark.parametrize("kind", POOLINGS)
def test_along_two_axes_it_is_the_pooling_of_a_map(kind: str) -> None:
    x = RNG.random((7, 8))
    alone = POOLINGS[kind].forward(x[None], 3, stride=2)[0]
    np.testing.assert_allclose(pool_nd(x, 3, stride=2, kind=kind), alone)


@pytest.mark.parametrize(
    ("x", "size", "stride", "why"),
    [
        ([1, 2, 3], 4, None, "a window of 4 does not fit in"),
        ([[1, 2], [3, 4]], 0, None, "both are at least 1"),
        ([1, 2], 1, 0, "both are at least 1"),
        (3, 1, None, "does not fit"),
    ],
)
def test_what_cannot_be_pooled_says_why(x, size, stride, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        pool_nd(x, size, stride=stride)

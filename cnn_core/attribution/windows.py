"""The windows of many pictures that excite a unit most, and where in their pictures they lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.attribution.ascent import narrowed
from cnn_core.attribution.steps import Steps, result_of
from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair
from cnn_core.nn.network import Network
from cnn_core.nn.summary import receptive_field

BATCH = 1 << 17  # pixels that go through a network at once


@dataclass(frozen=True, eq=False)
class TopWindows:
    """For F units, the K windows with the largest values, the largest one first."""

    values: Array  # (F, K): what the unit gives there
    pictures: NDArray[np.intp]  # (F, K): of which picture
    cells: NDArray[np.intp]  # (F, K, 2): row and column in the unit's map; 0, 0 for a logit

    def of(self, units: ArrayLike, *, first: int = 0) -> TopWindows:
        """Return the windows of some units; their pictures are numbered from `first` on."""
        rows = np.asarray(units, np.intp)
        return TopWindows(self.values[rows], self.pictures[rows] + first, self.cells[rows])


def top_windows(
    network: Network,
    images: ArrayLike,
    *,
    depth: int,
    count: int = 9,
    apart: int | None = None,
) -> TopWindows:
    """Return, for every unit behind `depth` layers, the windows with the largest values.

    images (C, H, W, N). One picture gives at most one window; with `apart` it gives several, whose
    cells are more than so many rows or columns apart. Ties: the earlier picture comes first.
    Where each window lies says `field_at`. (Zeiler and Fergus:
    Visualizing and understanding convolutional networks, 2014.) Errors: as those of `narrowed`.
    """
    steps = top_windows_steps(network, images, depth=depth, count=count, apart=apart)
    return result_of(steps)


def top_windows_steps(
    network: Network,
    images: ArrayLike,
    *,
    depth: int,
    count: int = 9,
    apart: int | None = None,
) -> Steps[TopWindows]:
    """Return `top_windows`, and yield after each batch the share that is done."""
    pixels = np.asarray(images, network.dtype)
    if not pixels.shape[-1]:
        raise ValueError("there is no window in 0 pictures: give at least 1")
    part = narrowed(network, depth)
    size = max(1, BATCH // pixels[..., 0].size)
    best: TopWindows | None = None
    for start in range(0, pixels.shape[-1], size):
        answer = part.forward(pixels[..., start : start + size])
        maps = answer.reshape(len(answer), *(answer.shape[1:3] if answer.ndim > 2 else (1, 1)), -1)
        found = _peaks(maps, start, 1 if apart is None else count, apart or 0)
        best = found if best is None else merged(best, found)
        best = _largest(best, count)
        yield min(1.0, (start + size) / pixels.shape[-1])
    assert best is not None
    return best


def merged(one: TopWindows, other: TopWindows, count: int | None = None) -> TopWindows:
    """Return the windows of both, for the same units; with `count`, the largest of them.

    Ties: those of the first stand first. Number the pictures of both as those of one row.
    """
    found = TopWindows(
        np.concatenate([one.values, other.values], axis=1),
        np.concatenate([one.pictures, other.pictures], axis=1),
        np.concatenate([one.cells, other.cells], axis=1),
    )
    return found if count is None else _largest(found, count)


def field_at(network: Network, depth: int, cell: Pair) -> tuple[slice, slice]:
    """Return the rows and columns of the image that a cell behind `depth` layers sees.

    What would reach over the edge is cut off there. The whole image, where a unit sees every pixel.

    >>> from cnn_core.nn import toy_network
    >>> field_at(toy_network(np.random.default_rng(0)), 4, (0, 10))
    (slice(0, 8, None), slice(20, 28, None))
    """
    field = receptive_field(network.layers[:depth])[-1]
    size = network.input_shape[1:]
    if field is None:
        return slice(0, size[0]), slice(0, size[1])
    seen = field.of(*cell)
    rows, columns = (
        slice(max(one.start, 0), min(one.stop, most)) for one, most in zip(seen, size, strict=True)
    )
    return rows, columns


def _peaks(maps: Array, first: int, count: int, apart: int) -> TopWindows:
    """Return the `count` largest cells of each map (F, H', W', N), those around each one left out.

    Pictures are numbered from `first` on.
    """
    units, rows, columns, pictures = maps.shape
    left = maps.copy() if count > 1 else maps
    values, cells = [], []
    for _ in range(min(count, rows * columns)):
        flat = left.reshape(units, -1, pictures)
        at = flat.argmax(axis=1)
        values.append(np.take_along_axis(flat, at[:, None], axis=1)[:, 0])
        row, column = np.divmod(at, columns)
        cells.append(np.stack([row, column], axis=-1))
        if count > 1:
            near = np.abs(np.arange(rows)[:, None, None] - row) <= apart
            beside = np.abs(np.arange(columns)[:, None, None] - column) <= apart
            around = near[:, None] & beside[None]
            left[around.transpose(2, 0, 1, 3)] = -np.inf
    numbers = np.broadcast_to(np.arange(first, first + pictures), (units, pictures))
    found = np.concatenate(values, axis=1)
    return TopWindows(
        found, np.concatenate([numbers] * len(values), axis=1), np.concatenate(cells, axis=1)
    )


def _largest(found: TopWindows, count: int) -> TopWindows:
    """Keep the largest `count` of each unit; what was left out of a map is no window."""
    order = np.argsort(-found.values, axis=1, kind="stable")[:, :count]
    return TopWindows(
        np.take_along_axis(found.values, order, axis=1),
        np.take_along_axis(found.pictures, order, axis=1),
        np.take_along_axis(found.cells, order[..., None], axis=1),
    )

"""Which pixels each cell of a stack can depend on, walked back window by window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.sizes import Pair
from cnn_core.nn.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.layers import Dense, Flatten
from cnn_core.nn.pool_layers import GlobalAvgPool, Pool2D

Links = NDArray[np.bool_]


@dataclass(frozen=True)
class Reach:
    """What the cells of a map read of the picture, along each axis: padding is left out.

    Cell (r, c) depends on pixel (i, j) where both rows[r, i] and columns[c, j] hold.
    """

    rows: Links  # (H', H)
    columns: Links  # (W', W)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many cells of the map read each pixel: (H, W)."""
        along = (one.sum(axis=0, dtype=np.int64) for one in (self.rows, self.columns))
        counts: NDArray[np.int64] = np.multiply.outer(*along)
        return counts

    def pixels(self, row: int, column: int) -> Links:
        """Return which pixels one cell reads: (H, W)."""
        read: Links = np.logical_and.outer(self.rows[row], self.columns[column])
        return read


def reach(layers: Iterable[Layer], size: Pair) -> Reach:
    """Return what each cell of the last map reads of a picture (H, W).

    Unlike `receptive_field` it knows the borders, and the gaps that stride and dilation leave.
    Errors: a layer that does not slide over maps, or does not fit.

    >>> reach([Conv2D(), Conv2D()], (5, 5)).counts[2].tolist()
    [1, 1, 1, 1, 1]
    >>> int(reach([Conv2D(stride=2)], (7, 7)).counts.max())
    4
    """
    seen = [np.eye(length, dtype=np.bool_) for length in size]
    shape: Shape = (1, *size)
    for layer in layers:
        if isinstance(layer, Flatten | Dense | GlobalAvgPool | ConvTranspose2D):
            raise ValueError(
                f"{layer.name} does not slide a window over maps: "
                "only convolutions, poolings and what works cell by cell do"
            )
        if not isinstance(layer, Conv2D | Pool2D):
            continue
        found = layer.geometry(shape)
        for axis in (0, 1):
            seen[axis] = _links(found.reads(axis), found.size[axis]) @ seen[axis]
        shape = (1, *found.out)
    return Reach(seen[0], seen[1])


def _links(reads: NDArray[np.intp], length: int) -> Links:
    """Return which cells (length,) of an axis each output cell reads: (outputs, length)."""
    links = np.zeros((len(reads), length), dtype=np.bool_)
    inside = (reads >= 0) & (reads < length)
    outputs = np.broadcast_to(np.arange(len(reads))[:, None], reads.shape)
    links[outputs[inside], reads[inside]] = True
    return links

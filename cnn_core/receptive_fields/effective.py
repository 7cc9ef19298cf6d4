"""How much each pixel of a cell's field really moves that cell: its gradient, measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.network import Network
from cnn_core.nn.summary import Field, receptive_field


@dataclass(frozen=True)
class MeasuredField:
    """Each pixel's share of what moves a cell, over the whole field; 0 in the padding."""

    field: Field
    corner: Pair  # row and column of shares[0, 0] in the picture, below 0 in the padding
    shares: NDArray[np.float64]  # (r, r), sum 1, or all 0 where no gradient arrived

    def middle(self, part: float) -> Pair:
        """Return the smallest middle of the field, as (rows, columns), with this part of it all."""
        high, wide = self.shares.shape
        for rim in range((min(high, wide) - 1) // 2, 0, -1):
            if self.middle_share(high - 2 * rim) >= part:
                return high - 2 * rim, wide - 2 * rim
        return high, wide

    def middle_share(self, rows: int) -> float:
        """Return the part that lies within the field's middle so many rows high, rims alike."""
        high, wide = self.shares.shape
        rim = (high - rows) // 2
        return float(self.shares[rim : high - rim, rim : wide - rim].sum())


@dataclass(frozen=True)
class Part:
    """The part of a picture that decides one cell, and which cell it is in the part's own map."""

    rows: slice
    columns: slice
    cell: Pair


def deciding_part(layers: Sequence[Layer], size: Pair, cell: Pair) -> Part:
    """Return the part of a picture (H, W) over which a stack makes the same cell (row, column).

    It holds the cell's field as far as that is inside, and begins where cells fall on the same
    pixels. Errors: a stack in which a cell sees everything.
    """
    field = receptive_field(layers)[-1]
    if field is None:
        raise ValueError("a cell that sees every pixel has no field to cut out")
    seen = field.of(*cell)
    parts, inside = [], []
    for axis in (0, 1):
        skipped = max(seen[axis].start, 0) // field.jump[axis]
        parts.append(slice(skipped * field.jump[axis], min(seen[axis].stop, size[axis])))
        inside.append(cell[axis] - skipped)
    return Part(parts[0], parts[1], (inside[0], inside[1]))


def cell_gradient(network: Network, image: Array, cell: Pair) -> Array:
    """Return how the sum of all maps at one cell changes with each pixel: (C, H, W) -> the same."""
    wanted = np.zeros(network.shapes[-1])
    wanted[:, cell[0], cell[1]] = 1
    return network.input_gradient(image, wanted)


def measured_field(
    layers: Sequence[Layer], input_shape: Shape, cell: Pair, *, seeds: int = 20
) -> MeasuredField:
    """Measure a cell's field: |gradient|, averaged over networks of random weights on noise.

    layers as a network has them, with activations; input_shape (C, H, W); each seed draws He's
    weights and a picture of normal noise anew. (Luo et al., Understanding the effective receptive
    field, 2016.)
    """
    channels, *size = input_shape
    field = receptive_field(layers)[-1]
    if field is not None and _lies_outside(field, size, cell):
        rows, columns = field.of(*cell)
        return MeasuredField(field, (rows.start, columns.start), np.zeros(field.size))
    part = deciding_part(layers, (size[0], size[1]), cell)
    shape = (channels, part.rows.stop - part.rows.start, part.columns.stop - part.columns.start)
    total = np.zeros(shape[1:])
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        network = Network([replace(layer) for layer in layers], shape, rng)
        noise = rng.standard_normal(shape).astype(np.float32)
        total += np.abs(cell_gradient(network, noise, part.cell)).sum(axis=0)
    assert field is not None
    rows, columns = field.of(*cell)
    shares = np.zeros(field.size)
    top, left = max(rows.start, 0), max(columns.start, 0)
    inside = total[top - part.rows.start :, left - part.columns.start :]
    high, wide = inside.shape
    shares[top - rows.start :, left - columns.start :][:high, :wide] = inside
    sum_ = shares.sum()
    return MeasuredField(field, (rows.start, columns.start), shares / sum_ if sum_ else shares)


def _lies_outside(field: Field, size: Sequence[int], cell: Pair) -> bool:
    """Say whether a cell sees padding only."""
    parts = zip(field.of(*cell), size, strict=True)
    return any(part.stop <= 0 or part.start >= length for part, length in parts)

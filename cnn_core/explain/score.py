"""One logit explained: what each map and each place of the last maps adds to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array


@dataclass(frozen=True)
class ScoreParts:
    """What a logit is made of: the bias, and one product for each cell of the last maps."""

    weights: Array  # (C, H, W): the weight of each cell
    products: NDArray[np.float64]  # (C, H, W)
    bias: float
    logit: float  # bias and products, rounded once

    @property
    def by_map(self) -> NDArray[np.float64]:
        """What each map adds, (C,)."""
        return np.asarray(self.products.sum(axis=(1, 2)))

    @property
    def by_place(self) -> NDArray[np.float64]:
        """What each place adds, (H, W): the class activation map of Zhou et al. (2016)."""
        return np.asarray(self.products.sum(axis=0))


def score_parts(
    maps: ArrayLike, w: ArrayLike, b: ArrayLike | None = None, *, unit: int
) -> ScoreParts:
    """Take one logit of a dense layer apart by the maps and places that it reads.

    maps (C, H, W), w (O, C * H * W) reads them flattened; w (O, C) reads the average of each map,
    so a cell has the weight w / (H * W). b (O,). Errors: a unit or a shape that does not fit.

    >>> score_parts([[[1, 3]]], [[2]], [10], unit=0).by_place.tolist()
    [[1.0, 3.0]]
    """
    features = np.asarray(maps, np.float64)
    weights = np.asarray(w, np.float64)
    if features.ndim != 3:
        raise ValueError(f"the maps are (channels, rows, columns), not {features.shape}")
    if not 0 <= unit < len(weights):
        raise ValueError(f"there is no unit {unit}: the last one is {len(weights) - 1}")
    channels, rows, columns = features.shape
    row = weights[unit]
    if row.size == features.size:
        cells = row.reshape(features.shape)
    elif row.size == channels:
        cells = np.broadcast_to(row[:, None, None] / (rows * columns), features.shape)
    else:
        raise ValueError(
            f"a unit with {row.size} weights reads neither the {features.size} cells "
            f"of these maps nor the average of each of the {channels}"
        )
    products = features * cells
    bias = 0.0 if b is None else float(np.asarray(b)[unit])
    total = math.fsum([bias, *products.ravel().tolist()])
    return ScoreParts(cells, products, bias, total)

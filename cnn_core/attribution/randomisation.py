"""The test of a map by other weights: a map that stays as it was explains nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.nn.network import Network


def weighted_layers(network: Network) -> list[int]:
    """Return which layers have parameters, by their number from 0."""
    return [number for number, layer in enumerate(network.layers) if layer.parameters]


def randomised(network: Network, count: int, rng: np.random.Generator) -> Network:
    """Return a copy of a network whose last `count` layers with parameters are drawn anew.

    Weights are He's normal ones, biases 0. The last layer is drawn first, so that the same seed and
    a larger count draw the same weights and then more. (Adebayo et al.: Sanity checks for saliency
    maps, 2018.) Errors: more layers than there are.
    """
    known = weighted_layers(network)
    if not 0 <= count <= len(known):
        raise ValueError(f"the network has {len(known)} layers with parameters, not {count}")
    copy = network.twin(network.dtype)
    for number in known[::-1][:count]:
        for name, values in copy.layers[number].parameters.items():
            values[...] = copy.layers[number].initial(name, values.shape, rng)
    return copy


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float | None:
    """Return Spearman's correlation of two maps, -1 to 1; None if one of them is the same all over.

    The correlation of their ranks; equal values share the mean of theirs.

    >>> rank_correlation([1, 2, 30], [3, 2, 1]), rank_correlation([1, 2], [0, 0])
    (-1.0, None)
    """
    a, b = (_ranks(np.ravel(each)) for each in (one, other))
    lengths = float(np.sqrt((a @ a) * (b @ b)))
    return float(np.clip(a @ b / lengths, -1, 1)) if lengths else None


def _ranks(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return the ranks of values, minus their mean."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[place]
    return np.asarray(ranks - ranks.mean())

"""Grad-CAM: the maps of a layer, weighted by how much each one matters to a logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.attribution.gradients import checked_units
from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network


@dataclass(frozen=True, eq=False)
class GradCAM:
    """What Grad-CAM is made of, for F maps of H' by W' cells."""

    weights: Array  # (F,): the mean gradient of each map
    sums: Array  # (H', W'): the maps times their weights, added up

    @property
    def map(self) -> Array:
        """The sums, with 0 for what is below it, (H', W')."""
        return np.maximum(self.sums, 0)

    @property
    def empty(self) -> bool:
        """Whether no place is above 0, so that the map says nothing."""
        return not bool((self.sums > 0).any())


def grad_cam(network: Network, image: ArrayLike, unit: int, *, depth: int) -> GradCAM:
    """Return which places of the maps behind `depth` layers speak for a logit.

    image (C, H, W) -> ReLU(sum over k of a_k A_k), where A_k (H', W') is map k, and a_k the mean
    over its cells of the logit's gradient. (Selvaraju et al.: Grad-CAM, 2017.) Errors: a layer that
    gives no maps, a unit that is not there.
    """
    checked_units(network, unit)
    if not 0 < depth < len(network.shapes) or len(network.shapes[depth]) != 3:
        raise ValueError(f"there are no maps behind layer {depth}: choose a convolution or pooling")
    trace = network.trace(image)
    wanted = np.zeros_like(trace.activations[-1])
    wanted[unit] = 1
    slopes = network.backward(trace, wanted, to_parameters=False)[depth][..., 0]
    weights = slopes.mean(axis=(1, 2))
    return GradCAM(weights, np.tensordot(weights, trace.activations[depth][..., 0], 1))

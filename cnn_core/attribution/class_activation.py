"""Grad-CAM: the maps of a layer, weighted by how much each one matters to a logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.attribution.gradients import checked_units
from cnn_core.geometry.padding import Array
from cnn_core.nn.blocks import Block
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


def grad_cam(
    network: Network, image: ArrayLike, unit: int, *, depth: int, inside: int | None = None
) -> GradCAM:
    """Return which places of the maps behind `depth` layers speak for a logit.

    image (C, H, W) -> ReLU(sum over k of a_k A_k), where A_k (H', W') is map k, and a_k the mean
    over its cells of the logit's gradient. Where the last of these layers is a block, `inside` says
    which of its layers gives the maps, counted from 0. (Selvaraju et al.: Grad-CAM, 2017.) Errors:
    a layer that gives no maps, one that is not there, a unit that is not there.
    """
    checked_units(network, unit)
    if not 0 < depth < len(network.shapes) or len(network.shapes[depth]) != 3:
        raise ValueError(f"there are no maps behind layer {depth}: choose a convolution or pooling")
    trace = network.trace(image)
    wanted = np.zeros_like(trace.activations[-1])
    wanted[unit] = 1
    slopes = network.backward(trace, wanted, to_parameters=False)[depth]
    maps = trace.activations[depth]
    if inside is not None:
        block = network.layers[depth - 1]
        if not isinstance(block, Block) or not 0 <= inside < len(block.layers):
            raise ValueError(f"layer {depth} has no layer {inside} inside: choose one of a block")
        answers, gradients = block.gradients_inside(trace.activations[depth - 1], slopes)
        maps, slopes = answers[inside], gradients[inside]
    weights = slopes[..., 0].mean(axis=(1, 2))
    return GradCAM(weights, np.tensordot(weights, maps[..., 0], 1))

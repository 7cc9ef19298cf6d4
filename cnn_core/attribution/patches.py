"""Occlusion: how much a logit falls when a patch of the image is covered."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.attribution.gradients import checked_units
from cnn_core.attribution.steps import Steps, result_of
from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair, geometry, pair
from cnn_core.nn.network import Network

BATCH = 1 << 17  # pixels that go through a network at once


def occlusion(
    network: Network,
    image: ArrayLike,
    unit: int,
    *,
    size: int | Pair = 7,
    stride: int | Pair = 1,
    fill: ArrayLike = 0.0,
) -> Array:
    """Return logit(image) - logit(image with a patch covered), for each place of the patch.

    image (C, H, W) -> (rows, columns): place (r, c) covers `size` pixels from stride * (r, c) on
    with `fill`, a number or one for each channel (C,). Above 0, the covered pixels spoke for the
    unit. (Zeiler and Fergus: Visualizing and understanding convolutional networks, 2014.) Errors: a
    patch that does not fit, a unit that is not there.

    >>> from cnn_core.nn import Dense, Flatten
    >>> network = Network([Flatten(), Dense(1)], (1, 1, 3), None)
    >>> network.values[:3] = 1, 2, 3
    >>> occlusion(network, [[[1, 1, 1]]], 0, size=1).tolist()
    [[1.0, 2.0, 3.0]]
    """
    return result_of(occlusion_steps(network, image, unit, size=size, stride=stride, fill=fill))


def occlusion_steps(
    network: Network,
    image: ArrayLike,
    unit: int,
    *,
    size: int | Pair = 7,
    stride: int | Pair = 1,
    fill: ArrayLike = 0.0,
) -> Steps[Array]:
    """Return `occlusion`, and yield after each batch the share that is done."""
    pixels = np.asarray(image, network.dtype)
    checked_units(network, unit)
    at = geometry(pixels.shape[1:], pair(size, "size"), stride=stride, image="the image")
    colour = np.broadcast_to(np.asarray(fill, network.dtype), len(pixels))
    places = np.indices(at.out).reshape(2, -1).T * at.stride
    full = float(network.forward(pixels)[unit])
    scores = np.empty(len(places), network.dtype)
    batch = max(1, BATCH // pixels.size)
    for start in range(0, len(places), batch):
        corners = places[start : start + batch]
        covered = np.repeat(pixels[..., None], len(corners), axis=-1)
        for number, (row, column) in enumerate(corners):
            rows, columns = slice(row, row + at.kernel[0]), slice(column, column + at.kernel[1])
            covered[:, rows, columns, number] = colour[:, None, None]
        scores[start : start + batch] = network.forward(covered)[unit]
        yield (start + len(corners)) / len(places)
    return np.asarray((full - scores).reshape(at.out))

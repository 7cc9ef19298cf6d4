"""The features of an image: the average of each map in front of a network's last layer."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.nn import Dense, GlobalAvgPool, Network
from cnn_core.nn.fused_answer import fuse_answers
from cnn_core.ops.conv import floating


def last_maps(network: Network, image: ArrayLike) -> NDArray[np.float32]:
    """Return the maps (F, H', W') that a network averages for its last dense layer.

    image (C, H, W), as the network reads it. Nothing is written to the network. Errors: a network
    that does not end in global average pooling and a dense layer, or an image of another size.
    """
    *before, pool, last = network.layers
    if not isinstance(pool, GlobalAvgPool) or not isinstance(last, Dense):
        raise ValueError(
            "the features are what global average pooling gives to a last dense layer, "
            f"but this network ends in {pool.name} and {last.name}"
        )
    x = floating(image, network.dtype)
    if x.shape != network.input_shape:
        raise ValueError(f"the network takes an image {network.input_shape}, not {x.shape}")
    x = x[..., None]
    for step in fuse_answers(before):
        x = step.forward(x)
    return np.ascontiguousarray(x[..., 0])


def averages(network: Network, image: ArrayLike) -> NDArray[np.float32]:
    """Return the features (F,) of an image (C, H, W): the average of each of its last maps.

    A dense layer on them is what "transfer learning" first means: the network stays as it is, and
    only a new last layer is trained. (Donahue et al.: DeCAF, 2014; Razavian et al.: CNN features
    off-the-shelf, 2014.) Errors: those of `last_maps`.
    """
    return np.asarray(last_maps(network, image).mean(axis=(1, 2)), np.float32)

"""Maps made from the gradient of one logit: where a small change of a pixel changes it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.attribution.steps import Steps, result_of
from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network

BATCH = 1 << 16  # pixels that go through a network at once


def saliency(network: Network, images: ArrayLike, unit: ArrayLike) -> Array:
    """Return the largest |gradient| of a logit over the channels of each pixel.

    images (C, H, W) and one unit, or (C, H, W, N) and one or N units -> (H, W) or (H, W, N), logits
    for each unit of a pixel. All 0 where no gradient arrives. (Simonyan, Vedaldi and Zisserman:
    Deep inside convolutional networks, 2013.) Errors: a unit that is not there.
    """
    return np.asarray(np.abs(logit_gradient(network, images, unit)).max(axis=0))


def gradient_times_input(network: Network, images: ArrayLike, unit: ArrayLike) -> Array:
    """Return the sum over the channels of each pixel times its gradient, in logits.

    images (C, H, W) or (C, H, W, N) -> (H, W) or (H, W, N). The sum over all pixels is about what
    the image adds to the logit. It looks like the image, whatever the weights are. (Shrikumar et
    al.: Not just a black box, 2016.) Errors: a unit that is not there.
    """
    return np.asarray((np.asarray(images) * logit_gradient(network, images, unit)).sum(axis=0))


def smooth_grad(
    network: Network,
    image: ArrayLike,
    unit: int,
    *,
    count: int = 50,
    noise: float = 0.15,
    rng: np.random.Generator,
) -> Array:
    """Return |mean gradient| of a logit over noisy copies of an image, its largest channel.

    image (C, H, W) -> (H, W), logits for each unit of a pixel. Each of `count` copies has normal
    noise of its own, whose standard deviation is `noise` times the image's range. (Smilkov et al.:
    SmoothGrad, 2017.) Errors: fewer than one copy, noise below 0, a unit that is not there.
    """
    return result_of(smooth_grad_steps(network, image, unit, count=count, noise=noise, rng=rng))


def smooth_grad_steps(
    network: Network,
    image: ArrayLike,
    unit: int,
    *,
    count: int = 50,
    noise: float = 0.15,
    rng: np.random.Generator,
) -> Steps[Array]:
    """Return `smooth_grad`, and yield after each batch the share that is done."""
    if count < 1 or noise < 0:
        raise ValueError(f"take 1 or more copies with noise of 0 or more, not {count} with {noise}")
    pixels = np.asarray(image, network.dtype)
    deviation = network.dtype.type(noise * np.ptp(pixels))
    total = np.zeros(pixels.shape)
    batch = max(1, BATCH // pixels.size)
    for start in range(0, count, batch):
        size = (*pixels.shape, min(batch, count - start))
        copies = rng.standard_normal(size, np.float32) * deviation + pixels[..., None]
        total += logit_gradient(network, copies, unit).sum(axis=-1)
        yield min((start + batch) / count, 1.0)
    return np.asarray(np.abs(total / count).max(axis=0), network.dtype)


def logit_gradient(network: Network, images: ArrayLike, unit: ArrayLike) -> Array:
    """Return how a logit changes with each pixel, as images (C, H, W) or (C, H, W, N) are.

    One unit for all images, or N of them. Errors: a unit that is not there.
    """
    pixels = np.asarray(images)
    units = np.broadcast_to(checked_units(network, unit), pixels.shape[3:])
    wanted = np.zeros((network.shapes[-1][0], *units.shape))
    np.put_along_axis(wanted, units[None], 1, axis=0)
    return network.input_gradient(pixels, wanted)


def checked_units(network: Network, unit: ArrayLike) -> NDArray[np.integer[Any]]:
    """Return units as whole numbers. Errors: one that is not there; a network without logits."""
    if len(network.shapes[-1]) != 1:
        raise ValueError(f"the network gives maps {network.shapes[-1]}, not one logit for a class")
    units, last = np.asarray(unit), network.shapes[-1][0] - 1
    if units.dtype.kind not in "iu" or (units.size and not 0 <= units.min() <= units.max() <= last):
        raise ValueError(f"units are whole numbers from 0 to {last}, not {units}")
    return units

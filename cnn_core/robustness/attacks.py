"""Adversarial examples: images changed by little, along the signs of the loss's gradient."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network
from cnn_core.ops.losses import check_labels

BATCH = 100  # images that go through a network at once
Bounds = tuple[float, float]


def loss_signs(network: Network, images: ArrayLike, labels: ArrayLike) -> Array:
    """Return the sign of the gradient of the cross-entropy at each pixel: -1, 0 or 1.

    images (C, H, W, N) and labels (N,), or (C, H, W) and one label -> as the images. Adding it
    makes the label less probable. The gradient of the logits is p - y, computed in float64 and
    scaled for each image, so that it does not vanish where the network is sure. Errors: labels that
    are no classes.
    """
    pixels = np.asarray(images, network.dtype)
    count = pixels.shape[-1] if pixels.ndim > 3 else 1
    which = check_labels(np.ravel(labels), network.shapes[-1][0], count)
    flat = pixels.reshape(*pixels.shape[:3], count)
    signs = np.empty_like(flat)
    for start in range(0, count, BATCH):
        part = slice(start, start + BATCH)
        toward = partial(_loss_slope, labels=which[part])
        _, grad = network.answer_and_gradient(flat[..., part], toward)
        np.sign(grad, out=signs[..., part])
    return signs.reshape(pixels.shape)


def fgsm(
    network: Network,
    images: ArrayLike,
    labels: ArrayLike,
    amount: ArrayLike,
    *,
    targeted: bool = False,
    bounds: Bounds = (0.0, 1.0),
) -> Array:
    """Change each pixel by `amount` along the sign of the loss's gradient, in one step.

    images (C, H, W, N) in 0..1 and labels (N,), or (C, H, W) and one label -> as the images, within
    the bounds: x + amount * sign(dL / dx). `targeted`: toward the labels, with a minus. `bounds`
    are black and white as the network reads them; `amount` is a share of their distance, one for
    all or one for each image (N,). A pixel whose gradient is 0 stays. (Goodfellow, Shlens and
    Szegedy: Explaining and harnessing adversarial examples, 2015.) Errors: labels that are no
    classes, an amount below 0.
    """
    pixels = np.asarray(images, network.dtype)
    signs = loss_signs(network, pixels, labels)
    return moved(pixels, -signs if targeted else signs, amount, bounds)


def pgd(
    network: Network,
    images: ArrayLike,
    labels: ArrayLike,
    amount: ArrayLike,
    *,
    steps: int = 10,
    targeted: bool = False,
    bounds: Bounds = (0.0, 1.0),
) -> Array:
    """Take several small steps of `fgsm`, and never leave `amount` around each pixel.

    images, labels, amount, bounds as for `fgsm`. Each step is 2.5 * amount / steps. (Madry et al.:
    Towards deep learning models resistant to adversarial attacks, 2018; from the image itself, as
    Kurakin et al., 2017.) Errors: as `fgsm`; fewer than one step.
    """
    path = pgd_path(network, images, labels, amount, steps=steps, targeted=targeted, bounds=bounds)
    *_, found = path
    return found


def pgd_path(
    network: Network,
    images: ArrayLike,
    labels: ArrayLike,
    amount: ArrayLike,
    *,
    steps: int = 10,
    targeted: bool = False,
    bounds: Bounds = (0.0, 1.0),
) -> Iterator[Array]:
    """Yield the images after each step of `pgd`."""
    if steps < 1:
        raise ValueError(f"take 1 or more steps, not {steps}")
    pixels = np.asarray(images, network.dtype)
    each = 2.5 * np.asarray(amount) / steps
    low, high = (moved(pixels, sign, amount, bounds) for sign in (-1, 1))
    found = pixels
    for _ in range(steps):
        found = fgsm(network, found, labels, each, targeted=targeted, bounds=bounds)
        found = np.clip(found, low, high)
        yield found


def random_signs(
    images: ArrayLike, amount: ArrayLike, rng: np.random.Generator, *, bounds: Bounds = (0.0, 1.0)
) -> Array:
    """Change each pixel by `amount` up or down, as a coin says, within the bounds.

    images of any shape -> the same. As large a change as that of `fgsm`, without its direction.
    """
    pixels = np.asarray(images, np.float32)
    signs = rng.integers(0, 2, pixels.shape).astype(np.float32) * 2 - 1
    return moved(pixels, signs, amount, bounds)


def moved(images: Array, signs: Array | int, amount: ArrayLike, bounds: Bounds) -> Array:
    """Return images + amount * width of the bounds * signs, within the bounds.

    images (C, H, W, N) or (C, H, W); one amount, or one for each image (N,). Errors: one below 0.
    """
    if np.any(np.asarray(amount) < 0):
        raise ValueError(f"an amount is 0 or more, not {amount!r}")
    low, high = bounds
    change = (np.asarray(amount) * (high - low)).astype(images.dtype)
    return np.asarray(np.clip(images + change * signs, low, high), images.dtype)


def _loss_slope(logits: Array, labels: NDArray[np.integer[Any]]) -> Array:
    """Return a positive multiple of p - y for each image, (K, N), whose largest |value| is 1."""
    z = logits.astype(np.float64)
    images = np.arange(z.shape[1])
    z -= z.max(axis=0)
    # The label's slope is minus the sum of the others, which 1 - p would round to 0. Without the
    # label they are a softmax of their own: a factor that the sign does not know.
    z[labels, images] = -np.inf
    z -= z.max(axis=0)
    others = np.exp(z)
    others[labels, images] = -others.sum(axis=0)
    return np.asarray(others / np.abs(others).max(axis=0))

"""Disturbances: what is done to images, or to a network, to see what its answers depend on.

Each has an amount, 0 for nothing, and gives the same result for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from cnn_core.geometry.padding import Array
from cnn_core.nn import Conv2D, Dense, LeakyReLU, Network, ReLU
from cnn_core.robustness.one_sided_padding import OneSidedPadding

BATCH = 100  # images that go through a network at once
SHARES = (0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1)
Random = np.random.Generator


@dataclass(frozen=True)
class ImageDisturbance:
    """A change of images (C, H, W, N) in 0..1: `apply(images, amount, rng)` returns new ones."""

    title: str
    amounts: tuple[float, ...]  # from 0 up
    apply: Callable[[Array, float, Random], Array]


@dataclass(frozen=True)
class NetworkDisturbance:
    """A change of a network: `apply(network, layer, amount, rng)` changes a copy, and returns it.

    `layers` are the kinds of layers that it changes one of; without any it changes all layers.
    Without `amounts` of its own, an amount counts kernels or units of that layer.
    """

    title: str
    apply: Callable[[Network, int, float, Random], Network]
    layers: tuple[type, ...] = ()
    amounts: tuple[float, ...] = ()

    def amounts_for(self, network: Network, layer: int) -> tuple[float, ...]:
        """Return the amounts from 0 up: for a layer with many kernels, about nine of them."""
        if self.amounts:
            return self.amounts
        count = len(_weights(network, layer))
        return tuple(np.unique(np.linspace(0, count, min(count, 8) + 1).round()).tolist())


def shifted(images: Array, amount: float, rng: Random) -> Array:
    """Shift to the right by `amount` whole pixels; what comes in is black."""
    by, found = int(amount), np.zeros_like(images)
    found[:, :, by:] = images[:, :, : images.shape[2] - by]
    return found


def rotated(images: Array, amount: float, rng: Random) -> Array:
    """Rotate by `amount` degrees, anticlockwise, around the middle; corners come in black."""
    return np.asarray(
        ndimage.rotate(images, amount, axes=(2, 1), reshape=False, order=1), np.float32
    )


def inverted(images: Array, amount: float, rng: Random) -> Array:
    """Mix images with their negatives: (1 - amount) * x + amount * (1 - x)."""
    return images * np.float32(1 - 2 * amount) + np.float32(amount)


def noisy(images: Array, amount: float, rng: Random) -> Array:
    """Add normal noise whose standard deviation is `amount` of the way from black to white."""
    noise = rng.standard_normal(images.shape, np.float32)
    return np.clip(images + np.float32(amount) * noise, 0, 1)


def blurred(images: Array, amount: float, rng: Random) -> Array:
    """Blur with a Gaussian kernel whose standard deviation is `amount` pixels."""
    return np.asarray(
        ndimage.gaussian_filter(images, (0, amount, amount, 0), mode="constant"), np.float32
    )


def lightened(images: Array, amount: float, rng: Random) -> Array:
    """Add `amount` to every pixel, and stop at white."""
    return np.asarray(np.minimum(images + np.float32(amount), 1), np.float32)


def pixels_shuffled(images: Array, amount: float, rng: Random) -> Array:
    """Shuffle a share of the places, 0 to 1, among themselves: the same way in every image."""
    channels, rows, columns, count = images.shape
    places = rng.permutation(rows * columns)[: round(amount * rows * columns)]
    flat = images.reshape(channels, rows * columns, count).copy()
    flat[:, places] = flat[:, np.roll(places, 1)]
    return flat.reshape(images.shape)


IMAGE_DISTURBANCES: Mapping[str, ImageDisturbance] = MappingProxyType(
    {
        "shift": ImageDisturbance("Shift", (*range(9),), shifted),
        "rotate": ImageDisturbance(
            "Rotate", (0, 10, 20, 30, 45, 60, 90, 135, 180), rotated
        ),
        "noise": ImageDisturbance(
            "Noise", (0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1), noisy
        ),
        "blur": ImageDisturbance(
            "Blur", (0, 0.5, 1, 1.5, 2, 3, 4), blurred
        ),
        "light": ImageDisturbance(
            "Light", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8), lightened
        ),
        "invert": ImageDisturbance(
            "Invert", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1), inverted
        ),
        "pixels": ImageDisturbance(
            "Shuffle the pixels", (0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1),
            pixels_shuffled,
        ),
    }
)  # fmt: skip


def _weights(network: Network, layer: int) -> Array:
    weights: Array = network.layers[layer].parameters["w"]
    return weights


def _some(network: Network, layer: int, amount: float, rng: Random) -> NDArray[Any]:
    """Return which `amount` kernels or units are changed: the first ones of one random order."""
    return rng.permutation(len(_weights(network, layer)))[: int(amount)]


def weights_shuffled(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Shuffle the weights of `amount` kernels, each channel's slice within itself."""
    weights = _weights(network, layer)
    for kernel in _some(network, layer, amount, rng):
        for channel in weights[kernel]:
            channel[...] = rng.permutation(channel.ravel()).reshape(channel.shape)
    return network


def kernels_flipped(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Turn `amount` kernels by 180 degrees."""
    weights = _weights(network, layer)
    some = _some(network, layer, amount, rng)
    weights[some] = weights[some, :, ::-1, ::-1]
    return network


def kernels_zeroed(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Set the weights and biases of `amount` kernels or units to 0."""
    some = _some(network, layer, amount, rng)
    for values in network.layers[layer].parameters.values():
        values[some] = 0
    return network


def kernels_drawn(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Draw `amount` kernels or units anew, as before training."""
    some = _some(network, layer, amount, rng)
    drawn = network.layers[layer]
    for name, values in drawn.parameters.items():
        values[some] = drawn.initial(name, values.shape, rng)[some]
    return network


def biases_reduced(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Take a share, 0 to 1, away from every bias."""
    for one in network.layers:
        if "b" in one.parameters:
            one.parameters["b"][...] *= network.dtype.type(1 - amount)
    return network


def straightened(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Give every ReLU this slope below 0: with 0 it stays, with 1 it is a straight line."""
    layers = [
        LeakyReLU(slope=amount) if isinstance(one, ReLU) else replace(one) for one in network.layers
    ]
    made = Network(layers, network.input_shape, None, dtype=network.dtype)
    made.restore(network.snapshot())
    return made


def padded_on_one_side(network: Network, layer: int, amount: float, rng: Random) -> Network:
    """Pad a layer's input with `amount` zeros above and left, and cut as many off elsewhere."""
    layers = [replace(one) for one in network.layers]
    layers.insert(layer, OneSidedPadding(int(amount)))
    made = Network(layers, network.input_shape, None, dtype=network.dtype)
    made.values[...] = network.values
    known = [one for one in made.layers if not isinstance(one, OneSidedPadding)]
    for one, before in zip(known, network.layers, strict=True):
        for name, values in one.measured.items():
            values[...] = before.measured[name]
    return made


NETWORK_DISTURBANCES: Mapping[str, NetworkDisturbance] = MappingProxyType(
    {
        "shuffle": NetworkDisturbance("Shuffle the weights", weights_shuffled, (Conv2D,)),
        "flip": NetworkDisturbance("Turn by 180°", kernels_flipped, (Conv2D,)),
        "zero": NetworkDisturbance("Set to 0", kernels_zeroed, (Conv2D, Dense)),
        "redraw": NetworkDisturbance("Draw anew", kernels_drawn, (Conv2D, Dense)),
        "pad": NetworkDisturbance("Pad on one side", padded_on_one_side, (Conv2D,), (*range(7),)),
        "biases": NetworkDisturbance("Shrink all biases", biases_reduced, amounts=SHARES),
        "relu": NetworkDisturbance("Straighten ReLU", straightened, amounts=SHARES),
    }
)


def disturbed_images(name: str, images: ArrayLike, amount: float, *, seed: int = 0) -> Array:
    """Return images (C, H, W, N), float32 in 0..1, with a disturbance of IMAGE_DISTURBANCES.

    The same seed gives the same noise and the same shuffle, for every amount. Amount 0 changes
    nothing. Errors: a name that is not there.
    """
    x = np.asarray(images, np.float32)
    if amount == 0:
        return x
    return IMAGE_DISTURBANCES[name].apply(x, amount, np.random.default_rng(seed))


def disturbed_network(
    name: str, network: Network, amount: float, *, layer: int = 0, seed: int = 0
) -> Network:
    """Return a copy of the network with a disturbance of NETWORK_DISTURBANCES.

    `layer` is the place of the layer that it changes, where it changes one. The same seed chooses
    the same kernels in the same order. Errors: a layer of a kind that it cannot change.
    """
    kind = NETWORK_DISTURBANCES[name]
    if kind.layers and not isinstance(network.layers[layer], kind.layers):
        found = type(network.layers[layer]).__name__
        raise ValueError(f"layer {layer} is {found}, whose weights {name!r} does not change")
    return kind.apply(network.twin(network.dtype), layer, amount, np.random.default_rng(seed))


def predictions(network: Network, images: Array) -> NDArray[np.intp]:
    """Return the class with the largest logit for each image: (C, H, W, N) -> (N,)."""
    starts = range(0, images.shape[-1], BATCH)
    return np.concatenate(
        [network.forward(images[..., start : start + BATCH]).argmax(axis=0) for start in starts]
    )

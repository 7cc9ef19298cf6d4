"""Activation maximisation: change an image until one unit likes it most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair
from cnn_core.nn.blocks import Block
from cnn_core.nn.layer import Layer
from cnn_core.nn.network import Network


@dataclass(frozen=True, eq=False)
class Ascent:
    """An image on its way up."""

    step: int  # 0 is the start
    image: Array  # (C, H, W)
    value: float  # of the unit for this image
    slope: float  # root mean square of its gradient there; 0: no gradient arrives, so it stays


def first_layers(network: Network, depth: int, *, inside: int | None = None) -> list[Layer]:
    """Return the first `depth` layers anew, without weights.

    Where the last of them is a block, `inside` says which of its layers ends them, counted from 0.
    Errors: a depth or a layer inside that is not there.
    """
    if not 0 < depth <= len(network.layers):
        raise ValueError(f"the depth is from 1 to {len(network.layers)} layers, not {depth}")
    layers = [replace(layer) for layer in network.layers[:depth]]
    if inside is not None:
        block = layers[-1]
        if not isinstance(block, Block) or not 0 <= inside < len(block.layers):
            raise ValueError(f"layer {depth} has no layer {inside} inside: choose one of a block")
        layers[-1] = replace(block, layers=block.layers[: inside + 1], skip=False)
    return layers


def narrowed(
    network: Network, depth: int, size: Pair | None = None, *, inside: int | None = None
) -> Network:
    """Return the first `depth` layers as a network of its own, with the same weights.

    It reads images of `size` (rows, columns), those of the network unless told. So a unit in the
    middle is the last one, and an image may be as small as what one cell sees. `inside` ends it
    within a block, as `first_layers` does. Errors: a depth or a layer inside that is not there; a
    size that a layer does not fit.

    >>> from cnn_core.nn import toy_network
    >>> narrowed(toy_network(np.random.default_rng(0)), 4, (8, 8)).shapes[-1]
    (16, 1, 1)
    """
    shape = network.input_shape if size is None else (network.input_shape[0], *size)
    layers = first_layers(network, depth, inside=inside)
    part = Network(layers, shape, None, dtype=network.dtype)
    part.values[...] = network.values[: part.values.size]
    for own, known in zip(part.layers, network.layers, strict=False):
        for name, values in own.measured.items():
            values[...] = known.measured[name]
    return part


def ascend(
    network: Network,
    start: ArrayLike,
    unit: int,
    *,
    cell: Pair | None = None,
    steps: int = 100,
    step: float = 0.05,
    jitter: int = 0,
    blur: float = 0.0,
    decay: float = 0.0,
    bounds: tuple[float, float] = (0.0, 1.0),
    rng: np.random.Generator,
) -> Iterator[Ascent]:
    """Climb from an image along the gradient of a unit of the last layer, and yield every step.

    start (C, H, W), values within `bounds`. `unit` is a logit, or a map whose `cell` (row, column)
    is meant, the middle one unless told. A step adds `step` times the bounds' width times the
    gradient over its root mean square, so that a pixel changes by about `step`; then every pixel
    is multiplied by 1 - `decay`, smoothed by a Gaussian with a standard deviation of `blur` pixels,
    and brought back within the bounds. With `jitter`, the gradient is that of the image shifted by
    at most so many pixels. Let the last layer give logits or a convolution's sums: the gradient of
    a softmax vanishes. The climb ends where no gradient arrives. (Erhan et al.: Visualizing
    higher-layer features, 2009; Yosinski et al., 2015, for blur and decay; Mordvintsev et al.,
    2015, for jitter.) Errors: a unit or a cell that is not there.
    """
    low, high = bounds
    image = np.array(start, network.dtype)
    wanted = _one_of(network.shapes[-1], unit, cell, network.dtype)
    for number in range(steps + 1):
        shift = rng.integers(-jitter, jitter + 1, 2) if jitter else np.zeros(2, int)
        answer, grad = network.answer_and_gradient(
            np.roll(image, shift, axis=(1, 2)), lambda _: wanted
        )
        if jitter:
            answer = network.forward(image)
        grad = np.roll(grad, -shift, axis=(1, 2))
        slope = float(np.sqrt(np.mean(grad.astype(np.float64) ** 2)))
        yield Ascent(number, image, float(answer[wanted != 0].item()), slope)
        if slope == 0:
            return
        image = (image + step * (high - low) / slope * grad) * (1 - decay)
        if blur:
            image = _blurred(image, blur)
        image = np.clip(image, low, high).astype(network.dtype)


def _one_of(shape: tuple[int, ...], unit: int, cell: Pair | None, dtype: np.dtype) -> Array:
    """Return an array of 0 with a 1 for the unit."""
    if not 0 <= unit < shape[0]:
        raise ValueError(f"there is no unit {unit}: the last one is {shape[0] - 1}")
    at = tuple(n // 2 for n in shape[1:]) if cell is None else cell
    if len(at) != len(shape) - 1 or not all(0 <= i < n for i, n in zip(at, shape[1:], strict=True)):
        raise ValueError(f"there is no cell {cell} in maps of {shape[1:]}")
    wanted = np.zeros(shape, dtype)
    wanted[unit, *at] = 1
    return wanted


def _blurred(image: Array, deviation: float) -> Array:
    """Smooth an image (C, H, W) by a Gaussian, whose weights sum to 1 at the edges, too."""
    down, across = (_gaussian(n, deviation) for n in image.shape[1:])
    return np.asarray(down @ image @ across.T)


def _gaussian(count: int, deviation: float) -> Array:
    places = np.arange(count)
    weights = np.exp(-0.5 * ((places - places[:, None]) / deviation) ** 2)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))

"""What the order of pixels is worth: the same networks trained on images and on shuffled ones."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Dataset, Examples
from cnn_core.nn import Dense, Flatten, Network, ReLU, accuracy, toy_network
from cnn_core.training import Run

BATCH, BATCHES, EVERY = 16, 400, 40
UNITS = 32  # of the dense network
Maker = Callable[[tuple[int, int, int], int], Network]


def convolutional(shape: tuple[int, int, int], classes: int) -> Network:
    """Return the toy network: two convolutions, each with ReLU and pooling, and a dense layer."""
    return toy_network(np.random.default_rng(0), classes=classes)


def dense(shape: tuple[int, int, int], classes: int) -> Network:
    """Return a network that connects every pixel with every one of 32 units."""
    layers = [Flatten(), Dense(UNITS), ReLU(), Dense(classes)]
    return Network(layers, shape, np.random.default_rng(0))


ORDER_NETWORKS: Mapping[str, Maker] = MappingProxyType(
    {"convolution": convolutional, "dense": dense}
)


@dataclass(frozen=True, eq=False)
class OrderResult:
    """Test accuracy at each look, by network of ORDER_NETWORKS, with and without the shuffle."""

    batches: NDArray[np.int64]  # (looks,)
    ordered: Mapping[str, NDArray[np.float64]]  # (looks,)
    shuffled: Mapping[str, NDArray[np.float64]]  # (looks,)
    parameters: Mapping[str, int]


def shuffled_pixels(examples: Examples, *, seed: int = 0) -> Examples:
    """Return the same pictures with their pixels in one other order, the same for all of them."""
    count, channels, rows, columns = examples.pixels.shape
    order = np.random.default_rng(seed).permutation(rows * columns)
    flat = examples.pixels.reshape(count, channels, rows * columns)
    return Examples(flat[..., order].reshape(examples.pixels.shape), examples.labels)


def train_both_orders(data: Dataset) -> Generator[float, None, OrderResult]:
    """Train both networks on images as they are and on shuffled ones; yield the share done.

    All see the same images in the same order, and are tested on images shuffled the same way.
    Errors: pictures that the networks do not fit.
    """
    found: dict[bool, dict[str, list[float]]] = {False: {}, True: {}}
    parameters = {}
    works = [(mixed, name) for mixed in (False, True) for name in ORDER_NETWORKS]
    looks = range(0, BATCHES + 1, EVERY)
    for number, (mixed, name) in enumerate(works):
        train, test = data.train, data.test
        if mixed:
            train, test = shuffled_pixels(train), shuffled_pixels(test)
        network = ORDER_NETWORKS[name](train.shape, len(data.classes))
        parameters[name] = network.parameter_count
        run, tested = Run(train, batch=BATCH, network=network), test.batch()
        found[mixed][name] = []
        for look in looks:
            while run.steps < look:
                run.step()
                yield (number + run.steps / BATCHES) / len(works)
            found[mixed][name].append(accuracy(network, *tested))
    ordered, shuffled = (
        MappingProxyType({name: np.array(values) for name, values in found[mixed].items()})
        for mixed in (False, True)
    )
    return OrderResult(np.array(looks), ordered, shuffled, MappingProxyType(parameters))

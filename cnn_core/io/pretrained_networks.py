"""Networks that were trained already: two small ones, and one that knows 1,000 things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.data.assets import asset
from cnn_core.data.datasets import clothes, digits
from cnn_core.io.weights import named_weights
from cnn_core.nn.efficientnet import SIDE, efficientnet_lite0
from cnn_core.nn.network import Network, toy_network
from cnn_core.ops.conv import floating
from cnn_core.ops.registry import entry
from cnn_core.ops.resample import middle_square

Shape = tuple[int, int, int]


@dataclass(frozen=True)
class TrainedOn:
    """What a network learned from, in numbers."""

    data: str  # "digits", "clothes" or "ImageNet"
    pictures: int  # different ones
    seen: int | None  # counting those seen again; None where nobody published it
    accuracy: float  # share of the data's test pictures that it names right


@dataclass(frozen=True, eq=False)
class Pretrained:
    """A network with its weights, which nobody can change, and the names of its classes."""

    name: str
    network: Network
    classes: tuple[str, ...]
    trained_on: TrainedOn


@dataclass(frozen=True)
class _Kind:
    make: Callable[[], Network]
    classes: Callable[[], tuple[str, ...]]
    trained_on: TrainedOn


def _toy() -> Network:
    return toy_network(np.random.default_rng(0))


def _photos() -> Network:
    return Network(efficientnet_lite0(), (3, SIDE, SIDE), None)


def _things() -> tuple[str, ...]:
    return tuple(asset("networks/photos.txt").read_text(encoding="utf-8").splitlines())


# Seen and accuracy of the small ones are those of `tools/train_networks.py`; the large one's are
# published: ImageNet's training pictures, and 75.1 % of its 50,000 for validation.
# https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite
_KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "digits": _Kind(_toy, lambda: digits().classes, TrainedOn("digits", 5000, 74_976, 0.98)),
        "clothes": _Kind(_toy, lambda: clothes().classes, TrainedOn("clothes", 3000, 74_976, 0.85)),
        "photos": _Kind(_photos, _things, TrainedOn("ImageNet", 1_281_167, None, 0.751)),
    }
)
PRETRAINED = tuple(_KINDS)
_LOADING = Lock()


def pretrained(name: str) -> Pretrained:
    """Return a trained network, one of PRETRAINED; it is loaded when first asked for, once.

    "digits" and "clothes" are the lessons' small network for images (1, 28, 28); "photos" is
    EfficientNet-Lite0 for what `photo_input` makes of a photograph. All visitors share it: its
    weights are read-only, and so is what it answers from. Errors: an unknown name, or a file that
    is not there.

    >>> pretrained("digits").network.parameter_count
    5258
    """
    kind = entry(_KINDS, name, "trained network")
    with _LOADING:
        return _loaded(name, kind)


@cache
def _loaded(name: str, kind: _Kind) -> Pretrained:
    network = kind.make()
    with np.load(asset(f"networks/{name}.npz"), allow_pickle=False) as arrays:
        for key, values in named_weights(network).items():
            values[...] = arrays[key]
            values.setflags(write=False)
    network.values.setflags(write=False)
    return Pretrained(name, network, kind.classes(), kind.trained_on)


# What black and white are to "photos", in place of 0 and 1.
PHOTO_BOUNDS = (-127 / 128, 1.0)


def photo_input(image: ArrayLike) -> NDArray[np.float32]:
    """Turn a photograph into what "photos" reads: (C, H, W) from 0 to 1 -> (3, 224, 224).

    The largest square in the middle, brought to 224 rows by averaging what each new pixel covers;
    then (255 pixel - 127) / 128. A grey picture becomes three equal channels. Errors: neither 1 nor
    3 channels.

    >>> photo_input(np.ones((1, 300, 400))).max().item()
    1.0
    """
    pixels = floating(image)
    if pixels.ndim != 3 or len(pixels) not in (1, 3):
        raise ValueError(
            f"a photograph is (1, rows, columns) or (3, rows, columns), not {pixels.shape}"
        )
    square = middle_square(pixels, SIDE)
    three = np.broadcast_to(square, (3, SIDE, SIDE))
    return np.asarray((three * 255 - 127) / 128, np.float32)


def photo_place(shape: Shape) -> tuple[slice, slice]:
    """Return the rows and columns of a photograph (C, H, W) that `photo_input` keeps.

    >>> photo_place((3, 300, 400))
    (slice(0, 300, None), slice(50, 350, None))
    """
    _, rows, columns = shape
    side = min(rows, columns)
    top, left = (rows - side) // 2, (columns - side) // 2
    return slice(top, top + side), slice(left, left + side)

"""The pictures networks learn from: handwritten digits, clothes, or the reader's own.

Pixels stay bytes and are shared by all visitors; a batch becomes floats when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.assets import asset

Pixels = NDArray[np.uint8]
Whole = NDArray[np.intp]
Batch = tuple[NDArray[np.float32], Whole]

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Examples:
    """Pictures with their classes: pixels (N, C, H, W) bytes, labels (N,) whole; read-only."""

    pixels: Pixels
    labels: Whole

    def __post_init__(self) -> None:
        if self.pixels.ndim != 4 or self.pixels.dtype != np.uint8 or self.pixels.size == 0:
            raise ValueError(
                "pictures are bytes (pictures, channels, rows, columns), at least one of them, "
                f"not {self.pixels.dtype} {self.pixels.shape}"
            )
        if self.labels.shape != self.pixels.shape[:1] or self.labels.dtype.kind not in "iu":
            raise ValueError(
                f"{len(self.pixels)} pictures need as many whole labels, "
                f"not {self.labels.dtype} {self.labels.shape}"
            )
        object.__setattr__(self, "pixels", _locked(self.pixels))
        object.__setattr__(self, "labels", _locked(self.labels.astype(np.intp)))

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, rows and columns of one picture."""
        channels, rows, columns = self.pixels.shape[1:]
        return channels, rows, columns

    def batch(self, rows: Whole | slice = slice(None)) -> Batch:
        """Return images (C, H, W, N), float32 from 0 to 1, and labels (N,); all unless told."""
        chosen = self.pixels[rows]
        # Bytes are turned round first: a quarter of the memory to go through.
        last = np.ascontiguousarray(chosen.reshape(len(chosen), -1).T)
        return _shares(last).reshape(*self.shape, -1), self.labels[rows]

    def image(self, row: int) -> NDArray[np.float32]:
        """Return one picture (C, H, W), float32 from 0 to 1."""
        return _shares(self.pixels[row])

    def shuffled(self, seed: int, first: int, count: int) -> Whole:
        """Return which `count` pictures come after the first `first` ones, epoch after epoch.

        Every epoch holds each picture once, in an order of its own that follows from the seed.
        """
        return shuffled_rows(len(self), seed, first, count)

    def tobytes(self) -> bytes:
        """Return what tells these pictures from others."""
        return self.pixels.tobytes()

    def batches(self, size: int, seed: int, epoch: int = 0) -> Iterator[Batch]:
        """Yield one epoch, shuffled, `size` pictures at a time; the last batch may be smaller."""
        if size < 1:
            raise ValueError(f"a batch of {size} pictures teaches nothing: use 1 or more")
        order = epoch_order(len(self), seed, epoch)
        for first in range(0, len(self), size):
            yield self.batch(order[first : first + size])


@dataclass(frozen=True, eq=False)
class Dataset:
    """Pictures to train on, others to test with, and what their classes are called."""

    name: str
    title: str
    classes: tuple[str, ...]
    train: Examples
    test: Examples

    def __post_init__(self) -> None:
        for part in (self.train, self.test):
            if not 0 <= part.labels.min() <= part.labels.max() < len(self.classes):
                raise ValueError(
                    f"{self.name} has {len(self.classes)} classes, but labels from "
                    f"{part.labels.min()} to {part.labels.max()}: use 0 to {len(self.classes) - 1}"
                )
        if self.train.shape != self.test.shape:
            raise ValueError(
                f"pictures to train on are {self.train.shape}, those to test with "
                f"{self.test.shape} (channels, rows, columns): bring them to one size"
            )


@lru_cache(maxsize=16)
def epoch_order(count: int, seed: int, epoch: int = 0) -> Whole:
    """Return 0 .. count - 1 in the random order of one epoch, the same in every NumPy version.

    >>> epoch_order(5, seed=1).tolist(), epoch_order(5, seed=1, epoch=1).tolist()
    ([2, 4, 0, 3, 1], [3, 0, 2, 1, 4])
    """
    # NumPy promises the raw stream of a seeded bit generator, but not `Generator.permutation`.
    stream = np.random.PCG64(np.random.SeedSequence([seed, epoch])).random_raw(count)
    return _locked(np.argsort(stream, kind="stable"))


def shuffled_rows(size: int, seed: int, first: int, count: int) -> Whole:
    """Return which `count` of `size` examples come after the first `first` ones.

    Every epoch holds each once, in an order of its own that follows from the seed.
    """
    if first < 0 or count < 0:
        raise ValueError(f"{count} pictures after {first}: both are 0 or more")
    rows = []
    while count > 0:
        epoch, start = divmod(first, size)
        rows.append(epoch_order(size, seed, epoch)[start : start + count])
        first, count = first + len(rows[-1]), count - len(rows[-1])
    return np.concatenate(rows) if rows else np.empty(0, np.intp)


@cache
def digits() -> Dataset:
    """Return handwritten digits (MNIST): 5,000 to train on, 1,000 to test with, 28x28, balanced."""
    return _load("digits", "Handwritten digits", tuple("0123456789"))


@cache
def clothes() -> Dataset:
    """Return clothes (Fashion-MNIST): 3,000 to train on, 1,000 to test with, 28x28, balanced."""
    return _load(
        "clothes",
        "Clothes",
        (
            "T-shirt",
            "Trousers",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot",
        ),
    )


# Name in menus and links -> what loads it, once.
DATASETS: Mapping[str, Callable[[], Dataset]] = MappingProxyType(
    {"digits": digits, "clothes": clothes}
)


def _load(name: str, title: str, classes: tuple[str, ...]) -> Dataset:
    with np.load(asset(f"{name}.npz"), allow_pickle=False) as arrays:
        train, test = (
            Examples(arrays[f"{part}_images"][:, None], arrays[f"{part}_labels"])
            for part in ("train", "test")
        )
    return Dataset(name, title, classes, train, test)


def _shares(pixels: Pixels) -> NDArray[np.float32]:
    return np.asarray(np.divide(pixels, np.float32(255), dtype=np.float32))


def _locked(array: NDArray[Kind]) -> NDArray[Kind]:
    """Return a contiguous copy that nobody can change."""
    kept = np.array(array, order="C")
    kept.setflags(write=False)
    return kept

"""Augmentation: each training image is changed a little, in another way each time it is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

Images = NDArray[np.float32]  # (C, H, W, N)
Random = np.random.Generator

MOST_SHIFT = 4  # pixels in each direction
MOST_TURN = 20  # degrees in each direction
SCALES = (0.8, 1.2)


@dataclass(frozen=True)
class Augmentation:
    """One kind of change: `apply(images, rng)` changes each image (C, H, W, N) by chance."""

    title: str
    apply: Callable[[Images, Random], Images]


def warped(
    images: ArrayLike,
    *,
    down: ArrayLike = 0.0,
    right: ArrayLike = 0.0,
    degrees: ArrayLike = 0.0,
    scale: ArrayLike = 1.0,
) -> Images:
    """Shift, rotate and scale each image by its own amounts, around its middle.

    images (C, H, W, N); each amount is one number or (N,): pixels, degrees anticlockwise, a factor
    above 0. Pixels in between are interpolated linearly; what comes in is black.

    >>> warped(np.float32([[[[1], [2], [3]]]]), right=1).ravel().tolist()
    [0.0, 1.0, 2.0]
    """
    x = np.asarray(images, np.float32)
    channels, rows, columns, count = x.shape
    angle = np.deg2rad(np.broadcast_to(degrees, count))
    cos, sin = np.cos(angle) / scale, np.sin(angle) / scale
    middle = (rows - 1) / 2, (columns - 1) / 2
    # Where each new pixel comes from: the change backwards, around the middle.
    r = np.arange(rows)[:, None, None] - middle[0] - down
    c = np.arange(columns)[None, :, None] - middle[1] - right
    from_r = cos * r + sin * c + middle[0]
    from_c = cos * c - sin * r + middle[1]
    top, left = np.floor(from_r).astype(np.intp), np.floor(from_c).astype(np.intp)
    framed = np.zeros((channels, rows + 2, columns + 2, count), np.float32)
    framed[:, 1:-1, 1:-1] = x
    found = np.zeros(x.shape, np.float32)
    each = np.arange(count)
    for by_r in (0, 1):
        for by_c in (0, 1):
            near_r, near_c = top + by_r, left + by_c
            share = (1 - np.abs(from_r - near_r)) * (1 - np.abs(from_c - near_c))
            at = np.clip(near_r + 1, 0, rows + 1), np.clip(near_c + 1, 0, columns + 1)
            found += share.astype(np.float32) * framed[:, at[0], at[1], each]
    return found


def thickened(images: ArrayLike, share: ArrayLike) -> Images:
    """Mix each image with the largest of each pixel and its four neighbours.

    images (C, H, W, N), share 0 to 1, one number or (N,): with 1 a stroke is two pixels wider.
    """
    x = np.asarray(images, np.float32)
    largest = x.copy()
    for axis in (1, 2):
        ahead, behind = [slice(None)] * 4, [slice(None)] * 4
        ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
        for here, there in ((ahead, behind), (behind, ahead)):
            np.maximum(largest[tuple(here)], x[tuple(there)], out=largest[tuple(here)])
    part = np.asarray(share, np.float32)
    return x + part * (largest - x)


def _shifted(images: Images, rng: Random) -> Images:
    down, right = rng.integers(-MOST_SHIFT, MOST_SHIFT + 1, (2, images.shape[3]))
    return warped(images, down=down, right=right)


def _rotated(images: Images, rng: Random) -> Images:
    return warped(images, degrees=rng.uniform(-MOST_TURN, MOST_TURN, images.shape[3]))


def _scaled(images: Images, rng: Random) -> Images:
    return warped(images, scale=rng.uniform(*SCALES, images.shape[3]))


def _thickened(images: Images, rng: Random) -> Images:
    return thickened(images, rng.uniform(0, 1, images.shape[3]))


def _all(images: Images, rng: Random) -> Images:
    count = images.shape[3]
    down, right = rng.integers(-MOST_SHIFT, MOST_SHIFT + 1, (2, count))
    degrees = rng.uniform(-MOST_TURN, MOST_TURN, count)
    scale = rng.uniform(*SCALES, count)
    moved = warped(images, down=down, right=right, degrees=degrees, scale=scale)
    return thickened(moved, rng.uniform(0, 1, count))


AUGMENTATIONS: Mapping[str, Augmentation] = MappingProxyType(
    {
        "shift": Augmentation("Shift", _shifted),
        "rotate": Augmentation("Rotate", _rotated),
        "scale": Augmentation("Scale", _scaled),
        "thicken": Augmentation("Thicken", _thickened),
        "all": Augmentation("All four", _all),
    }
)


def augmented(images: ArrayLike, kind: str, seed: Sequence[int]) -> Images:
    """Change each image (C, H, W, N) as one of AUGMENTATIONS does; the same seed, the same change.

    Errors: a kind that is not there.
    """
    if kind not in AUGMENTATIONS:
        raise ValueError(f"there is no augmentation {kind!r}: use {', '.join(AUGMENTATIONS)}")
    x = np.asarray(images, np.float32)
    return np.asarray(AUGMENTATIONS[kind].apply(x, np.random.default_rng(list(seed))), np.float32)

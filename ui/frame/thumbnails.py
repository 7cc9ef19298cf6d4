"""A small picture for each lesson's card: what the lesson is about, computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis.layer_matrix import conv_matrix
from cnn_core.kernels import KERNELS
from ui.frame.images import data_address, grey_image, signed_image
from ui.models.convolution import Convolution
from ui.pictures import picture

Pixels = NDArray[np.uint8]  # (H, W, 3)
WHITE, TEAL, AMBER = 255, (11, 122, 117), (217, 164, 6)


@cache
def thumbnail(path: str) -> str:
    """Return a lesson's picture as a `data:` address of a PNG."""
    return data_address(DRAWN[path]())


def _grey(values: NDArray[Any]) -> Pixels:
    return grey_image(np.asarray(values, float), WHITE)


def _map(name: str, kernel: str) -> NDArray[Any]:
    return Convolution(picture(name).grey(), KERNELS[kernel].kernel()).map


def _digit() -> NDArray[Any]:
    digit: NDArray[Any] = picture("digit-7").pixels[0]
    return digit


def _numbers() -> Pixels:
    return _grey(_digit()[5:15, 8:23])


def _window() -> Pixels:
    pixels = _grey(_digit())
    inside = pixels[8:11, 15:18].copy()
    pixels[7:12, 14:19] = AMBER
    pixels[8:11, 15:18] = inside
    return pixels


def _edges() -> Pixels:
    return signed_image(_map("camera", "sobel-x")[60:360:2, 130:430:2])


def _padded() -> Pixels:
    pixels = np.full((36, 36, 3), (200, 204, 210), np.uint8)
    pixels[4:-4, 4:-4] = _grey(_digit())
    return pixels


def _channels() -> Pixels:
    colours = np.moveaxis(picture("chelsea").pixels[:, 20:220:2, 60:360:2], 0, -1).astype(np.uint8)
    third = colours.shape[1] // 3
    for channel in range(3):
        part = colours[:, channel * third : (channel + 1) * third]
        part[..., [other for other in range(3) if other != channel]] = 0
    return colours


def _activated() -> Pixels:
    return signed_image(np.maximum(_map("digit-7", "vertical-edge"), 0))


def _pooled() -> Pixels:
    before = np.maximum(_map("digit-7", "vertical-edge"), 0)
    return signed_image(before.reshape(13, 2, 13, 2).max((1, 3)))


def _triangle() -> Pixels:
    rows, columns = np.mgrid[0:60, 0:90]
    under = rows >= 56 - np.clip(50 - 1.2 * np.abs(columns - 45), 0, None)
    return np.where(under[..., None], TEAL, WHITE).astype(np.uint8)


def _corners() -> Pixels:
    pixels = _grey(picture("shapes").pixels[0])
    across, down = (np.abs(_map("shapes", name)) for name in ("vertical-edge", "horizontal-edge"))
    pixels[1:-1, 1:-1][np.minimum(across, down) > 255] = AMBER
    return pixels


def _field() -> Pixels:
    pixels = _grey(_digit() * 0.4)
    pixels[9:18, 10:19] = AMBER
    pixels[10:17, 11:18] = _grey(_digit())[10:17, 11:18]
    return pixels


def _matrix() -> Pixels:
    weights = KERNELS["vertical-edge"].kernel().weights[None, None]
    return signed_image(conv_matrix(weights, (6, 6)))


def _layers() -> Pixels:
    pixels = np.full((60, 90, 3), WHITE, np.uint8)
    left = 4
    for high, wide in ((52, 3), (52, 6), (26, 9), (13, 14), (7, 18), (4, 22)):
        pixels[30 - high // 2 : 30 + high // 2, left : left + wide] = TEAL
        left += wide + 3
    return pixels


def _digits() -> Pixels:
    rows = [[picture(f"digit-{digit}").pixels[0] for digit in row] for row in ("0123", "4567")]
    return _grey(np.vstack([np.hstack(row) for row in rows]))


def _maps() -> Pixels:
    names = (("vertical-edge", "horizontal-edge"), ("laplacian-8", "sobel-x"))
    rows = [[np.maximum(_map("digit-7", name), 0) for name in row] for row in names]
    tiles = [[np.pad(one / one.max(), 1, constant_values=-0.3) for one in row] for row in rows]
    return signed_image(np.block(tiles))


def _fooled() -> Pixels:
    signs = np.random.default_rng(0).integers(0, 2, (28, 28)) * 2 - 1
    digit = _digit()
    apart = np.full((28, 2), WHITE)
    return _grey(
        np.hstack([digit, apart, 127 + 127 * signs, apart, np.clip(digit + 40 * signs, 0, WHITE)])
    )


def _shuffled() -> Pixels:
    digit = _digit()
    order = np.random.default_rng(0).permutation(digit.size)
    apart = np.full((28, 2), WHITE)
    moved = np.pad(digit, ((0, 0), (6, 0)))[:, :28]
    return _grey(np.hstack([digit, apart, moved, apart, digit.ravel()[order].reshape(28, 28)]))


def _classes() -> Pixels:
    cells = []
    for name in ("brick", "grass", "coins"):
        cell = np.full((48, 48, 3), TEAL, np.uint8)
        cell[3:-3, 3:-3] = _grey(picture(name).pixels[0, 60:144:2, 60:144:2])
        cells.append(np.pad(cell, ((0, 0), (3, 3), (0, 0)), constant_values=WHITE))
    return np.hstack(cells)


DRAWN: Mapping[str, Callable[[], Pixels]] = MappingProxyType(
    {
        "pixels": _numbers,
        "window": _window,
        "kernels": _edges,
        "padding": _padded,
        "channels": _channels,
        "activation": _activated,
        "pooling": _pooled,
        "one-dimension": _triangle,
        "stacking": _corners,
        "receptive-field": _field,
        "sharing": _matrix,
        "architectures": _layers,
        "train": _digits,
        "inside": _maps,
        "features": _fooled,
        "break-it": _shuffled,
        "reuse": _classes,
    }
)

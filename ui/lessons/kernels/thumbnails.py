"""Pictures of maps: a byte a cell, so that many of them reach the browser at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import KERNELS, Kernel
from ui.lessons.kernels.words import views as say
from ui.models.convolution import Convolution
from ui.models.layer import Repeated, repeated
from ui.pictures import Picture
from ui.views.colour_range import colour_range

ZERO = 128  # the byte of 0 in a signed map: 1 is the lowest value, 255 the highest
GALLERY = (128, say.ALL_KERNELS_FIT_ON_ONE_PAGE)
ROW = (256, say.SEVERAL_OF_THEM_FIT_BESIDE)
TIMES = (1, 2, 4, 7, 10)


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """One map as it is drawn: in grey if it is a picture again, else from blue to orange."""

    cells: NDArray[np.uint8]  # (H, W)
    grey: bool


def drawn(values: NDArray[np.floating], *, white: float) -> Thumbnail:
    """Return a map as bytes; `white` is the value of white if the map is a picture, else 0."""
    if white:
        return Thumbnail(_bytes(values * (255 / white), 0), True)
    limit, _ = colour_range([values])
    return Thumbnail(_bytes(ZERO + values * (127 / (limit or 1)), 1), False)


def drawn_image(picture: Picture) -> Thumbnail:
    """Return a picture itself as bytes."""
    return drawn(picture.pixels[0].astype(np.float64), white=picture.white)


def _bytes(values: NDArray[np.floating], least: int) -> NDArray[np.uint8]:
    cells: NDArray[np.uint8] = np.rint(values).clip(least, 255).astype(np.uint8)
    cells.setflags(write=False)
    return cells


def drawn_map(found: Convolution, last: Repeated | None = None) -> Thumbnail:
    """Return the map of a convolution, or of its last application, as bytes."""
    if last is None:
        values = found.map.astype(np.float64)
    else:
        values = last.sums / (found.sliding.divisor * 10**last.places)
    return drawn(values, white=found.picture.white if found.is_picture else 0)


def whole(picture: Picture, kernel: Kernel) -> Convolution:
    """Return the convolution that makes a map as large as the picture, with no edge of its own."""
    return Convolution(picture, kernel, padding="same", mode="replicate")


def gallery_maps(picture: Picture) -> Sequence[Thumbnail]:
    """Return what every kernel of the menu makes of a picture, in the menu's order."""
    pixels = picture.pixels
    return _gallery(pixels.tobytes(), pixels.shape[1:], picture.white, tuple(KERNELS))


@lru_cache(maxsize=16)  # of the pixels alone: whoever has the same ones gets the same bytes
def _gallery(
    pixels: bytes, size: tuple[int, int], white: int, names: tuple[str, ...]
) -> Sequence[Thumbnail]:
    image = np.frombuffer(pixels, np.uint8).reshape(1, *size)
    picture = Picture("", "", image, white)
    return tuple(drawn_map(whole(picture, KERNELS[name].kernel())) for name in names)


def repeated_maps(found: Convolution) -> dict[int, Thumbnail]:
    """Return the picture after 1, 2, 4, ... applications, as far as numbers stay exact."""
    maps = {}
    for times in TIMES:
        last = repeated(found, times)
        if last.times < times:
            break
        maps[times] = drawn_map(found, last)
    return maps

"""A photograph as lessons keep it: the middle square, 224×224 bytes in three channels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn.efficientnet import SIDE
from cnn_core.ops.resample import middle_square
from ui.pictures import PICTURES, picture

LEAST = 112  # rows and columns of a photograph; what is smaller is a drawing of a few pixels
SMALL = 28  # rows and columns that the small network reads


def photographs() -> tuple[str, ...]:
    """Return the pictures of the app that the large network can read, by their names."""
    return tuple(one for one in PICTURES if min(picture(one).pixels.shape[1:]) > LEAST)


def square_of(pixels: NDArray[np.uint8], side: int = SIDE) -> NDArray[np.uint8]:
    """Bring the middle square of a photograph (1 or 3, H, W) to (3, side, side), a copy.

    A grey photograph becomes three equal channels.
    """
    square = np.rint(np.clip(middle_square(pixels, side), 0, 255)).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(square, (3, side, side)))


def reduced(square: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Bring a square (3, 224, 224) to (3, side, side): each pixel is the mean of a block.

    Errors: a side that does not divide 224.
    """
    if side == len(square[0]):
        return square
    k = len(square[0]) // side
    blocks = square.reshape(3, side, k, side, k)
    return np.asarray(np.rint(blocks.mean(axis=(2, 4))), np.uint8)

"""A drawn or photographed digit, brought into the form that the data set's digits have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.conv import floating
from cnn_core.ops.resample import resampling

SIDE, BOX = 28, 20

# Ink fainter than this share of the strongest is outside the digit's outline: blur, or shade.
_FAINT = 0.2


@dataclass(frozen=True)
class DigitForm:
    """A digit as those of MNIST, and what was done to the picture for it."""

    image: NDArray[np.float32]  # (1, 28, 28)
    inverted: bool = False  # the ink was darker than the paper
    # The pixels that hold the ink, ((first row, after the last), (first column, ...)); None: none
    box: tuple[tuple[int, int], tuple[int, int]] | None = None
    size: tuple[int, int] = (0, 0)  # rows and columns that the ink was scaled to
    corner: tuple[int, int] = (0, 0)  # row and column of its first pixel in `image`


def as_digit(image: ArrayLike) -> NDArray[np.float32]:
    """Do to a picture of a digit what was done to those of MNIST.

    (H, W) or (C, H, W), in any unit, dark on light or light on dark -> (1, 28, 28), float32 0..1,
    white on black: the ink scaled into 20x20, its proportions kept, its centre of mass on pixel
    (14, 14), its strongest pixel 1. A picture that is flat has no ink and gives all zeros. Errors:
    no pixels, other axes, pixels that are no finite numbers. (LeCun, Cortes and Burges: MNIST.)

    >>> page = np.full((90, 60), 255)
    >>> page[20:70, 25:30] = 0  # a black stroke, 50 by 5
    >>> digit = as_digit(page)[0]
    >>> int(digit.any(axis=1).sum()), int(digit.any(axis=0).sum())
    (20, 2)
    """
    return digit_form(image).image


def digit_form(image: ArrayLike) -> DigitForm:
    """Do what `as_digit` does, and tell what that was."""
    ink, inverted = _ink(image)
    out = np.zeros((1, SIDE, SIDE), np.float32)
    strongest = ink.max()
    if strongest == 0:
        return DigitForm(out)
    rows, cols = (np.flatnonzero((ink > _FAINT * strongest).any(axis=axis)) for axis in (1, 0))
    box = (int(rows[0]), int(rows[-1]) + 1), (int(cols[0]), int(cols[-1]) + 1)
    ink = ink[slice(*box[0]), slice(*box[1])]
    scale = BOX / max(ink.shape)
    height, width = (max(1, round(scale * size)) for size in ink.shape)
    ink = resampling(ink.shape[0], height) @ ink @ resampling(ink.shape[1], width).T
    ink /= ink.max()
    top, left = _start(ink.sum(axis=1)), _start(ink.sum(axis=0))
    out[0, top : top + height, left : left + width] = ink
    return DigitForm(out, inverted, box, (height, width), (top, left))


def _ink(image: ArrayLike) -> tuple[NDArray[np.float64], bool]:
    """Return how far each pixel is from the paper, towards the ink: (H, W), 0 on the paper.

    And whether the ink is darker than the paper.
    """
    pixels = floating(image).astype(np.float64)
    if pixels.ndim not in (2, 3) or pixels.size == 0:
        raise ValueError(
            f"a picture is (rows, columns) or (channels, rows, columns), not {pixels.shape}"
        )
    if not np.isfinite(pixels).all():
        raise ValueError("the picture holds pixels that are no numbers: give each a finite value")
    if pixels.ndim == 3:
        pixels = pixels.mean(axis=0)
    # What most of the border shows is paper; the ink is whatever lies further from it.
    border = np.concatenate([pixels[0], pixels[-1], pixels[1:-1, 0], pixels[1:-1, -1]])
    away = pixels - np.median(border)
    darker = bool(-away.min() > away.max())
    return np.asarray(np.maximum(-away if darker else away, 0)), darker


def _start(ink: NDArray[np.float64]) -> int:
    """Return where an axis begins so that its centre of mass is on pixel 14 and nothing is lost."""
    centre = float(ink @ np.arange(len(ink)) / ink.sum())
    return min(max(0, round(SIDE / 2 - centre)), SIDE - len(ink))

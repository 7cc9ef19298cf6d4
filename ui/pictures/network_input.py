"""A reader's picture as a network of 28x28 gets it, and what was done to it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import DigitForm, digit_form
from cnn_core.data.photo_ink import photographed_ink
from cnn_core.ops.resample import fitted, middle_square

SIDE = 28


@dataclass(frozen=True)
class NetworkInput:
    """A picture as the network gets it: (1, 28, 28), float32 0 to 1."""

    image: NDArray[np.float32]
    words: str
    blank: bool = False  # nothing is on it


@dataclass(frozen=True)
class Form:
    """One way to bring a file's picture to 28x28: of pixels (1, H, W), 0 to 255."""

    title: str
    make: Callable[[NDArray[Any]], NetworkInput]


def drawn(ink: NDArray[np.uint8], form: str = "ink") -> NetworkInput:
    """Bring a drawing (H, W), light ink on black, to 28x28: as digits are, or "filled"."""
    found = digit_form(ink)
    if found.box is None:
        return NetworkInput(found.image, "Nothing is drawn: every pixel is 0.", blank=True)
    place = _filled if form == "filled" else _placed
    return place(found, ink / 255)


def written(pixels: NDArray[Any]) -> NetworkInput:
    """Bring a photograph (1, H, W) of something written to the form of MNIST's digits."""
    return _of_ink(pixels, _placed, strokes=True)


def cut_out(pixels: NDArray[Any]) -> NetworkInput:
    """Bring a photograph (1, H, W) of one thing to 28x28, which it fills as clothes do theirs."""
    return _of_ink(pixels, _filled, strokes=False)


def _of_ink(
    pixels: NDArray[Any],
    place: Callable[[DigitForm, NDArray[Any]], NetworkInput],
    *,
    strokes: bool,
) -> NetworkInput:
    ink = photographed_ink(pixels, strokes=strokes)
    found = digit_form(ink.strength) if ink.strength.any() else None
    if found is None or found.box is None:
        blank = np.zeros((1, SIDE, SIDE), np.float32)
        words = "No ink was found: no part of the picture stands out from its paper."
        return NetworkInput(blank, words, blank=True)
    steps = ["dark ink on light paper was turned to light on dark"] * ink.darker
    if ink.light > 0.05:
        steps.append("the paper's uneven light was taken away")
    if dropped := ink.specks + ink.touches:
        steps.append(f"{dropped} speck{'s' * (dropped > 1)} and shadows left out")
    first = "; ".join(steps)
    done = f"{first[:1].upper()}{first[1:]}. " if first else ""
    placed = place(found, ink.strength)
    return replace(placed, words=done + placed.words)


def photographed(pixels: NDArray[Any]) -> NetworkInput:
    """Bring the middle of a photograph (1, H, W) to 28x28, its greys kept."""
    rows, columns = pixels.shape[1:]
    side = min(rows, columns)
    cut = "" if rows == columns else f", the middle of {_size((rows, columns))},"
    image = np.clip(middle_square(pixels, SIDE) / 255, 0, 1).astype(np.float32)
    words = f"{_size((side, side))} pixels{cut} were scaled to 28×28 and divided by 255."
    return NetworkInput(image, words)


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "ink": Form("Writing, drawings: only the ink", written),
        "photograph": Form("Photographs: the middle square", photographed),
    }
)


# What a network's pictures may look like: the reader's choice, or given by built-in data.
READINGS: Mapping[str, Form] = MappingProxyType(
    {**FORMS, "filled": Form("One thing that fills the picture", cut_out)}
)


def _placed(found: DigitForm, ink: NDArray[Any]) -> NetworkInput:
    assert found.box is not None
    (top, bottom), (left, right) = found.box
    words = (
        f"The ink, {_size((bottom - top, right - left))} pixels of {_size(ink.shape)}, was scaled "
        f"to {_size(found.size)}, its centre of mass laid on pixel (14, 14), its strongest pixel "
        "set to 1: as it was done to the digits of MNIST."
    )
    return NetworkInput(found.image, words)


def _filled(found: DigitForm, ink: NDArray[Any]) -> NetworkInput:
    assert found.box is not None
    (top, bottom), (left, right) = found.box
    image = np.clip(fitted(ink[None, top:bottom, left:right], SIDE), 0, 1)
    words = (
        f"The ink, {_size((bottom - top, right - left))} pixels of {_size(ink.shape)}, was scaled "
        "to fill 28×28, as the data's pictures do."
    )
    return NetworkInput(image, words)


def _size(size: tuple[int, ...]) -> str:
    return "×".join(map(str, size))

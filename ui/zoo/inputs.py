"""The picture that the network reads: a test picture, a drawing, or any picture, at its size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import DATASETS, Dataset
from cnn_core.io import photo_input
from ui.link.convolution import chosen_picture, own_picture
from ui.link.view import View
from ui.link.vocabulary import OWN
from ui.pictures.network_input import READINGS, NetworkInput, drawn, photographed
from ui.views.drawing_pad import SIDE
from ui.zoo.networks import Opened
from ui.zoo.session import drawing
from ui.zoo.settings import DRAWING, EXAMPLE, IMAGE, SMALL_ONLY, TEST, TRAIN

LONGEST_SIDE = 1000  # of a photograph: more tells nothing about 28x28 pixels
FIRST_PHOTO = "chelsea"


@dataclass(frozen=True, eq=False)
class Input:
    """An image as the network gets it, and what it is."""

    image: NDArray[np.float32]  # (C, H, W)
    pixels: NDArray[np.uint8]  # (C, H, W): the same to look at
    title: str
    words: str  # what was done to it
    label: int | None = None  # its class, where that is known


def chosen_input(view: View, opened: Opened) -> Input:
    """Return the picture of the view as the network gets it; what is not here becomes another.

    A picture that stayed with its owner is replaced, with a sentence. A drawing that did is an
    empty pad.
    """
    first, called = (TEST, "a test picture") if opened.data else (FIRST_PHOTO, "a photograph")
    if view[IMAGE] == OWN and own_picture() is None:
        stayed = f"This link's picture stayed on its owner's computer, so {called} is shown."
        view.change(IMAGE, first, stayed)
    if opened.data is None:
        if view[IMAGE] in SMALL_ONLY:
            view.fit(IMAGE, FIRST_PHOTO)
        return _photograph(view)
    if view[IMAGE] in (TEST, TRAIN):
        return _example(view, opened.data, tested=opened.tested)
    if view[IMAGE] == DRAWING:
        ink = drawing()
        found = drawn(np.zeros((SIDE, SIDE), np.uint8) if ink is None else ink, opened.form)
        return _small("your drawing", found)
    picture = chosen_picture(view)
    pixels = picture.clearest().grey().reduced(LONGEST_SIDE).pixels
    return _small(picture.title, _read(pixels, view[IMAGE] == OWN, opened.form))


def _small(title: str, found: NetworkInput, label: int | None = None) -> Input:
    return Input(
        found.image, np.rint(255 * found.image).astype(np.uint8), title, found.words, label
    )


def _read(pixels: NDArray[np.uint8], own: bool, form: str) -> NetworkInput:
    if pixels.shape[1:] == (28, 28):
        shares = (pixels / np.float32(255)).astype(np.float32)
        return NetworkInput(shares, "Its 28×28 pixels were divided by 255.")
    found = READINGS[form].make(pixels) if own else photographed(pixels)
    return photographed(pixels) if found.blank else found


def _photograph(view: View) -> Input:
    picture = chosen_picture(view)
    image = photo_input(picture.pixels / np.float32(255))
    rows, columns = picture.pixels.shape[1:]
    side = min(rows, columns)
    part = "all" if rows == columns else f"the middle {side}×{side} of"
    return Input(
        image,
        np.rint(np.clip(image * 128 + 127, 0, 255)).astype(np.uint8),
        picture.title,
        f"The network reads {part} {rows}×{columns} pixels, scaled to 224×224. Each value is "
        "(pixel − 127) / 128.",
    )


def _example(view: View, data: Dataset, *, tested: bool) -> Input:
    test = view[IMAGE] == TEST
    kind, part = ("test", data.test) if test else ("training", data.train)
    last = len(part) - 1
    if view[EXAMPLE] > last:
        said = f"The {kind} pictures are numbered 0 to {last}, so {last} is shown instead."
        view.change(EXAMPLE, last, said)
    row = view[EXAMPLE]
    label = int(part.labels[row])
    unseen = "The network never learned from this picture. " * (data.name in DATASETS and tested)
    about = unseen if test else "This is one of the pictures to learn from. "
    words = f"{about}It shows: {data.classes[label]}."
    return _small(
        f"{kind} picture {row}", NetworkInput(part.image(row), words), label if tested else None
    )

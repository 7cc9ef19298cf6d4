"""A reader's own classes, kept in the session alone: names, and pictures drawn or brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import IO, Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data import Dataset, digits, own_dataset
from cnn_core.data.custom_classes import MOST_PICTURES
from cnn_core.io import load_pictures
from ui.lessons.train.words import views as say
from ui.pictures.limits import PictureError
from ui.pictures.named_classes import NamedClass, NamedClasses, with_pictures
from ui.pictures.network_input import FORMS, drawn
from ui.pictures.upload import read_picture
from ui.session.keys import page_key
from ui.views.drawing_pad import Ink

CHEST = page_key("own", "chest")
DATA = page_key("own", "data")  # the Dataset that the classes make
LONGEST_SIDE = 1000  # of a photograph: more tells nothing about 28x28 pixels
# How many digits of each class a visitor starts with who only wants to try.
EXAMPLES = 12

Image = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Chest(NamedClasses[Image]):
    """All that a visitor brought: the classes, and how files were brought to 28x28."""

    form: str = "ink"  # of FORMS

    @property
    def pictures(self) -> dict[str, tuple[Image, ...]]:
        """The pictures of each class by its name."""
        return {one.name: one.pictures for one in self.classes}


def chest() -> Chest:
    """Return this visitor's classes."""
    found: Chest = st.session_state.get(CHEST, Chest())
    return found


def own_classes() -> Dataset | None:
    """Return the data set that this visitor made, None before one was first trained on."""
    made: Dataset | None = st.session_state.get(DATA)
    return made


def form_of(data: Dataset) -> str:
    """Return how pictures for a network are made that learned from this data, of READINGS."""
    return chest().form if data.name == "own" else {"clothes": "filled"}.get(data.name, "ink")


def keep(new: Chest) -> None:
    """Replace this visitor's classes; what is trained on stays until `use`."""
    st.session_state[CHEST] = new


def use() -> None:
    """Make the classes as they are now the data to train on. Errors: they cannot be learned."""
    st.session_state[DATA] = own_dataset(chest().pictures)


def with_drawing(now: Chest, number: int, ink: Ink | None) -> Chest:
    """Put a drawing into a class."""
    found = drawn(ink.pixels) if ink is not None else None
    if found is None or found.blank:
        return replace(now, refusal=say.DRAW_SOMETHING_FIRST_THEN)
    return _added(now, number, [found.image], [])


def with_files(now: Chest, number: int, files: list[tuple[str, bytes]]) -> Chest:
    """Put files into a class; those that are no pictures are named, and the others taken."""
    pictures, refused = [], []
    for name, data in files:
        try:
            picture = read_picture(data, name).clearest().grey().reduced(LONGEST_SIDE)
        except PictureError as error:
            refused.append(f"{name}: {error}")
            continue
        found = FORMS[now.form].make(picture.pixels)
        if found.blank:
            refused.append(f"{name}: {found.words[:1].lower()}{found.words[1:].rstrip('.')}")
        else:
            pictures.append(found.image)
    return _added(now, number, pictures, refused)


def with_saved(now: Chest, source: IO[bytes]) -> Chest:
    """Take the classes of a file of pictures saved here, in place of those there are."""
    try:
        pictures = load_pictures(source)
    except ValueError as error:
        return replace(now, refusal=say.NOT_TAKEN_YOUR_CLASSES_STAY.format(error=error))
    classes = tuple(NamedClass(name, tuple(some)) for name, some in pictures.items())
    return replace(now, classes=classes, refusal="")


def of_digits(first: int = 0, second: int = 1, third: int = 7) -> Chest:
    """Return three classes of handwritten digits, to try."""
    train = digits().train
    classes = tuple(
        NamedClass(
            f"digit {digit}",
            tuple(train.image(row) for row in np.flatnonzero(train.labels == digit)[:EXAMPLES]),
        )
        for digit in (first, second, third)
    )
    return Chest(classes)


def sheet(pictures: tuple[Image, ...], across: int = 12, scale: int = 2) -> NDArray[np.uint8]:
    """Lay pictures out as one, (H, W), a gap between them."""
    side, gap = 28, 2
    rows, columns = -(-len(pictures) // across), min(across, len(pictures))
    out = np.zeros((rows * (side + gap) - gap, columns * (side + gap) - gap), np.uint8)
    for at, picture in enumerate(pictures):
        top, left = (at // across) * (side + gap), (at % across) * (side + gap)
        out[top : top + side + gap, left : left + side + gap] = 96
        out[top : top + side, left : left + side] = np.rint(255 * picture[0])
    return out.repeat(scale, axis=0).repeat(scale, axis=1)


def _added(now: Chest, number: int, pictures: list[Any], refused: list[str]) -> Chest:
    one = now.classes[number]
    full = say.CLASS_HOLDS_PICTURES_AT_MOST.format(name=one.name, most_pictures=MOST_PICTURES)
    room = MOST_PICTURES - len(one.pictures)
    return with_pictures(now, number, pictures, refused, room, full)

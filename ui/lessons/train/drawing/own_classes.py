"""A reader's own classes, kept in the session alone: names, and pictures drawn or brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import IO, Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data import Dataset, digits, own_dataset
from cnn_core.data.custom_classes import MOST_CLASSES, MOST_PICTURES
from cnn_core.io import load_pictures
from cnn_core.io.custom_classes import LONGEST_NAME
from ui.lessons.train.words import views as say
from ui.pictures.limits import PictureError
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


@dataclass(frozen=True)
class OwnClass:
    """One class: its name, and its pictures as the network gets them, (1, 28, 28) each."""

    name: str
    pictures: tuple[Image, ...] = ()


@dataclass(frozen=True)
class Chest:
    """All that a visitor brought: the classes, and how files were brought to 28x28."""

    classes: tuple[OwnClass, ...] = (OwnClass("A"), OwnClass("B"))
    form: str = "ink"  # of FORMS
    refusal: str = ""  # why something was not taken, or not all of it

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


def renamed(now: Chest, number: int, name: str) -> Chest:
    """Give a class another name: short, not empty, and no other's."""
    whole = " ".join(name.split())
    short = whole[:LONGEST_NAME].rstrip()
    others = {one.name for k, one in enumerate(now.classes) if k != number}
    if not short:
        return replace(now, refusal=say.CLASS_NEEDS_A_NAME_IT_KEEPS)
    if short in others:
        return replace(now, refusal=say.CLASS_ALREADY_IT_KEEPS.format(short=short))
    named = _with(now, number, replace(now.classes[number], name=short))
    if short == whole:
        return named
    return replace(
        named,
        refusal=say.NAME_HAS_AT_MOST_LETTERS_SO.format(longest_name=LONGEST_NAME, short=short),
    )


def one_more(now: Chest) -> Chest:
    """Add an empty class."""
    if len(now.classes) >= MOST_CLASSES:
        return replace(now, refusal=say.CLASSES_ARE_THE_MOST.format(most_classes=MOST_CLASSES))
    taken = {one.name for one in now.classes}
    name = next(letter for letter in "ABCDEFGHIJ" if letter not in taken)
    return replace(now, classes=(*now.classes, OwnClass(name)), refusal="")


def one_less(now: Chest, number: int) -> Chest:
    """Drop a class with its pictures."""
    classes = (*now.classes[:number], *now.classes[number + 1 :])
    return replace(now, classes=classes, refusal="")


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
    classes = tuple(OwnClass(name, tuple(some)) for name, some in pictures.items())
    return replace(now, classes=classes, refusal="")


def without_last(now: Chest, number: int) -> Chest:
    """Take the last picture of a class away."""
    one = now.classes[number]
    return _with(now, number, replace(one, pictures=one.pictures[:-1]))


def of_digits(first: int = 0, second: int = 1, third: int = 7) -> Chest:
    """Return three classes of handwritten digits, to try."""
    train = digits().train
    classes = tuple(
        OwnClass(
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
    room = MOST_PICTURES - len(one.pictures)
    if len(pictures) > room:
        refused = [
            *refused,
            say.CLASS_HOLDS_PICTURES_AT_MOST.format(name=one.name, most_pictures=MOST_PICTURES),
        ]
    grown = replace(one, pictures=(*one.pictures, *pictures[: max(0, room)]))
    refusal = f"Not taken: {'; '.join(refused)}." if refused else ""
    return replace(_with(now, number, grown), refusal=refusal)


def _with(now: Chest, number: int, one: OwnClass) -> Chest:
    classes = (*now.classes[:number], one, *now.classes[number + 1 :])
    return replace(now, classes=classes, refusal="")

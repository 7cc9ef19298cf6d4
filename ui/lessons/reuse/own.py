"""A reader's own classes of photographs: names, and pictures as 224×224 copies. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.photo_classes import MOST_PICTURES, kept_for_test, photo_fault
from cnn_core.io import load_photo_classes, photo_windows
from ui.frame.long_work import digest
from ui.lessons.reuse.album import Album, window_square
from ui.lessons.reuse.settings import CLASS_NAMES, OWN
from ui.lessons.reuse.words import views as say
from ui.pictures.limits import PictureError
from ui.pictures.named_classes import NamedClass, NamedClasses, with_pictures
from ui.pictures.upload import read_picture
from ui.zoo.photo_squares import reduced, square_of

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class OwnPicture:
    """A picture as the large network reads it, (3, 224, 224) bytes, and what tells it apart."""

    square: Bytes
    digest: str


@dataclass(frozen=True, eq=False)
class Chest(NamedClasses[OwnPicture]):
    """All that a visitor brought, and why something was not taken."""

    @property
    def fault(self) -> str:
        """Why the classes cannot be learned, "" if they can."""
        return photo_fault({one.name: len(one.pictures) for one in self.classes})

    @property
    def pictures(self) -> list[OwnPicture]:
        """All pictures, class after class."""
        return [picture for one in self.classes for picture in one.pictures]

    @property
    def digests(self) -> dict[str, list[str]]:
        """What tells the pictures of each class apart, by its name."""
        return {one.name: [picture.digest for picture in one.pictures] for one in self.classes}


def own_picture(pixels: Bytes) -> OwnPicture:
    """Keep a picture (1 or 3, H, W) as a copy of its middle square."""
    square = square_of(pixels)
    square.setflags(write=False)
    return OwnPicture(square, digest(square))


def read_square(name: str, content: bytes) -> Bytes:
    """Return a file's middle square (3, 224, 224). Errors: PictureError for what is no picture."""
    return square_of(read_picture(content, name).clearest().pixels)


def with_files(now: Chest, number: int, files: Iterable[tuple[str, bytes]]) -> Chest:
    """Put files into a class; those that are no pictures are named, and the others taken.

    The files are read one at a time, and nothing of them is kept but the copies. A picture is taken
    once: what is learned from must not be in the test, too.
    """
    known = {*now.digests[now.classes[number].name]}
    found, refused = [], []
    for name, content in files:
        try:
            made = own_picture(read_square(name, content))
        except PictureError as error:
            refused.append(f"{name}: {error}")
            continue
        if made.digest in known:
            refused.append(say.PICTURE_IS_IN_THE_CLASS.format(name=name))
        else:
            known.add(made.digest)
            found.append(made)
    return _added(now, number, found, refused)


def with_windows(now: Chest, number: int, photograph: str, count: int = 8) -> Chest:
    """Put shipped windows of a photograph into a class, those that are not there yet."""
    windows = photo_windows()
    rows = np.flatnonzero(windows.places[:, 0] == windows.photographs.index(photograph))
    known = {*now.digests[now.classes[number].name]}
    found: list[OwnPicture] = []
    for row in rows:
        made = own_picture(window_square(int(row)))
        if made.digest not in known:
            found.append(made)
        if len(found) == count:
            break
    refused = [] if found else [say.ALL_WINDOWS_OF_ARE_IN_THIS.format(photograph=photograph)]
    return _added(now, number, found, refused)


def to_try() -> Chest:
    """Return two classes of shipped windows, to try."""
    now = Chest(tuple(NamedClass(CLASS_NAMES.get(one, one)) for one in ("chelsea", "coffee")))
    return with_windows(with_windows(now, 0, "chelsea"), 1, "coffee")


def with_saved(
    now: Chest, source: IO[bytes], network: str
) -> tuple[Chest, dict[str, NDArray[np.float32]]]:
    """Take the classes of a file saved here, in place of those there are; return features, too.

    `network` is the checksum of the weights that the features must come from. The features are
    those of each picture by its digest, none where those of the file do not fit.
    """
    try:
        found = load_photo_classes(source, network)
    except ValueError as error:
        return replace(now, refusal=say.NOT_TAKEN_YOUR_CLASSES_STAY.format(error=error)), {}
    # These squares are as they were saved: nothing is scaled again.
    taken = Chest(
        tuple(
            NamedClass(name, tuple(map(own_picture, some))) for name, some in found.pictures.items()
        )
    )
    if found.averages is None:
        return taken, {}
    digests = (one.digest for one in taken.pictures)
    return taken, dict(zip(digests, found.averages, strict=True))


def own_album(now: Chest, averages: Mapping[str, NDArray[np.float32]]) -> Album:
    """Return the images of classes that can be learned; `averages` are those of every digest."""
    pictures, sizes = now.pictures, [len(one.pictures) for one in now.classes]
    return Album(
        OWN,
        tuple(one.name for one in now.classes),
        np.repeat(np.arange(len(sizes)), sizes),
        kept_for_test(sizes),
        np.stack([averages[one.digest] for one in pictures]),
        lambda k, side: reduced(pictures[k].square, side),
    )


def _added(now: Chest, number: int, found: Sequence[OwnPicture], refused: Sequence[str]) -> Chest:
    room = MOST_PICTURES - len(now.pictures)
    full = say.PICTURES_ARE_THE_MOST.format(most_pictures=MOST_PICTURES)
    return with_pictures(now, number, found, refused, room, full)

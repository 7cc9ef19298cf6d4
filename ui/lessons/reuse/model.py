"""What the lesson shows: a set of images, settled, and what is looked at in it."""

from __future__ import annotations

from dataclasses import dataclass

from cnn_core.transfer import SideBySide, most_telling
from ui.lessons.reuse.album import Album, shipped
from ui.lessons.reuse.settings import (
    BY_ITSELF,
    CLASS,
    EXAMPLE,
    FIRST,
    SECOND,
    SET,
)
from ui.link.view import View


@dataclass(frozen=True, eq=False)
class Shown:
    """All that is on screen."""

    album: Album
    pair: SideBySide  # at the number of batches of the view
    view: str

    @property
    def learned(self) -> int:
        """How many images are learned from."""
        return len(self.pair.both.features)

    @property
    def tested(self) -> int:
        """How many images are kept for the test."""
        return len(self.pair.both.tested_features)


def album_of(view: View) -> Album:
    """Return the images of the view, and bring what is looked at into their range."""
    album = shipped(view[SET])
    _nearest(view, EXAMPLE.name, len(album.tests) - 1, "test image")
    _nearest(view, CLASS.name, len(album.classes) - 1, "class")
    return album


def _nearest(view: View, name: str, last: int, called: str) -> None:
    setting = view.settings[name]
    if view[setting] <= last:
        return
    if name in view.named:
        said = f"These images have no {called} {view[setting]}, so {last} is used instead."
        view.change(setting, last, said)
    else:
        view.fit(setting, last)


def pair_of_features(view: View, shown: Shown) -> tuple[int, int]:
    """Return the two features on the axes: those asked for, or the most telling of two classes."""
    found: list[int] = []
    for unit, setting in enumerate((FIRST, SECOND)):
        if view[setting] != BY_ITSELF:
            found.append(view[setting])
            continue
        order = most_telling(shown.pair.head.network, shown.pair.both.features, unit)
        found.append(next(int(k) for k in order if int(k) not in found))
    return found[0], found[1]

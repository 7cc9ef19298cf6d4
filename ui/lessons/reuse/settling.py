"""What a view asks for, brought to what is there."""

from __future__ import annotations

from cnn_core.data.photo_classes import kept_for_test
from ui.lessons.reuse.album import shipped
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.own_classes import album_of_own, chest, new_picture
from ui.lessons.reuse.session import learner_of
from ui.lessons.reuse.settings import CLASS, EXAMPLE, NEW, OWN, SET, SOURCE, TEST, VIEW
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.link.settings import Setting
from ui.link.view import View


def settle(view: View) -> None:
    """Bring the view to what is there: this visitor's classes and picture may not be."""
    own = chest()
    if view[SET] == OWN and own.fault:
        if view.arrived:
            view.change(SET, view.default(SET), words.STAYED)
        else:  # until the classes can be learned again
            view.fit(SET, view.default(SET))
    if view[SET] == OWN:
        sizes = [len(one.pictures) for one in own.classes]
        tests, classes = int(kept_for_test(sizes).sum()), len(sizes)
    else:
        album = shipped(view[SET])
        tests, classes = len(album.tests), len(album.classes)
    if view[SOURCE] == NEW and new_picture() is None:
        view.change(SOURCE, TEST, words.NO_PICTURE)
    _nearest(view, EXAMPLE, tests - 1, "test image")
    _nearest(view, CLASS, classes - 1, "class")


def _nearest(view: View, setting: Setting[int], last: int, called: str) -> None:
    if view[setting] <= last:
        return
    if setting.name in view.named:
        said = say.THESE_IMAGES_HAVE_NO_SO.format(called=called, view=view[setting], last=last)
        view.change(setting, last, said)
    else:
        view.fit(setting, last)


def learned(view: View) -> Shown | None:
    """Return the images with both ways to learn at their batches; None while work is stopped.

    Call it where a progress line may stand.
    """
    album = album_of_own(words.READING) if view[SET] == OWN else shipped(view[SET])
    if album is None:
        return None
    return Shown(album, learner_of(view, album, words.TRAINING), view[VIEW])

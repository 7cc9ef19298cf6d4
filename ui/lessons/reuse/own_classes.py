"""A reader's own classes in the visitor's session, and the features of their pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.io import photo_input
from cnn_core.transfer import averages
from ui.frame.long_work import digest, visitor, worked
from ui.lessons.reuse.album import Album
from ui.lessons.reuse.own import Chest, OwnPicture, own_album, read_square, with_saved
from ui.lessons.reuse.settings import NEW, OWN, SET, SOURCE
from ui.lessons.reuse.words.page import FEATURES_AGAIN, FEATURES_TAKEN
from ui.pictures.limits import PictureError
from ui.session.keys import page_key, setting_key
from ui.zoo.brought_files import let_go
from ui.zoo.networks import network_named
from ui.zoo.settings import PHOTOS

CHEST = page_key("reuse", "chest")
AVERAGES = page_key("reuse", "averages")  # the features of this visitor's pictures, by digest
ALBUM = page_key("reuse", "album")  # the last one of the classes: what it is of, and itself
TURN = page_key("reuse", "turn")  # grows with each upload, so that no file is taken twice
PICTURE = page_key("reuse", "new picture")  # (3, 224, 224)
REFUSED = page_key("reuse", "new picture refused")

Averages = dict[str, NDArray[np.float32]]


def chest() -> Chest:
    """Return this visitor's classes."""
    found: Chest = st.session_state.get(CHEST, Chest())
    return found


def keep(new: Chest) -> None:
    """Replace this visitor's classes."""
    st.session_state[CHEST] = new


def known_averages() -> Averages:
    """Return the features of this visitor's pictures, by what tells a picture apart."""
    found: Averages = st.session_state.setdefault(AVERAGES, {})
    return found


def album_of_own(words: str) -> Album | None:
    """Return the images of this visitor's classes; None while their features are not there.

    Call it where a progress line may stand.
    """
    now, known = chest(), known_averages()
    missing = {one.digest: one for one in now.pictures if one.digest not in known}
    if missing:
        key = ("averages", visitor(), *missing)
        done = worked(page_key("reuse", "features"), key, lambda: _averages(missing, known), words)
        if done is None:
            return None
    of = tuple((name, *digests) for name, digests in now.digests.items())
    kept: tuple[Any, Album] | None = st.session_state.get(ALBUM)
    if kept is None or kept[0] != of:
        kept = st.session_state[ALBUM] = of, own_album(now, known)
    return kept[1]


def _averages(missing: dict[str, OwnPicture], known: Averages) -> Generator[float, None, bool]:
    """Work out the features of pictures, one after the other, each kept as soon as it is there."""
    for number, (name, one) in enumerate(missing.items(), start=1):
        if name not in known:
            known[name] = _features(one)
        yield number / len(missing)
    return True


@cache
def network_checksum() -> str:
    """Return what tells the weights of the large network from others."""
    return digest(network_named(PHOTOS).network.values)


def take_saved(content: bytes) -> None:
    """Take a file of classes, with its features where they are those of its pictures."""
    found, known = with_saved(chest(), io.BytesIO(content), network_checksum())
    if not found.refusal:
        fits = bool(known) and _agree(found.pictures[0], known)
        found = replace(found, said=FEATURES_TAKEN if fits else FEATURES_AGAIN)
        if fits:
            known_averages().update(known)
    keep(found)


def _agree(one: OwnPicture, known: Averages) -> bool:
    """Tell whether the features of one picture are what the network makes of it, about."""
    return np.allclose(_features(one), known[one.digest], rtol=0.01, atol=0.01)


def _features(one: OwnPicture) -> NDArray[np.float32]:
    return averages(network_named(PHOTOS).network, photo_input(one.square / np.float32(255)))


def change(how: Callable[[Chest, int], Chest], number: int = 0) -> None:
    """Change the classes; a click that comes late, for a class that is gone, does nothing."""
    now = chest()
    if number < len(now.classes):
        keep(how(now, number))


def learn_own() -> None:
    """Learn from this visitor's classes."""
    st.session_state[setting_key("reuse", SET.name)] = OWN
    st.session_state[setting_key("reuse", "view")] = "learn"


def rename_from(key: str, rename: Callable[[str], None]) -> None:
    """Give a class the name in a text field; one that is gone by now says nothing."""
    if key in st.session_state:
        rename(str(st.session_state[key]))


def upload_key(name: str) -> str:
    """Return the key of a control for files, another one after each upload."""
    return page_key("reuse", f"{name}:{st.session_state.get(TURN, 0)}")


def taken(key: str) -> list[tuple[str, bytes]]:
    """Return the files of a control, by name and content, and let the control forget them."""
    found = st.session_state.get(key) or []
    files = found if isinstance(found, list) else [found]
    content = [(one.name, one.getvalue()) for one in files]
    if files:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        let_go(files)
    return content


def new_picture() -> NDArray[np.uint8] | None:
    """Return the picture that the reader asks about, (3, 224, 224); None before one was brought."""
    found: NDArray[np.uint8] | None = st.session_state.get(PICTURE)
    return found


def refused() -> str:
    """Say why the last picture was not taken, "" if it was."""
    said: str = st.session_state.get(REFUSED, "")
    return said


def take_new(key: str) -> None:
    """Take a picture to ask about, or say why it cannot be one."""
    st.session_state[REFUSED] = ""
    for name, content in taken(key)[:1]:
        try:
            st.session_state[PICTURE] = read_square(name, content)
        except PictureError as error:
            text = str(error)
            st.session_state[REFUSED] = f"{text[:1].upper()}{text[1:]}."
        else:
            st.session_state[setting_key("reuse", SOURCE.name)] = NEW

"""The view in which a reader makes classes of their own photographs."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data.custom_classes import unbalanced_pair
from cnn_core.data.photo_classes import MOST_CLASSES, kept_for_test, shared_pictures
from cnn_core.io import photo_windows, save_photo_classes
from ui.controls.classes import remove_controls
from ui.frame.images import png
from ui.lessons.reuse.album import THUMB
from ui.lessons.reuse.code import CLASSES_FILE
from ui.lessons.reuse.own import Chest, OwnPicture, to_try, with_files, with_windows
from ui.lessons.reuse.own_classes import (
    change,
    chest,
    keep,
    known_averages,
    learn_own,
    network_checksum,
    rename_from,
    take_saved,
    taken,
    upload_key,
)
from ui.lessons.reuse.settings import CLASS_NAMES
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.pictures.limits import ENDINGS, FILE_LABEL, UPLOAD_MB
from ui.pictures.named_classes import (
    NamedClass,
    one_less,
    one_more,
    renamed,
    without_last,
)
from ui.session.keys import page_key
from ui.text.markdown import verbatim
from ui.zoo.photo_squares import reduced

SAVED_MB = 64  # of a file of classes: 200 pictures are 30 MB before they are packed
ACROSS, SHOWN = 14, 50  # pictures in a row of a class's sheet, and CSS pixels of one


def classes_view() -> None:
    """Show the classes, what is missing before they can be learned, and take pictures."""
    now = chest()
    _verdict(now)
    if now.refusal:
        st.error(verbatim(now.refusal))
    if now.said:
        st.info(now.said)
    for number, one in enumerate(now.classes):
        _class(number, one, droppable=len(now.classes) > 1)
    _more(now)
    st.caption(words.PRIVACY)


def _verdict(now: Chest) -> None:
    """Say whether these classes can be learned, and what could be wrong with them."""
    if now.fault:
        st.warning(verbatim(f"{now.fault[:1].upper()}{now.fault[1:]}."))
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            tested = kept_for_test([len(one.pictures) for one in now.classes])
            st.markdown(words.split(int((~tested).sum()), int(tested.sum())))
            st.button(
                "Learn these classes",
                key=page_key("reuse", "learn-own"),
                type="primary",
                on_click=learn_own,
            )
    for said in worries(now):
        st.warning(said)


def worries(now: Chest) -> list[str]:
    """Return a sentence for each thing that could be wrong with classes that can be learned.

    Classes that share pictures, one that has far more than another, and very few.
    """
    found = [words.shared(*pair) for pair in shared_pictures(now.digests)]
    sizes = {one.name: len(one.pictures) for one in now.classes if one.pictures}
    pair = unbalanced_pair(now.digests) if len(sizes) == len(now.classes) else None
    if pair is not None:
        found.append(words.unbalanced(*pair, sizes))
    if not now.fault and min(sizes.values()) < words.ENOUGH:
        found.append(words.few(min(sizes, key=sizes.__getitem__), min(sizes.values())))
    return found


def _class(number: int, one: NamedClass[OwnPicture], *, droppable: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=True):
            # Another name is another field: it shows the name that the class has.
            key = page_key("reuse", f"name:{number}:{one.name}")
            st.text_input(
                f"Name of class {number + 1}",
                value=one.name,
                key=key,
                on_change=rename_from,
                args=(key, partial(_renamed, number)),
                label_visibility="collapsed",
                width=160,
            )
            st.caption(words.counted_pictures(len(one.pictures)), width="content")
            with st.popover("Add pictures"):
                _add(number)
            with st.popover("Remove"):
                remove_controls(
                    "reuse",
                    number,
                    last=partial(change, without_last, number),
                    whole=partial(change, one_less, number),
                    empty=not one.pictures,
                    droppable=droppable,
                )
        if one.pictures:
            alt = f"{words.counted_pictures(len(one.pictures))} of {one.name}"
            st.image(png(sheet(one)), alt=alt, width=SHOWN * min(len(one.pictures), ACROSS))


def _renamed(number: int, name: str) -> None:
    change(lambda now, at: renamed(now, at, name), number)


def _add(number: int) -> None:
    key = upload_key(f"files:{number}")
    st.file_uploader(
        f"{FILE_LABEL} each",
        type=ENDINGS,
        max_upload_size=UPLOAD_MB,
        accept_multiple_files=True,
        key=key,
        on_change=_take_files,
        args=(number, key),
    )
    if st.toggle("Use the camera", key=page_key("reuse", f"camera-on:{number}")):
        key = upload_key(f"camera:{number}")
        st.camera_input(
            "Camera",
            resolution="480p",
            key=key,
            on_change=_take_files,
            args=(number, key),
            label_visibility="collapsed",
        )
    st.caption(say.OR_EIGHT_WINDOWS)
    with st.container(horizontal=True, gap="xsmall", wrap=True):
        for name in photo_windows().photographs:
            st.button(
                CLASS_NAMES.get(name, name),
                key=page_key("reuse", f"windows:{number}:{name}"),
                on_click=change,
                args=(partial(_windows, name), number),
            )


def _windows(name: str, now: Chest, number: int) -> Chest:
    return with_windows(now, number, name)


def _take_files(number: int, key: str) -> None:
    files = taken(key)
    if files:
        change(lambda now, at: with_files(now, at, files), number)


def _more(now: Chest) -> None:
    with st.container(horizontal=True, gap="small", wrap=True):
        st.button(
            "Another class",
            key=page_key("reuse", "more"),
            on_click=_change_all,
            args=(partial(one_more, most=MOST_CLASSES),),
            disabled=len(now.classes) >= MOST_CLASSES,
        )
        if not now.pictures:
            st.button(
                say.TAKE_WINDOWS_OF_TWO,
                key=page_key("reuse", "to-try"),
                on_click=_change_all,
                args=(lambda _: to_try(),),
            )
        with st.popover("Load saved classes"):
            key = upload_key("saved")
            st.file_uploader(
                say.FILE_THAT_WAS_SAVED_HERE.format(classes_file=CLASSES_FILE),
                type=["npz"],
                max_upload_size=SAVED_MB,
                key=key,
                on_change=_take_saved,
                args=(key,),
            )
            st.caption(say.ITS_CLASSES_TAKE_THE_PLACE)
        if not now.fault:
            known = known_averages()
            st.download_button(
                "Save these classes",
                partial(classes_file, now, known),
                CLASSES_FILE,
                "application/octet-stream",
                key=page_key("reuse", "save"),
                on_click="ignore",
                disabled=any(one.digest not in known for one in now.pictures),
                help=words.SAVING,
            )


def _change_all(how: Callable[[Chest], Chest]) -> None:
    keep(how(chest()))


def _take_saved(key: str) -> None:
    for _, content in taken(key):
        take_saved(content)


def classes_file(now: Chest, averages: dict[str, NDArray[np.float32]]) -> bytes:
    """Return the classes, with the features of their pictures, as an npz file."""
    file = io.BytesIO()
    pictures = {one.name: np.stack([each.square for each in one.pictures]) for one in now.classes}
    found = np.stack([averages[one.digest] for one in now.pictures])
    save_photo_classes(pictures, found, network_checksum(), file)
    return file.getvalue()


def sheet(one: NamedClass[OwnPicture]) -> NDArray[np.uint8]:
    """Lay a class's pictures out as one, (H, W, 4), a gap between them."""
    cells = [reduced(picture.square, THUMB).transpose(1, 2, 0) for picture in one.pictures]
    across = min(len(cells), ACROSS)
    rows, step = -(-len(cells) // across), THUMB + 2
    out = np.zeros((rows * step, across * step, 4), np.uint8)  # see-through where nothing is
    for k, cell in enumerate(cells):
        top, left = step * (k // across), step * (k % across)
        place = out[top : top + THUMB, left : left + THUMB]
        place[..., :3], place[..., 3] = cell, 255
    return out

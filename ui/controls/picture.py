"""The control that chooses a lesson's picture, or brings one of the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from ui.link.convolution import own_picture
from ui.link.history import forget_notes
from ui.link.view import View
from ui.link.vocabulary import IMAGE, MIDDLE, OWN
from ui.pictures import PICTURES, Picture, picture
from ui.pictures.copies import Copy, copy_of, read_copy
from ui.pictures.limits import ENDINGS, FILE_LABEL, UPLOAD_MB, PictureError
from ui.pictures.upload import read_picture
from ui.session.keys import OWN_PICTURE, PICTURE_COPY, PICTURE_REFUSED, page_key
from ui.views.own_pictures import USE, own_pictures


def picture_control(
    view: View,
    *,
    keeps_colours: bool = False,
    first: str = "",
    also: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Let the reader choose a picture, or bring one; say whether the lesson keeps its colours.

    Pictures of the group `first`, or else those like the lesson's own, come first. `also`: what the
    lesson itself offers before them, name to title.
    """
    own = own_picture()
    kind = first or PICTURES[view.default(IMAGE)].group
    names = [*also, *sorted(PICTURES, key=lambda name: PICTURES[name].group != kind)]
    names += [OWN] if own else []
    image, cell = view.key("image"), view.key("cell")
    size = _size(view[IMAGE])
    st.selectbox(
        "Picture",
        names,
        key=image,
        format_func=lambda name: (
            own.title if own and name == OWN else also.get(name) or PICTURES[name].title
        ),
        on_change=_centre,
        args=(image, cell, size),
    )
    with st.container(gap=None):
        _bringing(view, size, keeps_colours=keeps_colours)
        _keeping(view, size)
    if own and own.offer and view[IMAGE] == OWN:
        st.button(own.offer.label, key=view.key("offer"), on_click=_take_offer, width="stretch")


def _bringing(view: View, size: tuple[int, ...], *, keeps_colours: bool) -> None:
    """Let the reader bring a file, or take a picture of what is before the camera."""
    image, cell = view.key("image"), view.key("cell")
    with st.popover("Your own picture", width="stretch"):
        st.file_uploader(
            f"A file: {FILE_LABEL}",
            type=ENDINGS,
            max_upload_size=UPLOAD_MB,
            key=view.key("file"),
            on_change=_take,
            args=(view.key("file"), image, cell, size),
        )
        st.caption(
            f"A larger file? Save it as a JPEG, or scale it down, until it is under {UPLOAD_MB} MB."
        )
        if st.toggle("Use the camera", key=view.key("camera-on")):
            st.camera_input(
                "Camera",
                resolution="480p",
                key=view.key("camera"),
                on_change=_take,
                args=(view.key("camera"), image, cell, size),
                label_visibility="collapsed",
            )
        st.caption(
            "The server has it in memory for this visit. Your browser keeps a small copy for a "
            "week, which you can delete."
        )
        if refusal := st.session_state.get(PICTURE_REFUSED):
            st.error(refusal)
        else:
            st.caption(COLOURS_STAY if keeps_colours else COLOURS_GO)


def _keeping(view: View, size: tuple[int, ...]) -> None:
    """Have the browser keep a copy of the reader's picture, and offer those it has."""
    key = page_key(view.page, "own-pictures")
    copy: Copy = st.session_state.get(PICTURE_COPY, Copy("", "", b""))
    own_pictures(
        key=key,
        name=copy.name,
        mark=copy.mark,
        file=copy.file,
        on_use=partial(_take_back, key, view.key("image"), view.key("cell"), size),
    )


COLOURS_GO = (
    "A picture in colour becomes grey here, because a kernel of this lesson reads one channel."
)
COLOURS_STAY = "A picture in colour keeps its three channels: red, green and blue."


def _size(name: str) -> tuple[int, ...]:
    """Return rows and columns of a picture, as it is before a lesson reduces it."""
    own = own_picture()
    if name == OWN and own:
        return own.pixels.shape[1:]
    return picture(name).pixels.shape[1:] if name in PICTURES else ()


def _centre(image: str, cell: str, before: tuple[int, ...]) -> None:
    """Have a picture of another size open in its middle, not where the last one was pointed at."""
    if _size(st.session_state[image]) != before:
        st.session_state[cell] = MIDDLE


def _take_offer() -> None:
    """Show this visitor's picture in the other way that it offers."""
    own = own_picture()
    if own and own.offer:
        st.session_state[OWN_PICTURE] = own.other_way()


def _take(source: str, image: str, cell: str, before: tuple[int, ...]) -> None:
    """Turn what was just brought into this visitor's picture, or say why it cannot be one."""
    file = st.session_state.get(source)
    st.session_state.pop(PICTURE_REFUSED, None)
    if file is None:
        return
    _show(partial(read_picture, file.getvalue(), file.name), image, cell, before)


def _take_back(key: str, image: str, cell: str, before: tuple[int, ...]) -> None:
    """Show the picture that the browser kept."""
    sent = USE.parts(key)
    st.session_state.pop(PICTURE_REFUSED, None)
    _show(partial(read_copy, sent["name"], sent["file"]), image, cell, before)


def _show(read: Callable[[], Picture], image: str, cell: str, before: tuple[int, ...]) -> None:
    """Show what `read` returns as this visitor's picture, or say why that is none."""
    try:
        brought = read()
    except PictureError as error:
        text = str(error)
        st.session_state[PICTURE_REFUSED] = (
            f"{text[0].upper()}{text[1:]}. The picture stays as it was."
        )
    else:
        st.session_state[OWN_PICTURE] = brought
        st.session_state[PICTURE_COPY] = copy_of(brought)
        st.session_state[image] = OWN
        forget_notes()  # of the picture before, which had the same name in the link
        _centre(image, cell, before)

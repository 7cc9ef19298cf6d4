"""The view in which a reader makes classes of their own: draw or bring a few pictures of each."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from cnn_core.data import own_dataset, own_fault
from cnn_core.data.custom_classes import MOST_CLASSES
from ui.controls.classes import remove_controls
from ui.lessons.train.drawing.own_classes import (
    Chest,
    Image,
    chest,
    keep,
    of_digits,
    sheet,
    use,
    with_drawing,
    with_files,
    with_saved,
)
from ui.lessons.train.recipe import OWN
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say
from ui.lessons.train.words.page import balance_words, split_words
from ui.link.view import View
from ui.pictures.limits import ENDINGS, FILE_LABEL, SAVED_MB, UPLOAD_MB
from ui.pictures.named_classes import (
    NamedClass,
    one_less,
    one_more,
    renamed,
    without_last,
)
from ui.pictures.network_input import FORMS
from ui.session.keys import page_key
from ui.text.markdown import verbatim
from ui.zoo.pads import fresh_pad, new_ink, wipe

PART = "own"
TURN = page_key("own", "turn")  # grows with each upload, so that no file is taken twice


def classes(view: View, _: Trainer) -> None:
    """Show the pad and the classes, and say what is missing before they can be learned."""
    now = chest()
    left, right = st.columns([1, 2.1], gap="medium")
    with left:
        fresh_pad(PART, say.DRAW_THEN_CHOOSE_A_CLASS)
        st.caption(say.PUT_THE_DRAWING_INTO)
        with st.container(horizontal=True, gap="xsmall", wrap=True):
            for number, one in enumerate(now.classes):
                st.button(
                    verbatim(one.name),
                    key=page_key("own", f"put:{number}"),
                    on_click=_put,
                    args=(number,),
                )
        if now.refusal:
            st.error(verbatim(now.refusal))
    with right:
        _verdict(view, now)
        for number, one in enumerate(now.classes):
            _class(number, one, droppable=len(now.classes) > 1)
        _more(now)


def _put(number: int) -> None:
    before, ink = chest(), new_ink(PART)
    if number >= len(before.classes):
        return
    after = with_drawing(before, number, ink)
    keep(after)
    if ink is not None and after.classes != before.classes:
        wipe(PART, ink)


def _class(number: int, one: NamedClass[Image], *, droppable: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            key = page_key("own", f"name:{number}")
            st.session_state[key] = one.name
            st.text_input(
                f"Name of class {number + 1}",
                key=key,
                on_change=_rename,
                args=(number, key),
                label_visibility="collapsed",
                width=110,
            )
            st.caption(_count(one), width="content")
            with st.popover("Add files"):
                _files(number)
            with st.popover("Remove"):
                remove_controls(
                    PART,
                    number,
                    last=partial(_change, without_last, number),
                    whole=partial(_change, one_less, number),
                    empty=not one.pictures,
                    droppable=droppable,
                )
        if one.pictures:
            st.image(sheet(one.pictures), alt=f"{_count(one)} of class {one.name}")


def _count(one: NamedClass[Image]) -> str:
    count = len(one.pictures)
    return f"{count} picture{'s' * (count != 1)}" if count else "empty"


def _files(number: int) -> None:
    turn = st.session_state.get(TURN, 0)
    key = page_key("own", f"files:{number}:{turn}")
    st.file_uploader(
        f"{FILE_LABEL} each",
        type=ENDINGS,
        max_upload_size=UPLOAD_MB,
        accept_multiple_files=True,
        key=key,
        on_change=_take_files,
        args=(number, key),
    )
    form = page_key("own", f"form:{number}")
    st.session_state[form] = chest().form
    st.radio(
        "They are",
        list(FORMS),
        key=form,
        format_func=lambda name: FORMS[name].title,
        on_change=_take_form,
        args=(form,),
    )
    st.caption(say.THEY_ARE_READ_IN_MEMORY)


def _more(now: Chest) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Another class",
            key=page_key("own", "more"),
            on_click=_change,
            args=(lambda before, _: one_more(before, MOST_CLASSES), 0),
            disabled=len(now.classes) >= MOST_CLASSES,
        )
        with st.popover("Load saved pictures"):
            _saved()
        if not any(one.pictures for one in now.classes):
            st.button(
                say.TAKE_SOME_DIGITS_TO_TRY,
                key=page_key("own", "digits"),
                on_click=_change,
                args=(lambda *_: of_digits(), 0),
            )


def _saved() -> None:
    key = page_key("own", f"saved:{st.session_state.get(TURN, 0)}")
    st.file_uploader(
        say.NPZ_FILE_FROM_YOUR_PICTURES,
        type=["npz"],
        max_upload_size=SAVED_MB,
        key=key,
        on_change=_take_saved,
        args=(key,),
    )
    st.caption(say.ITS_CLASSES_TAKE_THE_PLACE)


def _take_saved(key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        keep(with_saved(chest(), io.BytesIO(file.getvalue())))


def _verdict(view: View, now: Chest) -> None:
    """Say whether these classes can be learned, how they are split, and lead to training."""
    if fault := own_fault(now.pictures):
        st.warning(verbatim(f"{fault[:1].upper()}{fault[1:]}."))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(split_words(own_dataset(now.pictures)))
        st.button(
            say.TRAIN_ON_THESE_CLASSES,
            key=page_key("own", "train"),
            type="primary",
            on_click=_train,
            args=(view.key("data"), view.key("view")),
        )
    if warning := balance_words(now.pictures):
        st.warning(verbatim(warning))


def _train(data: str, shown: str) -> None:
    use()
    st.session_state[data] = OWN
    st.session_state[shown] = "run"


def _change(how: Callable[[Chest, int], Chest], number: int) -> None:
    now = chest()
    if number < len(now.classes):
        keep(how(now, number))


def _rename(number: int, key: str) -> None:
    _change(partial(_named, str(st.session_state[key])), number)


def _named(name: str, now: Chest, number: int) -> Chest:
    return renamed(now, number, name)


def _take_files(number: int, key: str) -> None:
    files = [(one.name, one.getvalue()) for one in st.session_state.get(key) or ()]
    if files:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        _change(lambda now, at: with_files(now, at, files), number)


def _take_form(key: str) -> None:
    if st.session_state[key] in FORMS:
        keep(replace(chest(), form=st.session_state[key]))

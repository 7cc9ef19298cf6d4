"""One image: what each place and each feature adds to the score of a class."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.io import photo_input
from ui.lessons.reuse.album import Album
from ui.lessons.reuse.model import Shown, telling
from ui.lessons.reuse.session import take_class
from ui.lessons.reuse.settings import BY_ITSELF, CLASS, EXAMPLE, NEW, SOURCE
from ui.lessons.reuse.words import page as words
from ui.link.view import View
from ui.session.keys import page_key
from ui.zoo.answers import answer_of
from ui.zoo.inputs import Input
from ui.zoo.inside_view import inside_view
from ui.zoo.networks import network_named
from ui.zoo.parts import Answer
from ui.zoo.score_scene import packed_score
from ui.zoo.settings import PHOTOS

Bytes = NDArray[np.uint8]


def place_view(view: View, shown: Shown, new: Bytes | None) -> tuple[Answer, int]:
    """Show the score of a class for one image; return what was found, and the class.

    `new`: the reader's picture, (3, 224, 224), where that is looked at.
    """
    read = input_of(shown.album, view[EXAMPLE], new if view[SOURCE] == NEW else None)
    answer = head_answer(shown, read)
    unit = answer.best if view[CLASS] == BY_ITSELF else view[CLASS]
    st.markdown(words.answered(shown, answer, read, unit))
    key = page_key(view.page, "score")
    inside_view(
        packed_score(answer, unit, read, alone=True),
        key=key,
        on_open=partial(take_class, key),
    )
    with st.container(key="carriers"):
        st.markdown(words.carriers(shown, unit, telling(shown, unit)))
    return answer, unit


def input_of(album: Album, example: int, new: Bytes | None) -> Input:
    """Return the test image of this number, or the reader's picture, as the large network reads."""
    if new is not None:
        return _input(new, words.NEW_TITLE, None)
    row = int(album.tests[example])
    return _input(album.square(row), f"test image {example}", int(album.labels[row]))


def _input(square: Bytes, title: str, label: int | None) -> Input:
    return Input(photo_input(square / np.float32(255)), square, title, "", label)


def head_answer(shown: Shown, read: Input) -> Answer:
    """Return what the new layer makes of an image, with the large network's last maps."""
    large = answer_of(network_named(PHOTOS), read)
    maps = large.maps(large.last.number)
    layer = shown.pair.head.network
    logits = layer.forward(maps.mean(axis=(1, 2))).astype(np.float64)
    alone = replace(large.last, number=0)  # all that the new layer reads
    return Answer(layer, read.image, shown.album.classes, (alone,), {0: maps}, logits)

"""The network's answer to the picture on screen; one of the large network takes its turn."""

from __future__ import annotations

import time
from zlib import crc32

import streamlit as st

from ui.frame.gate import GATE
from ui.frame.long_work import LINE_AFTER, draw_menu_meanwhile, visitor
from ui.session.keys import page_key
from ui.zoo.inputs import Input
from ui.zoo.networks import Opened
from ui.zoo.parts import Answer, answered
from ui.zoo.settings import PHOTOS

PATIENCE = 0.5  # seconds at the gate, between two looks whether the reader chose something else
KEPT = page_key("zoo", "answers")  # to the last photographs, by image
MOST = 2  # that are kept: the maps of one take some 5 MB


def answer_of(opened: Opened, shown: Input) -> Answer:
    """Return the answer; call it where a progress line may stand.

    Each word of progress is also where Streamlit ends this run, if the reader chose something else.
    """
    if opened.name != PHOTOS:
        return answered(opened.network, shown.image, opened.classes)
    key = crc32(shown.image.tobytes())
    kept: dict[int, Answer] = st.session_state.get(KEPT, {})
    if key in kept:
        return kept[key]
    line, start = st.empty(), time.monotonic()

    def tell(done: float) -> None:
        if time.monotonic() - start > LINE_AFTER:
            line.progress(done, "The network reads the picture.")
            draw_menu_meanwhile()

    name = visitor()
    try:
        while True:
            with GATE.turn(name, PATIENCE) as mine:
                if mine:
                    found = answered(opened.network, shown.image, opened.classes, tell)
                    break
            tell(0.0)
    finally:
        GATE.leave(name)
    line.empty()
    st.session_state[KEPT] = dict([*kept.items(), (key, found)][-MOST:])
    return found

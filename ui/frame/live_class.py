"""A lesson in a live class: its host sends views and sees the answers, its students follow.

The rooms themselves are `ui.classroom.rooms`. The secret of a student is in the address, and that
of the host in the tab, so that who reloads a page comes back into the room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from ui.classroom.rooms import ROOMS, RoomError, Shown, Tally
from ui.frame.catalogue import LESSONS
from ui.frame.questions import Question
from ui.link.classroom import (
    CONTROLS,
    LEFT_OUT,
    ROOM,
    SETTINGS,
    STUDENT,
    arrange,
    classroom,
    written,
)
from ui.link.settings import Setting
from ui.session.keys import HOSTED_ROOM, LINK, ROOM_KEY, ROOM_KEY_REFUSED, page_key
from ui.text.markdown import plain
from ui.views.room_key import RETURNED, keep_room_key

PAGE = "pages/live.py"
KEY = "live"
STUDENTS_ASK = 2.0  # seconds between two looks at what is shown
HOST_ASKS = 1.0  # and at the answers
OF_STUDENTS: tuple[Setting[Any], ...] = (ROOM, STUDENT, LEFT_OUT, CONTROLS)  # what their links say


def hosted() -> tuple[str, str] | None:
    """Return the word and secret of the room that this visitor leads, None for none."""
    known: tuple[str, str] | None = st.session_state.get(HOSTED_ROOM)
    return known


def keeps_room() -> None:
    """Have the tab of a host keep the room's key, and take it back after a reload."""
    room = hosted()
    key = ".".join(room) if room else ""
    keep_room_key(key, st.session_state.get(ROOM_KEY_REFUSED, ""), _returned)


def _returned() -> None:
    key = RETURNED.sent(ROOM_KEY)
    word, _, secret = key.partition(".")
    if ROOMS.leads(word, secret):
        st.session_state[HOSTED_ROOM] = word, secret
    else:
        st.session_state[ROOM_KEY_REFUSED] = key


def has_ended() -> bool:
    """Tell once whether the room that this visitor led has ended by itself."""
    room = hosted()
    over = room is not None and not ROOMS.leads(*room)
    if over:
        close_room()
    return over


def open_room() -> None:
    """Open a room that this visitor leads."""
    st.session_state[HOSTED_ROOM] = ROOMS.open()


def close_room() -> None:
    """End the room that this visitor leads."""
    known = st.session_state.pop(HOSTED_ROOM, None)
    arrange(ROOM, ROOM.default)
    st.query_params.clear()
    if known:
        try:
            ROOMS.close(*known)
        except RoomError:
            return  # it had ended by itself


def followed() -> tuple[str, str] | None:
    """Return the room that this visitor is a student of, and the student's secret."""
    word, student = classroom(ROOM), classroom(STUDENT)
    return (word, student) if word and ROOMS.is_in(word, student) else None


def follow(page: str = "") -> None:
    """Bring a student to what the host sends; call it once on every page.

    `page`: the path of the lesson that is on screen, "" for none.
    """
    if room := followed():
        _following(*room, page, _seen(room[0]))
    elif is_let_go():
        st.info("The room has ended. Now you can change everything here.")


def is_let_go() -> bool:
    """Let a student go whose room has ended, and tell once that this is so."""
    over = bool(classroom(STUDENT)) and not ROOMS.is_elsewhere(classroom(ROOM))
    if over:
        for setting in OF_STUDENTS:
            arrange(setting, setting.default)
    return over


def _seen(word: str) -> tuple[int, bool]:
    shown = ROOMS.shown(word)
    return shown.number, shown.revealed


@st.fragment(run_every=STUDENTS_ASK)
def _following(word: str, student: str, page: str, seen: tuple[int, bool]) -> None:
    try:
        shown = ROOMS.shown(word)
    except RoomError:
        st.rerun()
    if shown.number == seen[0] and shown.revealed != seen[1]:
        st.rerun()
    if shown.number and (shown.number != seen[0] or shown.page != page):
        st.switch_page(LESSONS[shown.page].file, query_params=link_of(word, student, shown))


def link_of(word: str, student: str, shown: Shown) -> dict[str, str]:
    """Return the link to what is shown, for one student."""
    said = {
        ROOM.name: word,
        STUDENT.name: student,
        LEFT_OUT.name: ["presets", "instructors"],
        CONTROLS.name: "locked",
    }
    return {**shown.query, **written(said)}


@dataclass(frozen=True)
class Taken:
    """What became of an answer: `given` is the one that counts, None for none yet."""

    given: int | None = None
    closed: bool = False  # no other is taken
    told: bool = True  # whether it may be marked and explained


def take(question: Question, chosen: int | None) -> Taken:
    """Take a student's answer in a live class; elsewhere, nothing."""
    room = followed()
    if room is None:
        return Taken()
    word, student = room
    try:
        shown = ROOMS.shown(word)
        if question.choices != shown.choices:
            return Taken(told=False)  # not what was asked
        if chosen is not None:
            ROOMS.answer(word, student, shown.number, chosen)
        given = ROOMS.answer_of(word, student)
    except RoomError:
        return Taken()  # it ended just now
    return Taken(given, given is not None or shown.revealed, shown.revealed)


def lead(question: Question, reveal: Callable[[], None]) -> None:
    """Let the host send this page with its question, and see the answers.

    `reveal` tells the answer on the host's own page, too.
    """
    room = hosted()
    if room is None:
        return
    with st.container(border=True, key="live"):
        _leading(*room, question, reveal, st.session_state[LINK]["page"], dict(_view()))


def _view() -> dict[str, str]:
    query: dict[str, str] = st.session_state[LINK]["query"]
    return {name: text for name, text in query.items() if name not in SETTINGS}


@st.fragment(run_every=HOST_ASKS)
def _leading(
    word: str,
    host: str,
    question: Question,
    reveal: Callable[[], None],
    page: str,
    query: dict[str, str],
) -> None:
    try:
        tally, shown = ROOMS.tally(word, host), ROOMS.shown(word)
    except RoomError as ended:
        st.info(str(ended))
        return
    st.html(f'<p class="room"><b>Room {word}</b> · {tally.students} in the room</p>')
    current = shown.choices == question.choices and shown.page == page
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Ask again" if current else "Send everybody here, with this question",
            key=page_key(KEY, "send"),
            on_click=ROOMS.send,
            args=(word, host, page, query, question.choices, question.answer),
        )
        waits = current and not shown.revealed
        if waits and st.button("Reveal the answer", key=page_key(KEY, "reveal")):
            ROOMS.reveal(word, host)
            reveal()
            st.rerun()
    if current:
        chart(tally, shown)
        with st.container(key="live-names"):  # which a projector never shows
            if tally.names and st.checkbox("Show who answered what", key=page_key(KEY, "names")):
                said = [f"{name}: {shown.choices[choice]}" for name, choice in tally.names]
                st.caption(" · ".join(said))


def chart(tally: Tally, shown: Shown) -> None:
    """Show how often each choice was given, one bar each."""
    st.caption(f"{tally.answered} of {tally.students} have answered.")
    most = max(1, *tally.counts)
    bars = []
    for k, (choice, count) in enumerate(zip(shown.choices, tally.counts, strict=True)):
        is_told = shown.revealed and k == shown.right
        bars.append(
            f"<dt>{escape(plain(choice))}{' ✓' if is_told else ''}</dt>"
            f'<dd class="{"right" if is_told else ""}">'
            f'<i style="flex-grow: {count / most:.3f}"></i><b>{count}</b></dd>'
        )
    st.html(f'<dl class="bars">{"".join(bars)}</dl>')

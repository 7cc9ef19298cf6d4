"""A live class: where a room is opened, and where students come in with its word."""

import streamlit as st

from ui.classroom.rooms import LONGEST_NAME, ROOMS, RoomError
from ui.frame.class_link import address, show_link
from ui.frame.lesson_page import title
from ui.frame.live_class import (
    close_room,
    follow,
    followed,
    has_ended,
    hosted,
    is_let_go,
    open_room,
)
from ui.link.classroom import (
    ROOM,
    STUDENT,
    arrange,
    classroom,
    classroom_query,
)
from ui.link.history import open_page
from ui.session.keys import page_key

KEY = "live"


def host() -> None:
    """Show the room's word to come in with."""
    room = hosted()
    assert room is not None
    word, _ = room
    st.query_params.from_dict({ROOM.name: word})
    title(
        "Live class",
        f"Room {word}",
        "Your class scans the code, opens the link, or types this word on the page “/live”.",
    )
    show_link(address(st.context.url or "", {}, {ROOM.name: word}), width=400)
    st.markdown(
        "Now open any lesson and choose what to show. Below its question you send everybody there. "
        "When you project the lesson, the question and its answers stand beside the picture. "
        "The room ends after four hours. Lead it from this tab. A reload then brings you back "
        "into it."
    )
    st.button("End the room", key=page_key(KEY, "close"), on_click=close_room)


def wait() -> None:
    """Tell a student that something will come."""
    title("Live class", f"Room {classroom(ROOM)}", "You are in. The next picture comes by itself.")
    follow()


def come_in(word: str, name: str) -> str:
    """Come into a room; return why this is not possible, "" if it was."""
    try:
        student = ROOMS.join(word, name)
    except RoomError as refused:
        return str(refused)
    arrange(ROOM, word)
    arrange(STUDENT, student)
    st.query_params.from_dict(classroom_query())
    return ""


def door() -> None:
    """Let a student come in, or an instructor open a room."""
    title(
        "Live class",
        "Answer together",
        "An instructor opens a room and sends pictures with questions. The class answers without "
        "accounts. Names and answers are kept until the room ends, and nothing else is.",
    )
    with st.form(page_key(KEY, "door")):
        word = st.text_input("Word of the room", classroom(ROOM), max_chars=4)
        name = st.text_input("Your name, if you like", max_chars=LONGEST_NAME)
        if st.form_submit_button("Come in"):
            asked = word.strip().upper()
            if refused := come_in(asked, name):
                if ROOMS.is_elsewhere(asked):  # where only a page that is loaded anew leads
                    refused = f"[Open room {asked} with this link.](live?room={asked})"
                st.info(refused)
            else:
                st.rerun()
    if not classroom(ROOM):
        st.button("Open a room as its instructor", key=page_key(KEY, "open"), on_click=open_room)


for note in open_page():
    st.info(note)
if has_ended():
    st.info("Your room has ended.")
elif not followed() and is_let_go():
    st.info("The room has ended.")
show = host if hosted() else wait if followed() else door
show()

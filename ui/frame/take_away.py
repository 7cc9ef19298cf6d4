"""What stands on a page as files: each picture as one HTML file that works by itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.figures.document import Source, document
from ui.frame.catalogue import LESSONS
from ui.frame.class_link import address
from ui.link.classroom import shows
from ui.session.keys import LINK, TAKE_AWAY, page_key
from ui.views.shown_views import Shown, shown


def take_away(page: str) -> None:
    """Offer the pictures of a lesson as files. It costs a run nothing until it is opened."""
    pictures = shown()
    if not pictures or not shows("code"):
        return
    with st.expander("Take the figure away", key=TAKE_AWAY, on_change="rerun") as fold:
        if not fold.open:
            return
        st.markdown(
            "Each file holds the figure with its numbers, and you can point, step and play in it. "
            "It needs no server and no network: open it from a stick, or put it into a slide or a "
            "course page."
        )
        query = st.session_state[LINK]["query"]
        link = address(st.context.url or "", query, {})
        for key, one in pictures.items():
            st.download_button(
                f"{one.parts.picture[:1].upper()}{one.parts.picture[1:]} (HTML)",
                partial(_file, pictures, key, page, link),
                "-".join((page, *one.parts.name.split("_"))) + ".html",
                "text/html",
                type="tertiary",
                on_click="ignore",
                key=page_key(TAKE_AWAY, key),
            )


def _file(pictures: dict[str, Shown], key: str, page: str, link: str) -> bytes:
    """Return the file of a picture as it is now, also after it moved without a run."""
    lesson = LESSONS[page]
    words = f"ConvScope, lesson {lesson.number}: {lesson.title}"
    return document(pictures[key], Source(lesson.question, words, link, link)).encode()

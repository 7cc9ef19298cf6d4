"""What stands on a page as files: pictures of it, and each picture as an HTML file of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from ui.figures.document import Source, document
from ui.figures.names import stem
from ui.frame.catalogue import LESSONS
from ui.frame.class_link import address
from ui.link.classroom import shows
from ui.session.keys import FIGURE, LINK, TAKE_AWAY, page_key
from ui.views.shown_views import Shown, shown
from ui.views.snapshot import snapshot


def take_away(page: str) -> None:
    """Offer the pictures of a lesson as files. It costs a run nothing until it is opened."""
    pictures = shown()
    if not pictures or not shows("code"):
        return
    with st.expander("Take the figure away", key=TAKE_AWAY, on_change="rerun") as fold:
        if not fold.open:
            return
        _pictures(page, pictures)


def _pictures(page: str, pictures: dict[str, Shown]) -> None:
    """Offer each picture as a file to point at, and as it is on screen."""
    lesson = LESSONS[page]
    link = address(st.context.url or "", st.session_state[LINK]["query"], {})
    words = f"ConvScope, lesson {lesson.number}: {lesson.title}"
    st.markdown(
        "**Picture.** In an HTML file you can point, step and play. It needs no server and no "
        "network: open it from a stick, or put it into a slide or a course page. PNG and SVG are "
        "pictures of what is on screen now."
    )
    for key, one in pictures.items():
        name = stem(lesson.number, page, st.session_state.get(FIGURE, ""), one.parts.name)
        source = Source(lesson.question, words, link, link, name)
        with _row(one.parts.picture):
            st.download_button(
                "HTML",
                partial(_document, pictures, key, source),
                f"{name}.html",
                "text/html",
                type="tertiary",
                on_click="ignore",
                key=page_key(TAKE_AWAY, key),
            )
            snapshot(key, name, key=page_key(f"{TAKE_AWAY}-snapshot", key))


def _row(title: str) -> Any:
    row = st.container(horizontal=True, gap="medium", vertical_alignment="center")
    row.markdown(f"{title[:1].upper()}{title[1:]}", width="content")
    return row


def _document(pictures: dict[str, Shown], key: str, source: Source) -> bytes:
    """Return the file of a picture as it is now, also after it moved without a run."""
    return document(pictures[key], source).encode()

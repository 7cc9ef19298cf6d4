"""A link that an instructor gives to a class: the view on screen, with what the class may do."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from ui.link.classroom import (
    CONTROLS,
    LEFT_OUT,
    NUMBERS,
    PARTS,
    PRESETS,
    PROJECTED,
    SETTINGS,
    written,
)
from ui.session.keys import LINK, page_key

PAGE = "class-link"  # of the keys of this form
LONGEST_CODE = 1000  # characters that a camera reads from a screen
CONTROL_WORDS = {
    "shown": "as they are",
    "locked": "shown, but locked",
    "hidden": "hidden",
}
NUMBER_WORDS = {"point": "0.5, with a point", "comma": "0,5, with a comma"}
PART_WORDS = {
    "presets": "The figures to try",
    "question": "The question",
    "code": "The code",
    "instructors": "The part for instructors",
}


def class_link() -> None:
    """Offer the form. It costs a run of the page nothing until it is opened."""
    with st.expander("A link for your class", key=PAGE, on_change="rerun") as fold:
        if fold.open:
            _form()
            st.page_link("pages/exercise.py", label="Make an exercise of several questions")
            st.page_link("pages/live.py", label="Open a room for a live class")


@st.fragment
def _form() -> None:
    st.markdown("The link opens this lesson as you see it now. Choose what your class can use.")
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        controls = st.radio(
            "Controls",
            CONTROL_WORDS,
            format_func=CONTROL_WORDS.__getitem__,
            key=page_key(PAGE, "controls"),
            horizontal=True,
        )
        numbers = st.radio(
            "Decimals",
            NUMBER_WORDS,
            format_func=NUMBER_WORDS.__getitem__,
            key=page_key(PAGE, "decimals"),
            horizontal=True,
            help="Text, pictures and CSV files have a comma. Code and fields keep the point.",
        )
        st.caption("Parts of the page that the class has")
        kept = [
            part
            for part in PARTS
            if st.checkbox(
                PART_WORDS[part],
                part != "instructors",
                key=page_key(PAGE, part),
            )
        ]
        presets = st.text_input(
            "Numbers of the figures to try",
            key=page_key(PAGE, "numbers"),
            placeholder="all, or for example 1,3",
            disabled="presets" not in kept,
        )
        projected = st.checkbox("Open it as on a projector", key=page_key(PAGE, "projected"))
    figures, note = PRESETS.read(presets.replace(" ", "")) if presets.strip() else ([], None)
    chosen = {
        CONTROLS.name: controls,
        NUMBERS.name: numbers,
        LEFT_OUT.name: [part for part in PARTS if part not in kept],
        PRESETS.name: figures if "presets" in kept else [],
        PROJECTED.name: projected,
    }
    link = address(st.context.url or "", st.session_state[LINK]["query"], written(chosen))
    with right:
        if note:
            st.info(note)
        show_link(link)


def show_link(link: str, *, width: int = 240) -> None:
    """Show a link to copy, and as a QR code of so many px."""
    st.code(link, language=None, wrap_lines=True)
    if len(link) <= LONGEST_CODE:
        st.image(qr_code(link), width=width, alt="The link as a QR code")
    else:
        st.caption("This link is too long for a QR code, because it holds a whole picture.")


def address(page: str, query: Mapping[str, str], said: Mapping[str, str]) -> str:
    """Return the link to a view: the page's address, what the view says, what the class may do.

    >>> address("http://a.b/window?x=1", {"stride": "2", "present": "1"}, {"controls": "locked"})
    'http://a.b/window?stride=2&controls=locked'
    """
    scheme, host, path, _, _ = urlsplit(page)
    view = {name: text for name, text in query.items() if name not in SETTINGS}
    return urlunsplit((scheme, host, path, urlencode(view | dict(said), safe=",;"), ""))


def qr_code(text: str) -> bytes:
    """Return a text as the PNG of a QR code, one pixel a module; ValueError if it is too long."""
    made = BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="png", scale=6, border=3)
    return made.getvalue()

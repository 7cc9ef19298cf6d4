"""What stands on a page as files: its pictures, films of them, their numbers, a page to print."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from ui.figures.document import Source, document
from ui.figures.film import MOST_BYTES, Film
from ui.figures.names import stem
from ui.figures.numbers import csv_files, has_numbers, npz_file
from ui.figures.sliding_window import film, slides
from ui.figures.worksheet import Task, worksheet
from ui.frame.catalogue import LESSONS
from ui.frame.class_link import address
from ui.frame.exercise import on_screen
from ui.frame.long_work import worked
from ui.frame.questions import Question
from ui.link.classroom import has_comma, shows
from ui.session.keys import ASKING, FIGURE, LINK, TAKE_AWAY, page_key
from ui.views.shown_views import Shown, shown
from ui.views.snapshot import snapshot

MOST_TASKS = 3
WISH = page_key(TAKE_AWAY, "wish")  # the film that was asked for, by its key


@dataclass(frozen=True)
class Clip:
    """A film that can be made: what it is called, and what it depends on."""

    title: str
    name: str  # in the name of its file
    key: Hashable
    make: Callable[[], Film]


def take_away(page: str, clips: Callable[[], Sequence[Clip]] = lambda: ()) -> None:
    """Offer the pictures of a lesson as files. It costs a run nothing until it is opened.

    `clips`: films of this lesson's own, beside those of its windows.
    """
    pictures = shown()
    if not pictures or not shows("code"):
        return
    with st.expander("Take the figure away", key=TAKE_AWAY, on_change="rerun") as fold:
        if not fold.open:
            return
        names = {key: _name(page, one.parts.name) for key, one in pictures.items()}
        _pictures(page, pictures, names)
        windows = [_window(one) for one in pictures.values() if slides(one)]
        if films := [*windows, *clips()]:
            _films(page, films)
        _numbers(pictures, names)
        if on_screen(page) is None:  # an exercise keeps its answers
            _sheet(page, pictures, names)


def _name(page: str, what: str) -> str:
    """Return what a file is called, without its ending: it tells lesson and figure."""
    return stem(LESSONS[page].number, page, st.session_state.get(FIGURE, ""), what)


def _pictures(page: str, pictures: dict[str, Shown], names: dict[str, str]) -> None:
    """Offer each picture as a file to point at, and as it is on screen."""
    st.markdown(
        "**Picture.** In an HTML file you can point, step and play. It needs no server and no "
        "network: open it from a stick, or put it into a slide or a course page. PNG and SVG are "
        "pictures of what is on screen now."
    )
    for key, one in pictures.items():
        source = _source(page, names[key])
        with _row(one.parts.picture):
            # As it is when it is asked for, also after it moved without a run.
            _file("HTML", partial(_document, pictures, key, source), f"{names[key]}.html")
            snapshot(key, names[key], key=page_key(f"{TAKE_AWAY}-snapshot", key))


def _source(page: str, name: str) -> Source:
    lesson = LESSONS[page]
    link = address(st.context.url or "", st.session_state[LINK]["query"], {})
    words = f"ConvScope, lesson {lesson.number}: {lesson.title}"
    return Source(lesson.question, words, link, link, name, has_comma())


def _document(pictures: dict[str, Shown], key: str, source: Source) -> bytes:
    return document(pictures[key], source).encode()


def _numbers(pictures: dict[str, Shown], names: dict[str, str]) -> None:
    """Offer the arrays of each picture."""
    of_numbers = {key: one for key, one in pictures.items() if has_numbers(one)}
    if not of_numbers:
        return
    st.markdown(
        "**Numbers.** The .zip has a CSV file for each grid, for a spreadsheet. NumPy opens the "
        ".npz with `np.load`, and each array in it has a name."
    )
    for key, one in of_numbers.items():
        with _row(one.parts.picture):
            _file(
                "CSV",
                partial(_numbers_of, partial(csv_files, comma=has_comma()), pictures, key),
                f"{names[key]}-csv.zip",
            )
            _file("NumPy", partial(_numbers_of, npz_file, pictures, key), f"{names[key]}.npz")


def _sheet(page: str, pictures: dict[str, Shown], names: dict[str, str]) -> None:
    """Offer a page to print, of the first picture."""
    key = next(iter(pictures))
    st.markdown(
        "**Worksheet.** Two pages to print, on A4 or Letter: this figure with its questions and "
        "space to calculate, then the solution."
    )
    with _row("To print"):
        make = partial(_worksheet, pictures, key, _source(page, ""))
        name = names[key].removesuffix(pictures[key].parts.name.replace("_", "-"))
        _file("Worksheet (HTML)", partial(make, _tasks()), f"{name}worksheet.html")


def _worksheet(
    pictures: dict[str, Shown], key: str, source: Source, tasks: Sequence[Task]
) -> bytes:
    return worksheet(pictures[key], source, tasks).encode()


def _tasks() -> list[Task]:
    """Return the first questions of the figure on screen, no two alike."""
    ask: Callable[[int], Question] | None = st.session_state.get(ASKING)
    found: dict[str, Task] = {}
    if ask is None:
        return []
    for number in range(1, MOST_TASKS + 1):
        one = ask(number)
        found.setdefault(one.kind, Task(one.text, one.choices, one.answer, one.explanation))
    return list(found.values())


def _numbers_of(make: Callable[[Shown], bytes], pictures: dict[str, Shown], key: str) -> bytes:
    return make(pictures[key])


def _window(view: Shown) -> Clip:
    key = ("window", sha256(view.data).hexdigest(), has_comma())
    make = partial(film, view, comma=has_comma())
    return Clip("The sliding window", "sliding window", key, make)


@st.fragment
def _films(page: str, clips: Sequence[Clip]) -> None:
    """Offer films. One is made when it is asked for, with its progress, and can be stopped."""
    most = f"{MOST_BYTES / 1e6:.0f} MB"
    st.markdown(f"**Film.** A GIF of at most {most}. A long film leaves out steps evenly.")
    for clip in clips:
        place = page_key(page_key(TAKE_AWAY, page), clip.name)
        with _row(clip.title):
            if st.session_state.get(WISH) != clip.key:
                st.button("Make the film", key=place, type="tertiary", on_click=_wish, args=[clip])
                continue
            made = worked(place, clip.key, clip.make, f"{clip.title}: it is being drawn.")
            if made is not None:
                _file("GIF", partial(bytes, made), f"{_name(page, clip.name)}.gif")


def _wish(clip: Clip) -> None:
    st.session_state[WISH] = clip.key


def _row(title: str) -> Any:
    row = st.container(horizontal=True, gap="medium", vertical_alignment="center")
    row.markdown(f"{title[:1].upper()}{title[1:]}", width="content")
    return row


def _file(label: str, make: Callable[[], bytes], name: str) -> None:
    """Offer a file, made when it is asked for."""
    st.download_button(
        label, make, name, type="tertiary", on_click="ignore", key=page_key(TAKE_AWAY, name)
    )

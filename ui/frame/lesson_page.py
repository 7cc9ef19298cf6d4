"""The frame every lesson has: question, words, notes, presets, code, and the way on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import streamlit as st

from ui.code.core_package import NAME as CORE
from ui.code.core_package import core_package, needs_core
from ui.code.notebook import notebook_of
from ui.frame.catalogue import LESSONS, Lesson, after, section_of
from ui.frame.class_link import class_link
from ui.frame.events import say
from ui.frame.exercise import where
from ui.frame.live_class import follow
from ui.link.classroom import CONTROLS, PRESETS, PROJECTED, arrange, classroom, shows
from ui.link.history import ON_THIS_PAGE, carried, reset, way_back
from ui.link.view import View
from ui.pictures import ROOT
from ui.session.keys import FIGURE, RESET
from ui.text.markdown import plain
from ui.views.talk import talk

OPENED = re.compile(r"\"(assets/[\w./-]+)\"")  # a file that shown code reads
LOCKED = "Your class's link locks the controls, the choice of views and the numbers in the picture."
WHERE = ("cell", "x")  # settings that say where one looks: moving them leaves a figure what it is


@dataclass(frozen=True)
class Preset:
    """One figure of the lesson: its label and its link, which leaves out what is the default."""

    label: str
    query: Mapping[str, str]
    about: str  # what to look at in it, and what it shows


def head(path: str, words: str) -> None:
    """Open the lesson: where it stands, its question, at most 60 words that answer it."""
    lesson = LESSONS[path]
    place = f"{section_of(path)} · {lesson.number}"
    title(" · ".join(filter(None, [place, where(path)])), lesson.question, words)
    follow(path)


def title(place: str, question: str, words: str) -> None:
    """Open a page: a line that says where it stands, its question, the words that answer it."""
    with st.container(key="head", gap=None):
        st.caption(place)
        st.title(question, anchor=False)
        st.markdown(words)


def tries(
    view: View,
    presets: Sequence[Preset],
    first_step: str,
    passing: Sequence[str] = (),
    looking: Sequence[str] = (),
) -> None:
    """Offer the lesson's figures, each a link of its own, and say what the one on screen shows.

    Where it is none of them: what the reader can do first; "" leaves out both, for a view that says
    this above. `passing`: settings of this lesson that leave a figure what it is. `looking`: those
    that show another part of it, of which its words do not speak.
    """
    ignored = {*WHERE, "question", *passing}
    kept_numbers = classroom(PRESETS)
    presets = [
        preset
        for number, preset in enumerate(presets)
        if shows("presets") and (not kept_numbers or str(number + 1) in kept_numbers)
    ]

    def kept(query: Mapping[str, str], *more: str) -> dict[str, str]:
        return {name: text for name, text in query.items() if name not in {*ignored, *more}}

    shown = kept(view.changed())
    figure = kept(shown, *looking)
    now = next((preset for preset in presets if kept(preset.query, *looking) == figure), None)
    st.session_state[FIGURE] = now.label if now else ""
    about = now.about if now and kept(now.query) == shown else first_step
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if presets:
            st.caption("Try", width="content")
        for number, preset in enumerate(presets):
            query = {**preset.query, ON_THIS_PAGE: str(number + 1)}
            with st.container(key="try-now" if preset is now else f"try-{number}", width="content"):
                st.page_link(LESSONS[view.page].file, label=preset.label, query_params=query)
        with st.container(key="talk", width="content"):
            talk(
                [plain(one.about) for one in presets],
                presets.index(now) if now else None,
                projected=classroom(PROJECTED),
                on_projected=partial(arrange, PROJECTED),
                controls=classroom(CONTROLS),
            )
        if shown:
            st.button(
                "Reset this lesson",
                key=RESET,
                type="tertiary",
                on_click=reset,
                args=(view.page,),
            )
    locked = classroom(CONTROLS) == "locked"
    if first_step and not (locked and about is first_step):  # which is to change something
        with st.container(key="about"):
            st.markdown(about)
    if locked:
        st.caption(LOCKED)


def notes(view: View) -> None:
    """Say what was changed in the view; what became of an edit is said beside the picture."""
    if view.arrived:
        say("")
    for note in dict.fromkeys(view.notes):
        st.info(note)


def views(view: View, titles: Mapping[str, str]) -> None:
    """Let the reader choose what the lesson shows: the setting "view", by its titles."""
    st.segmented_control(
        "Show",
        titles,
        key=view.key("view"),
        format_func=titles.__getitem__,
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )


def done_to(picture_notes: Sequence[str]) -> None:
    """Say under the picture what was done to it."""
    if picture_notes:
        text = "; ".join(picture_notes)
        st.caption(f"What was done to the image: {text}.")


def carried_to(lesson: Lesson, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the link that brings what the reader chose, `carried()`, to a lesson; {} for nothing.

    A lesson that goes on where the reader left it is opened there.
    """
    return {**(lesson.unadorned if chosen else {}), **chosen, **way_back(lesson.path)}


def code(snippets: Mapping[str, Callable[[], str]]) -> None:
    """Fold away the code that makes this picture, one framework at a time.

    What colours code is the largest file that a page loads, so both come once the fold is opened.
    """
    if not shows("code"):
        return
    with st.expander(f"Code: {', '.join(snippets)}", key="code", on_change="rerun") as fold:
        if fold.open:
            _scripts(snippets)


def _scripts(snippets: Mapping[str, Callable[[], str]]) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    for tab, (framework, make) in zip(st.tabs(list(snippets)), snippets.items(), strict=True):
        with tab:
            text = make()
            st.code(text, language="python", height=260)
            _as_files(framework, text)
            files |= {path: (ROOT / path).read_bytes for path in OPENED.findall(text)}
            if needs_core(text):
                files[CORE] = core_package
    names = [path.rpartition("/")[2] for path in files]
    for (path, read), name in zip(files.items(), names, strict=True):
        label = f"Download {name} for this code"
        if names.count(name) > 1:  # two files of one name: the folder tells them apart
            name = "-".join(path.split("/")[-2:])
            label = f"Download {name} for this code, and save it as {path}"
        st.download_button(
            label,
            read,
            name,
            type="tertiary",
            on_click="ignore",
        )


def _as_files(framework: str, text: str) -> None:
    """Offer a script as a file, and as a notebook."""
    name = re.sub(r"\W+", "-", framework.lower()).strip("-")
    offered: dict[str, Callable[[], bytes]] = {
        ".py": text.encode,
        ".ipynb": partial(notebook_of, text),
    }
    with st.container(horizontal=True, gap="small"):
        for ending, make in offered.items():
            what = "script" if ending == ".py" else "notebook"
            st.download_button(
                f"{framework} {what} ({ending})",
                make,
                f"convscope-{name}{ending}",
                type="tertiary",
                on_click="ignore",
            )


def instructors(text: str) -> None:
    """Fold away what helps who teaches with this lesson: what to ask, a link for the class."""
    if not shows("instructors"):
        return
    with st.expander("For instructors"):
        st.markdown(text)
    class_link()


def onward(
    path: str, also: Mapping[str, str] = MappingProxyType({}), *, chosen: bool = False
) -> None:
    """Lead to the next lesson, if there is one, with the reader's picture and kernel.

    `also`: what else the next lesson's link says if the reader has chosen any of these, or
    something of this lesson's own.
    """
    if (lesson := after(path)) is not None:
        question = lesson.question[:1].lower() + lesson.question[1:]
        travelling = carried_to(lesson, carried())
        query = {**also, **travelling} if travelling or chosen else {}
        with st.container(key="onward"):
            st.page_link(lesson.file, label=f"Next: {question} →", query_params=query)

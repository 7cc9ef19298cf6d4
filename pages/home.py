"""The first page: what this is for, a live picture, and the path through the lessons."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from cnn_core.kernels import KERNELS
from ui.frame.catalogue import LESSONS, SECTIONS, SHORT_WAY, Lesson
from ui.frame.events import linked
from ui.frame.lesson_page import carried_to, notes, title
from ui.frame.scenes import convolution_scene
from ui.frame.thumbnails import thumbnail
from ui.link.convolution import settle_cell
from ui.link.history import carried, open_view, save
from ui.link.vocabulary import CELL
from ui.models.convolution import Convolution
from ui.pictures import picture

PAGE = "home"
ACROSS = 5  # cards in a row
# The window crosses the stem of the 7 once: from black over white to where white ends.
STARTS, RESTS = (13, 12), (13, 18)


def card(lesson: Lesson, travelling: Mapping[str, str]) -> None:
    """Draw a lesson's card: its picture, its question and what one finds there, all one link."""
    with st.container(border=True, height="stretch", gap="xxsmall", key=f"card-{lesson.path}"):
        st.html(f'<img class="thumbnail" src="{thumbnail(lesson.path)}" alt="">')
        label = f"**{lesson.number} · {lesson.question}**"
        st.page_link(lesson.file, label=label, query_params=carried_to(lesson, travelling))
        st.caption(lesson.words)


view = open_view(PAGE, [CELL.opening(RESTS)])
found = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
settle_cell(view, found.sums, "map")
save(view)

title(
    "ConvScope",
    "See, touch and check every number of a convolution",
    "To a computer this 7 is a grid of numbers. A *kernel* slides over it, multiplies nine pixels "
    "by nine weights, and adds. The sum is 0 where left and right are equal, so the map shows "
    "edges. A network finds the 7 from many such maps.",
)
notes(view)
travelling = carried()
first = next(iter(LESSONS.values()))
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    with st.container(key="start", width="content"):
        st.page_link(
            first.file, label="**Start**", query_params=carried_to(first, travelling), icon="▶"
        )
    st.caption(f"{len(LESSONS)} lessons. Five of them take half an hour:", width="content")
    for path in SHORT_WAY:
        lesson = LESSONS[path]
        with st.container(key=f"short-{path}", width="content"):
            st.page_link(
                lesson.file, label=lesson.title, query_params=carried_to(lesson, travelling)
            )
plays = STARTS if view[CELL] == RESTS else None
linked(PAGE, replace(convolution_scene(view, found), autoplay=plays, speed=0.5))
for section, lessons in SECTIONS.items():
    st.markdown(f"**{section}**")
    for start in range(0, len(lessons), ACROSS):
        for column, lesson in zip(
            st.columns(ACROSS), lessons[start : start + ACROSS], strict=False
        ):
            with column:
                card(lesson, travelling)
with st.container(key="finished"):
    st.caption(
        "✓ means that you finished a lesson. You answered a question right, or went on to the "
        "next lesson. Only this browser remembers it."
    )

"""The first page: what this is, a live picture, and the path through the lessons."""

from dataclasses import replace

import streamlit as st

from cnn_core.kernels import KERNELS
from ui.frame.catalogue import SECTIONS
from ui.frame.events import linked
from ui.frame.lesson_page import carried_to, notes, title
from ui.frame.scenes import convolution_scene
from ui.link.convolution import settle_cell
from ui.link.history import carried, open_view, save
from ui.link.vocabulary import CELL
from ui.models.convolution import Convolution
from ui.pictures import picture

PAGE = "home"

view = open_view(PAGE, [CELL.opening((8, 15))])
found = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
settle_cell(view, found.sums, "map")
save(view)

title(
    "ConvScope",
    "See, touch and check every number of a convolution",
    "This kernel slides over a handwritten 7, three by three pixels at a time, and answers where "
    "left is brighter than right. Point anywhere: the window, its nine products and their sum "
    "follow.",
)
notes(view)
linked(PAGE, replace(convolution_scene(view, found), autoplay=True, speed=16))
travelling = carried()
for section, lessons in SECTIONS.items():
    st.markdown(f"**{section}**")
    for start in range(0, len(lessons), 2):
        pair = zip(st.columns(2), lessons[start : start + 2], strict=False)
        for column, lesson in pair:
            with column.container(border=True, gap="xsmall"):
                label = f"**{lesson.number} · {lesson.question}**"
                st.page_link(lesson.file, label=label, query_params=carried_to(lesson, travelling))
                st.caption(lesson.words)

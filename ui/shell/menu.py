"""The menu at the side: every lesson, with the reader's picture and kernel in its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.frame.catalogue import LESSONS
from ui.frame.connection import told_of_connection
from ui.frame.lesson_page import carried_to
from ui.frame.live_class import keeps_room
from ui.link.classroom import NUMBERS, classroom
from ui.link.history import ON_THIS_PAGE, carried
from ui.text.glossary import spoken
from ui.views.arrival import follow_links
from ui.views.decimals import write_decimals
from ui.views.glossary import explain_terms, serve_terms
from ui.views.keyboard import list_keys
from ui.views.line_ends import keep_line_ends
from ui.views.progress import tick_finished_lessons
from ui.views.side_menu import closes_behind_links
from ui.views.theme_switch import choose_theme

TERMS = serve_terms(spoken())


def menu(
    home: st.Page,
    sections: Mapping[str, Sequence[st.Page]],
    glossary: st.Page,
    here: st.Page,
) -> None:
    """Draw the menu. Links carry what the reader chose, so that the address stays the view."""
    marked, travelling = {ON_THIS_PAGE: "0"}, carried()
    with st.sidebar, st.container(key="menu", gap="xxsmall"):
        st.page_link(
            home, label="**ConvScope**", icon="", query_params=marked if home is here else None
        )
        for section, lessons in sections.items():
            st.caption(section.upper())
            for lesson in lessons:
                chosen = carried_to(LESSONS[lesson.url_path], travelling)
                st.page_link(lesson, query_params=chosen | (marked if lesson is here else {}))
        st.page_link(glossary, label="Glossary")
        choose_theme()
        explain_terms(TERMS)
        closes_behind_links()
        follow_links()
        keep_line_ends()
        list_keys()
        write_decimals(classroom(NUMBERS))
        tick_finished_lessons()
        keeps_room()
        told_of_connection()

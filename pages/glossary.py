"""The glossary: every term of the field that the lessons use, and where it is explained."""

import streamlit as st

from ui.frame.catalogue import LESSONS
from ui.frame.lesson_page import carried_to, title
from ui.frame.term_drawings import drawing
from ui.link.history import carried
from ui.text.glossary import Term, matching


def entry(term: Term) -> None:
    """Show a term with a drawing of it, and the link of its lesson."""
    lesson = LESSONS[term.lesson]
    picture, text = st.columns([1, 6], vertical_alignment="center")
    picture.html(drawing(term.name))
    also = f" (also: {', '.join(term.also)})" if term.also else ""
    text.markdown(f"**{term.name}**{also}. {term.words}")
    text.page_link(
        lesson.file,
        label=f"Lesson {lesson.number}: {lesson.title}",
        query_params=carried_to(lesson, carried()),
    )


title(
    "ConvScope",
    "What do these words mean?",
    "The terms that the lessons use, each in two sentences. In a lesson they have a dotted "
    "underline: point at one, tap it, or move to it with the Tab key.",
)
typed = st.text_input("Search the glossary", placeholder="for example: stride")
found = matching(typed)
with st.container(key="terms"):
    for one in found:
        entry(one)
if not found:
    st.info("No term contains this. Try a shorter word, such as “pool” or “weight”.")

"""An exercise of several lessons: the form that makes one, its start, and its sheet of results."""

from html import escape

import streamlit as st

from ui.frame.catalogue import LESSONS
from ui.frame.class_link import address, show_link
from ui.frame.exercise import answered, items, link_to, offered, score, sheet
from ui.frame.lesson_page import title
from ui.link.classroom import (
    EXERCISE,
    MOST_QUESTIONS,
    OWN,
    SECOND,
    Item,
    classroom,
    written,
)
from ui.link.history import open_page
from ui.session.keys import page_key

KEY = "exercise"
LONGEST_NAME = 80
FIRST = ("window", 1)  # chosen before the instructor does


def form() -> None:
    """Let an instructor choose the questions, and show the link."""
    title(
        "For instructors",
        "Make an exercise",
        "An exercise is a row of questions from several lessons. Each answer is marked with its "
        "explanation. At the end everybody has a sheet of results to print or to send.",
    )
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        st.caption("Questions, by their lessons")
        chosen = tuple(item for lesson in offered() for item in _chosen_of(lesson))
        own = st.radio(
            "Everybody has",
            (False, True),
            key=page_key(KEY, "own"),
            format_func=lambda own: "questions of their own" if own else "the same questions",
            horizontal=True,
        )
        if own:
            st.caption("Each student then gets other questions of the same lessons.")
        second = st.checkbox("Allow a second try", True, key=page_key(KEY, "second"))
    with right:
        if not chosen:
            st.info("Choose at least one question.")
        elif len(chosen) > MOST_QUESTIONS:
            st.info(f"These are {len(chosen)} questions. Choose {MOST_QUESTIONS} at most.")
        else:
            count = len(chosen)
            st.markdown(f"This link asks {count} question{'s' * (count > 1)}.")
            said = {EXERCISE.name: chosen, OWN.name: own, SECOND.name: second}
            show_link(address(st.context.url or "", {}, written(said)))


def _chosen_of(lesson: str) -> list[Item]:
    """Let an instructor choose questions of a lesson by their texts."""
    one = LESSONS[lesson]
    with st.expander(f"{one.number} {one.title}", expanded=lesson == FIRST[0]):
        return [
            (lesson, number)
            for number, text in offered()[lesson].items()
            if st.checkbox(text, (lesson, number) == FIRST, key=page_key(KEY, f"{lesson}-{number}"))
        ]


def start() -> None:
    """Say what comes, and lead to the first question."""
    count = len(items())
    tries = "You may answer a second time." if classroom(SECOND) else "Each answer is final."
    title(
        "Exercise",
        f"{count} questions" if count > 1 else "One question",
        f"Each question stands below the picture of its lesson. {tries} Your answers stay in this "
        "visit alone, so do not reload the page before the end.",
    )
    file, query = link_to(1)
    with st.container(key="start"):
        st.page_link(file, label="Start", query_params=query)


def results() -> None:
    """Show what was answered, to print and to take away."""
    given = answered()
    title("Exercise", "Your results", f"{score(given)} of {len(items())} answers are right.")
    name = st.text_input("Your name, if the sheet needs one", max_chars=LONGEST_NAME)
    heads = ("", "Lesson", "Question", "Your answers", "Right answer", "Result")
    rows = [
        (
            str(step),
            LESSONS[one.lesson].title,
            one.question,
            "; ".join(one.answers),
            one.right,
            one.mark,
        )
        for step, one in sorted(given.items())
    ]
    cells = "".join(
        "<tr>"
        + "".join(
            f'<td data-head="{head}">{escape(cell)}</td>'
            for head, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    head = "".join(f"<th>{one}</th>" for one in heads)
    with st.container(key="results"):
        st.html(f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>")
    st.download_button("Download as CSV", sheet(name, given), "results.csv", "text/csv")
    st.caption("To print this page, press Control + P, or Command + P on a Mac.")


notes = open_page()
left_out = [lesson for lesson, _ in classroom(EXERCISE) if lesson not in LESSONS]
if left_out:
    notes.append(f"There is no lesson {left_out[0]}, so its question is left out.")
for note in notes:
    st.info(note)
if not items():
    form()
elif answered():
    results()
else:
    start()

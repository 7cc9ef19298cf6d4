"""An exercise: questions of several lessons in a row, marked, with a sheet of results at the end.

Its link says which questions. The answers stay in the visitor's session and end with it.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from ui.figures.comma import with_comma
from ui.frame.catalogue import LESSONS
from ui.frame.questions import Question
from ui.link.classroom import (
    CONTROLS,
    EXERCISE,
    LEFT_OUT,
    OWN,
    SECOND,
    STEP,
    Item,
    classroom,
    has_comma,
    written,
)
from ui.session.keys import EXERCISE_ANSWERS, EXERCISE_SHIFT
from ui.text.markdown import plain

PAGE = "pages/exercise.py"
LIST = Path(__file__).with_name("exercise_questions.json")  # written by tools/question_list.py
LARGEST_NUMBER = 999  # of a question
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet would begin to calculate


@dataclass(frozen=True)
class Answered:
    """One question of an exercise: what was asked and answered."""

    lesson: str
    question: str
    answers: tuple[str, ...]  # in their order: the last one counts
    right: str

    @property
    def is_right(self) -> bool:
        return bool(self.answers) and self.answers[-1] == self.right

    @property
    def mark(self) -> str:
        """Say how it went: right at first, at the second try, or wrong."""
        if not self.is_right:
            return "wrong" if self.answers else "not answered"
        return "right" if len(self.answers) == 1 else "right at the second try"


def items() -> tuple[Item, ...]:
    """Return the questions of the exercise on screen: those whose lesson there is."""
    return tuple(one for one in classroom(EXERCISE) if one[0] in LESSONS)


def on_screen(page: str) -> int | None:
    """Return which question of an exercise a lesson's page shows, None for none; from 1 on."""
    step, all_items = classroom(STEP), items()
    return step if step <= len(all_items) and all_items[step - 1][0] == page else None


def where(page: str) -> str:
    """Say where in an exercise a lesson's page is, "" where it is in none."""
    step = on_screen(page)
    return "" if step is None else f"question {step} of {len(items())} of the exercise"


def answered() -> dict[int, Answered]:
    """Return what was answered in this visit, by step; another exercise starts anew."""
    known: tuple[tuple[Item, ...], dict[int, Answered]] | None
    known = st.session_state.get(EXERCISE_ANSWERS)
    if known is None or known[0] != items():
        known = (items(), {})
        st.session_state[EXERCISE_ANSWERS] = known
    return known[1]


def marked(step: int, question: Question, chosen: int | None) -> bool:
    """Keep the answer to a question, and return whether no other is taken any more.

    The first question that is answered at a step counts.
    """
    text, right = plain(question.text), question.choices[question.answer]
    before = answered().get(step)
    if before is not None and before.answers and before.question != text:
        return True  # who changes the picture after an answer gets no other question
    if before is None or before.question != text:
        before = Answered(items()[step - 1][0], text, (), right)
    tries = 2 if classroom(SECOND) else 1
    after = with_answer(before, None if chosen is None else question.choices[chosen], tries)
    answered()[step] = after
    return is_closed(after, tries)


def last_answer(step: int, question: Question) -> int | None:
    """Return which choice of the question on screen counts at a step, None for none."""
    one = answered().get(step)
    if one is None or not one.answers or one.question != plain(question.text):
        return None
    return question.choices.index(one.answers[-1])


def is_closed(one: Answered, tries: int) -> bool:
    """Tell whether no other answer is taken: it was right, or all tries are used."""
    return one.is_right or len(one.answers) >= tries


def with_answer(one: Answered, answer: str | None, tries: int) -> Answered:
    """Return a question with one more answer, if it is new and may still be given."""
    if answer is None or answer in one.answers[-1:] or is_closed(one, tries):
        return one
    return Answered(one.lesson, one.question, (*one.answers, answer), one.right)


def lead_on(step: int | None) -> None:
    """Lead from an answered question to the next one, or to the results."""
    if step is None:
        return
    last = step >= len(items())
    label = "See your results →" if last else "Next question →"
    with st.container(key="exercise-next"):
        file, query = link_to(step + 1)
        st.page_link(file, label=label, query_params=query)


def link_to(step: int) -> tuple[str, dict[str, str]]:
    """Return the page of a question of this exercise and its link; of the results after the last.

    With numbers of one's own, the question is another one of the same lesson.
    """
    all_items = items()
    said = {
        EXERCISE.name: all_items,
        OWN.name: classroom(OWN),
        SECOND.name: classroom(SECOND),
        LEFT_OUT.name: ["presets", "instructors"],
        CONTROLS.name: "locked",
    }
    if step > len(all_items):
        return PAGE, written(said)
    lesson, number = all_items[step - 1]
    shift = own_shift() if classroom(OWN) else 0
    asked = {"question": str(shifted(number, shift))}
    return LESSONS[lesson].file, asked | written({**said, STEP.name: step})


def shifted(number: int, shift: int) -> int:
    """Return the number of a question so many further on, from 1 to the largest.

    >>> shifted(999, 2)
    2
    """
    return (number - 1 + shift) % LARGEST_NUMBER + 1


def own_shift() -> int:
    """Return by how much this visitor's questions differ: drawn once in a visit."""
    drawn: int = st.session_state.setdefault(EXERCISE_SHIFT, secrets.randbelow(LARGEST_NUMBER))
    return drawn


@cache
def offered() -> Mapping[str, Mapping[int, str]]:
    """Return the questions to choose from: lesson -> number -> text, as its first figure asks."""
    lessons = json.loads(LIST.read_text("utf-8"))
    return {path: {int(n): text for n, text in asked.items()} for path, asked in lessons.items()}


def score(given: Mapping[int, Answered]) -> int:
    """Return how many answers are right."""
    return sum(one.is_right for one in given.values())


def sheet(name: str, given: Mapping[int, Answered]) -> bytes:
    """Return the results as CSV in UTF-8, with a mark that spreadsheets know it by."""
    text = io.StringIO()
    out = csv.writer(text, delimiter=";" if has_comma() else ",")
    out.writerow(["name", "number", "lesson", "question", "answers", "right answer", "result"])
    for step, one in sorted(given.items()):
        cells = [name, step, one.lesson, one.question, "; ".join(one.answers), one.right, one.mark]
        texts = [with_comma(str(cell)) if has_comma() else str(cell) for cell in cells]
        out.writerow([harmless(one) for one in texts])
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell

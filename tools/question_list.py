"""Write the list of questions from which an exercise is chosen: the first ones of each lesson.

A lesson knows its questions only with its picture, so each is opened once, as a visitor would.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.pages.lessons import open_lesson
from ui.frame.catalogue import LESSONS
from ui.frame.exercise import LIST
from ui.frame.questions import Question
from ui.session.keys import ASKING

EACH, ASKED = 8, 60  # questions of a lesson at most, and how many are looked at


def first_questions(ask: Callable[[int], Question]) -> dict[str, str]:
    """Return the first questions of a lesson that differ: number -> text."""
    found: dict[str, str] = {}
    for number in range(1, ASKED + 1):
        text = ask(number).text
        if text not in found.values() and len(found) < EACH:
            found[str(number)] = text
    return found


def question_list() -> str:
    """Return the whole list as JSON."""
    asked = {path: first_questions(open_lesson(path).session_state[ASKING]) for path in LESSONS}
    return json.dumps(asked, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    LIST.write_text(question_list(), "utf-8")

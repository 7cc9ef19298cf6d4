"""An exercise as its instructor makes it and as a student goes through it."""

from __future__ import annotations

import csv
import io
from unittest import mock

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import address, goes_to, links, notes, open_lesson, press, run, words
from tests.pages.test_class_link import link
from tools.question_list import question_list
from ui.frame.catalogue import LESSONS
from ui.frame.exercise import LIST, offered
from ui.frame.questions import Question
from ui.session.keys import ASKING


def asked(app: AppTest, number: int) -> Question:
    question: Question = app.session_state[ASKING](number)
    return question


def answers(app: AppTest, choice: str) -> AppTest:
    """Give an answer to the question on screen."""
    (pills,) = [one for one in app.button_group if "answer" in str(one.key)]
    assert not pills.disabled
    app.session_state[str(pills.key)] = pills.options.index(choice)
    return run(app)


def is_closed(app: AppTest) -> bool:
    (pills,) = [one for one in app.button_group if "answer" in str(one.key)]
    return pills.disabled


def wrong(question: Question) -> list[str]:
    return [one for k, one in enumerate(question.choices) if k != question.answer]


def test_the_list_is_what_the_lessons_ask() -> None:
    assert LIST.read_text("utf-8") == question_list(), "run: make questions"


def test_questions_are_chosen_by_their_texts() -> None:
    app = open_lesson("exercise")
    assert link(app) == {"exercise": "window.1"}
    boxes = {one.label: one for one in app.checkbox}
    assert len([one for one in app.expander if one.label[0].isdigit()]) == len(LESSONS)
    boxes[offered()["padding"][3]].check()
    boxes["Allow a second try"].uncheck()
    run(app)
    assert link(app) == {"exercise": "window.1,padding.3", "retry": "0"}
    app = goes_to(app, "exercise", **link(app))
    assert app.title[0].value == "2 questions"
    assert "Each answer is final." in words(app)


def test_no_question_and_too_many_are_said() -> None:
    app = open_lesson("exercise")
    texts = [text for asked in offered().values() for text in asked.values()]
    boxes = [one for one in app.checkbox if one.label in texts]
    boxes[texts.index(offered()["window"][1])].uncheck()
    assert notes(run(app)) == ["Choose at least one question."]
    for one in [one for one in app.checkbox if one.label in texts][:21]:
        one.check()
    assert notes(run(app)) == ["These are 21 questions. Choose 20 at most."]


def test_an_exercise_is_answered_and_ends_in_a_sheet() -> None:
    app = open_lesson("exercise", exercise="window.1,padding.3")
    app = press(app, "Start")
    assert "question 1 of 2 of the exercise" in app.caption[0].value
    first = asked(app, 1)
    app = answers(app, wrong(first)[0])
    assert not is_closed(app)
    assert first.explanation not in words(app)
    app = answers(app, first.choices[first.answer])
    assert is_closed(app)
    assert first.explanation in words(app)

    app = press(app, "Next question")
    second = asked(app, 3)
    app = answers(app, wrong(second)[0])
    app = answers(app, wrong(second)[1])
    assert is_closed(app)
    assert f"[Answer] {second.choices[second.answer]}" in words(app)

    app = press_sheet(app)
    assert "1 of 2 answers are right." in words(app)
    (table,) = [one.proto.body for one in app.main.get("html") if "<table" in one.proto.body]
    assert "right at the second try" in table
    rows = taken_sheet(app, "Ada =1")
    assert [row["result"] for row in rows] == ["right at the second try", "wrong"]
    assert [row["lesson"] for row in rows] == ["window", "padding"]
    assert rows[1]["answers"] == "; ".join(wrong(second)[:2])
    assert {row["name"] for row in rows} == {"Ada =1"}


def press_sheet(app: AppTest) -> AppTest:
    ((to, said),) = [(to, said) for name, to, said in links(app.main) if "your results" in name]
    return goes_to(app, to, **said)


def taken_sheet(app: AppTest, name: str) -> list[dict[str, str]]:
    files: dict[str, bytes] = {}

    def add(_: object, data: bytes, mime: str, at: str, file_name: str = "", **__: object) -> str:
        files[file_name] = data
        return "media/file"

    app.text_input[0].set_value(name)
    with mock.patch.object(MediaFileManager, "add", add):
        run(app)
    return list(csv.DictReader(io.StringIO(files["results.csv"].decode("utf-8-sig"))))


def test_without_a_second_try_the_first_answer_is_final() -> None:
    app = press(open_lesson("exercise", exercise="window.1", retry="0"), "Start")
    app = answers(app, wrong(asked(app, 1))[0])
    assert is_closed(app)
    assert "✗ wrong" in words(app)


@pytest.mark.parametrize("own", ["0", "1"])
def test_everybody_has_the_same_questions_or_their_own(own: str) -> None:
    first, second = (
        links(open_lesson("exercise", exercise="window.1,window.2", own=own).main)[0]
        for _ in range(2)
    )
    with mock.patch("ui.frame.exercise.secrets.randbelow", side_effect=[4, 7]):
        shown = [
            press(open_lesson("exercise", exercise="window.1,window.2", own=own), "Start")
            for _ in range(2)
        ]
    numbers = [address(app).get("question", "1") for app in shown]
    assert numbers == (["1", "1"] if own == "0" else ["5", "8"])
    assert own == "1" or first == second


def test_a_forged_exercise_is_said_and_leads_to_the_form() -> None:
    app = open_lesson("exercise", exercise="window.1;drop", retry="maybe")
    said = notes(app)
    assert len(said) == 2
    assert app.title[0].value == "Make an exercise"


def test_a_question_of_no_lesson_is_left_out_and_said() -> None:
    app = open_lesson("exercise", exercise="nowhere.1,window.2")
    assert notes(app) == ["There is no lesson nowhere, so its question is left out."]
    assert app.title[0].value == "One question"

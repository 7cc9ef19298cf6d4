"""An exercise asks the questions of its link, marks each once, and ends in a sheet."""

from __future__ import annotations

import csv
import io

import pytest
import streamlit as st

from ui.frame.exercise import (
    Answered,
    link_to,
    marked,
    on_screen,
    score,
    sheet,
    with_answer,
)
from ui.frame.questions import Question
from ui.link.classroom import read_classroom

ASKED = Question("sum", "What is **1 + 1**?", ("1", "2", "3"), 1, "1 + 1 = 2")


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def opened(link: str) -> list[str]:
    return read_classroom(dict(part.split("=") for part in link.split("&")), stays=False)


def test_the_link_of_each_question_leads_to_the_next_and_then_to_the_results() -> None:
    assert opened("exercise=window.3,padding.1&task=2") == []
    assert on_screen("padding") == 2
    assert on_screen("window") is None
    file, query = link_to(1)
    assert file == "pages/window.py"
    assert query["question"] == "3"
    assert "task" not in query  # the first is where an exercise begins
    assert link_to(3)[0] == "pages/exercise.py"


def test_questions_of_their_own_stay_the_same_in_one_visit() -> None:
    opened("exercise=window.3,padding.1&own=1")
    first, again = link_to(1)[1]["question"], link_to(1)[1]["question"]
    assert first == again
    assert (int(link_to(2)[1]["question"]) - int(first)) % 999 == (1 - 3) % 999


@pytest.mark.parametrize("text", ["window", "window.0", "window.1;drop", ",", "x." + "9" * 5])
def test_a_forged_exercise_is_none_and_is_said(text: str) -> None:
    (note,) = opened(f"exercise={text}")
    assert "exercise" in note
    assert on_screen("window") is None


def test_a_lesson_that_is_not_there_is_left_out() -> None:
    opened("exercise=nowhere.1,window.2")
    assert on_screen("window") == 1


def test_a_second_try_is_the_last() -> None:
    opened("exercise=window.3")
    assert not marked(1, ASKED, None)
    assert not marked(1, ASKED, 0)
    assert not marked(1, ASKED, 0)  # a rerun is no answer
    assert marked(1, ASKED, 2)
    assert marked(1, ASKED, 1)  # too late
    (one,) = st.session_state["exercise answers"][1].values()
    assert (one.answers, one.mark) == (("1", "3"), "wrong")


def test_without_a_second_try_the_first_answer_counts() -> None:
    opened("exercise=window.3&retry=0")
    assert marked(1, ASKED, 0)


def test_who_changes_the_picture_gets_no_other_question() -> None:
    opened("exercise=window.3")
    marked(1, ASKED, 0)
    other = Question("sum", "What is 2 + 2?", ("4", "5"), 0, "")
    assert marked(1, other, 0)
    (one,) = st.session_state["exercise answers"][1].values()
    assert one.answers == ("1",)


def test_the_sheet_is_read_back_and_calculates_nothing() -> None:
    right = with_answer(Answered("window", "=1+1?", (), "2"), "2", 2)
    late = with_answer(with_answer(Answered("padding", "q", (), "2"), "1", 2), "2", 2)
    given = {1: right, 2: late}
    assert score(given) == 2
    rows = list(csv.reader(io.StringIO(sheet("@me", given).decode("utf-8-sig"))))
    assert rows[1][0] == "'@me"
    assert rows[1][3] == "'=1+1?"
    assert [row[-1] for row in rows[1:]] == ["right", "right at the second try"]


def test_a_class_that_reads_commas_has_them_in_its_sheet() -> None:
    opened("exercise=window.3&numbers=comma")
    given = {1: with_answer(Answered("window", "1.5 · 3", (), "4.5"), "4.5", 2)}
    rows = list(csv.reader(io.StringIO(sheet("", given).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][3:6] == ["1,5 · 3", "4,5", "4,5"]

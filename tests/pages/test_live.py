"""A live class as its host and its students see it: each is a visitor of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import address, goes_to, notes, open_lesson, run, words
from tests.pages.sentences import sent
from tests.pages.test_class_link import link
from tests.pages.test_exercise import answers, asked, is_closed, wrong
from tests.pages.test_strangers import before_the_page, reactions
from ui.classroom.rooms import MOST_STUDENTS, ROOMS
from ui.frame.lesson_page import LOCKED
from ui.frame.live_class import KEY
from ui.frame.questions import Question
from ui.session.keys import HOSTED_ROOM, ROOM_KEY, page_key


@pytest.fixture
def host() -> Iterator[AppTest]:
    app = open_lesson("live")
    app.button(key=page_key(KEY, "open")).click()
    yield run(app)
    if leads(app):
        ROOMS.close(*app.session_state[HOSTED_ROOM])


def leads(app: AppTest) -> bool:
    return HOSTED_ROOM in app.session_state and ROOMS.leads(*app.session_state[HOSTED_ROOM])


def press(app: AppTest, what: str) -> AppTest:
    app.button(key=page_key(KEY, what)).click()
    return run(app)


def comes_in(word: str, name: str) -> AppTest:
    app = open_lesson("live", room=word)
    app.text_input[1].set_value(name)
    app.button[0].click()
    return run(app)


def looks(student: AppTest) -> AppTest:
    """Look at what is shown, as a student's page does every two seconds."""
    run(student)
    return goes_to(student, "window", **address(student))


def bars(app: AppTest) -> dict[str, int]:
    """Return the bars of the host's chart: choice -> how many gave it."""
    (drawn,) = [one.proto.body for one in app.main.get("html") if 'class="bars"' in one.proto.body]
    return {
        choice: int(count)
        for choice, count in re.findall(r"<dt>(.*?)</dt><dd.*?<b>(\d+)</b>", drawn, re.DOTALL)
    }


def asks(host: AppTest) -> Question:
    """Send everybody to a view with its question, and return this."""
    press(goes_to(host, "window", stride="2"), "send")
    return asked(host, 1)


def test_a_class_answers_and_the_host_sees_and_reveals_it(host: AppTest) -> None:
    word = address(host)["room"]
    assert link(host) == {"room": word}
    students = [comes_in(word, "Ada"), comes_in(word, "")]
    assert all("You are in." in words(one) for one in students)

    question = asks(host)
    first, second = map(looks, students)
    assert address(first)["stride"] == "2"
    assert "Choose once, because the first answer counts." in [one.value for one in first.caption]
    right, other = question.choices[question.answer], wrong(question)[0]
    first, second = answers(first, right), answers(second, other)
    assert is_closed(first)
    assert "✓ right" not in words(first)  # not before the host reveals it

    shown = bars(run(host))
    assert shown == {choice: int(choice in (right, other)) for choice in question.choices}
    assert "Ada" not in words(host)  # not whose, unless switched on
    host.checkbox(key=page_key(KEY, "names")).check()
    assert f"Ada: {right}" in [one.value for one in run(host).caption]

    press(host, "reveal")
    first, second = map(looks, (first, second))
    assert "✓ right" in words(first)
    assert question.explanation in words(second)


def test_a_student_who_went_elsewhere_is_brought_back(host: AppTest) -> None:
    student = comes_in(address(host)["room"], "")
    asks(host)
    said = address(looks(student))
    again = goes_to(student, "live", room=said["room"], student=said["student"])
    assert address(again) == said


def test_a_lost_connection_comes_back_with_its_answer(host: AppTest) -> None:
    student = comes_in(address(host)["room"], "")
    question = asks(host)
    student = answers(looks(student), wrong(question)[0])
    again = open_lesson("window", **address(student))
    assert is_closed(again)
    assert sum(bars(run(host)).values()) == 1


def test_a_closed_room_says_so(host: AppTest) -> None:
    student = comes_in(address(host)["room"], "")
    word = address(host)["room"]
    assert "Answer together" in words(press(host, "close"))
    assert notes(comes_in(word, "late")) == ["There is no such room. It may have ended."]
    assert "You are in." not in words(run(student))
    assert notes(student) == ["The room has ended."]


def test_a_student_whose_room_ended_is_told_once_and_has_the_lesson(host: AppTest) -> None:
    student = comes_in(address(host)["room"], "")
    asks(host)
    student = looks(student)
    assert LOCKED in [one.value for one in student.caption]
    ROOMS.close(*host.session_state[HOSTED_ROOM])
    again = open_lesson("window", **address(student))
    assert notes(again) == ["The room has ended. Now you can change everything here."]
    assert LOCKED not in [one.value for one in again.caption]
    assert notes(run(again)) == []
    assert address(again) == {"stride": "2"}


def test_a_room_that_ended_by_itself_is_said_to_its_host(host: AppTest) -> None:
    ROOMS.close(*host.session_state[HOSTED_ROOM])
    assert notes(run(host)) == ["Your room has ended."]
    assert host.title[0].value == "Answer together"
    assert notes(run(host)) == []


def key_kept(app: AppTest) -> str:
    """Return what the browser's tab is told to keep."""
    (view,) = [one for one in app.sidebar.get("bidi_component") if ROOM_KEY in one.proto.id]
    kept: str = sent(view.proto)["key"]
    return kept


def reloaded(page: str, key: str) -> AppTest:
    """Open a page in a tab that has kept a key: it sends it once it is told of none."""
    with reactions() as found:
        app = open_lesson(page)

        def react() -> None:
            streamlit.session_state[ROOM_KEY] = {"returned": key}
            found[ROOM_KEY, "returned"]()

        with before_the_page(react):
            return run(app)


def test_a_host_is_back_after_a_reload_but_the_address_gives_no_room_away(host: AppTest) -> None:
    key, word = key_kept(host), address(host)["room"]
    assert key.startswith(f"{word}.")
    assert address(host) == {"room": word}
    assert leads(reloaded("window", key))
    assert open_lesson("live", room=word).title[0].value == "Answer together"


@pytest.mark.parametrize("key", ["BCDF", "BCDF.x", ".", "", "BCDF.é"])
def test_a_forged_key_leads_no_room(key: str) -> None:
    app = reloaded("live", key)
    assert HOSTED_ROOM not in app.session_state
    assert key_kept(app) == ""


def test_a_full_room_says_so(host: AppTest) -> None:
    word = address(host)["room"]
    for _ in range(MOST_STUDENTS):
        ROOMS.join(word, "")
    assert notes(comes_in(word, "late")) == [f"This room is full: {MOST_STUDENTS} are in it."]


def test_only_the_host_leads(host: AppTest) -> None:
    student = comes_in(address(host)["room"], "")
    asks(host)
    student = looks(student)
    assert not [one for one in student.button if str(one.key).startswith(KEY)]


def test_a_forged_room_is_said_and_leads_to_the_door() -> None:
    app = open_lesson("live", room="abc", student="<b>")
    assert len(notes(app)) == 2
    assert app.title[0].value == "Answer together"

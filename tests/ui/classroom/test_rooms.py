"""A room counts every answer once, believes no stranger, and ends."""

from __future__ import annotations

import threading

import pytest

from ui.classroom.rooms import (
    HOURS,
    LETTERS,
    MOST_ROOMS,
    MOST_STUDENTS,
    RoomError,
    Rooms,
    first_letters,
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asked(rooms: Rooms, choices: tuple[str, ...] = ("a", "b", "c")) -> tuple[str, str]:
    word, host = rooms.open()
    rooms.send(word, host, "window", {"stride": "2"}, choices, 1)
    return word, host


def test_the_word_has_four_letters_and_no_vowel() -> None:
    word, _ = Rooms().open()
    assert len(word) == 4
    assert set(word) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUY")


def test_a_word_says_in_which_process_its_room_is() -> None:
    letters = [first_letters(f"p{number}") for number in range(1, len(LETTERS) + 1)]
    assert sorted(letters) == sorted(LETTERS)
    for alone in ("", "p0", "p21", "p01", "p100", "x", "p1\n"):
        assert first_letters(alone) == LETTERS
    here, there = Rooms(first=letters[0]), Rooms(first=letters[1])
    word, _ = here.open()
    assert word[0] == letters[0]
    assert there.is_elsewhere(word)
    assert not here.is_elsewhere(word)
    assert not Rooms().is_elsewhere(word)
    for forged in ("", "B", "B](x", "AEIO", word.lower(), word + "B"):
        assert not there.is_elsewhere(forged)


def test_only_who_opened_a_room_leads_it() -> None:
    rooms = Rooms()
    word, host = rooms.open()
    other, another = rooms.open()
    assert rooms.leads(word, host)
    assert not rooms.leads(word, another)
    assert not rooms.leads(word, "")
    assert not rooms.leads("", host)
    rooms.close(word, host)
    assert not rooms.leads(word, host)
    assert rooms.leads(other, another)


def test_all_of_a_crowd_are_counted_from_many_threads() -> None:
    rooms = Rooms()
    word, host = asked(rooms)
    start = threading.Barrier(100)

    def student(number: int) -> None:
        me = rooms.join(word, f"student {number}")
        start.wait()
        rooms.answer(word, me, 1, number % 3)

    threads = [threading.Thread(target=student, args=(k,)) for k in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = rooms.tally(word, host)
    assert (found.students, found.counts) == (100, (34, 33, 33))
    assert dict(found.names)["student 5"] == 5 % 3


def test_the_first_answer_counts_and_forged_ones_do_not() -> None:
    rooms = Rooms()
    word, host = asked(rooms)
    me = rooms.join(word, "")
    for student, number, choice in ((me, 2, 0), (me, 1, 3), (me, 1, -1), ("nobody", 1, 0)):
        assert not rooms.answer(word, student, number, choice)
    assert rooms.answer(word, me, 1, 0)
    assert not rooms.answer(word, me, 1, 2)
    assert rooms.tally(word, host).counts == (1, 0, 0)
    assert rooms.tally(word, host).names == ()  # who gave no name stays unnamed


def test_after_the_answer_is_revealed_none_is_taken() -> None:
    rooms = Rooms()
    word, host = asked(rooms)
    me = rooms.join(word, "")
    rooms.reveal(word, host)
    assert not rooms.answer(word, me, 1, 0)
    rooms.send(word, host, "padding", {}, ("x", "y"), 0)
    assert (rooms.shown(word).number, rooms.shown(word).revealed) == (2, False)
    assert rooms.answer(word, me, 2, 1)


def test_only_the_host_leads() -> None:
    rooms = Rooms()
    word, _ = asked(rooms)
    for act in (rooms.reveal, rooms.close, rooms.tally):
        with pytest.raises(RoomError, match="Only who opened"):
            act(word, "guessed")


def test_a_room_ends_after_its_time_or_when_closed() -> None:
    clock = Clock()
    rooms = Rooms(clock)
    word, host = asked(rooms)
    me = rooms.join(word, "")
    clock.now = HOURS - 1
    assert rooms.is_in(word, me)
    clock.now = HOURS
    assert not rooms.is_in(word, me)
    with pytest.raises(RoomError, match="no such room"):
        rooms.shown(word)
    word, host = asked(rooms)
    rooms.close(word, host)
    with pytest.raises(RoomError):
        rooms.join(word, "")


def test_limits_hold() -> None:
    rooms = Rooms()
    word, _ = rooms.open()
    for _ in range(MOST_STUDENTS):
        rooms.join(word, "x" * 1000)
    with pytest.raises(RoomError, match="full"):
        rooms.join(word, "")
    for _ in range(MOST_ROOMS - 1):
        rooms.open()
    with pytest.raises(RoomError, match="in use"):
        rooms.open()


def test_a_name_is_short_and_no_markup() -> None:
    rooms = Rooms()
    word, host = asked(rooms)
    rooms.answer(word, rooms.join(word, "<b>Zoë</b> O'Neil" + "x" * 99), 1, 0)
    ((name, _),) = rooms.tally(word, host).names
    assert name.startswith("bZoëb O'Neil")
    assert len(name) == 40

"""Work that takes a while: done once for all, stopped where it is, and gone on with."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import numpy as np
import pytest
import streamlit as st

from ui.frame import long_work
from ui.frame.long_work import digest, menu_at_the_end, read_only, worked


class Place:
    """Stands for what Streamlit draws: it counts what was said, and may end the run."""

    def __init__(self) -> None:
        self.said: list[float] = []
        self.overtaken = False

    def progress(self, done: float, words: str) -> None:
        if self.overtaken:
            raise KeyboardInterrupt
        self.said.append(done)

    def empty(self) -> None:
        pass


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    shown, session = Place(), dict[str, Any]()
    monkeypatch.setattr(st, "empty", lambda: shown)
    monkeypatch.setattr(st, "session_state", session)
    monkeypatch.setattr(long_work, "_line", lambda *_: shown)
    monkeypatch.setattr(long_work, "LINE_AFTER", -1.0)
    monkeypatch.setattr(long_work, "SLICE", 0.0001)
    monkeypatch.setattr(long_work, "_results", type(long_work._results)())
    return shown


def steps(made: list[int]) -> Generator[float, None, int]:
    for number in range(5):
        made.append(number)
        until = time.monotonic() + 0.001
        while time.monotonic() < until:
            pass
        yield (number + 1) / 5
    return 7


def test_a_result_is_made_once_and_known_afterwards(place: Place) -> None:
    made: list[int] = []
    assert worked("a", "key", lambda: steps(made), "") == 7
    assert worked("a", "key", lambda: steps(made), "") == 7
    assert made == [0, 1, 2, 3, 4]
    assert place.said == sorted(place.said)
    assert place.said


def test_what_was_overtaken_or_stopped_goes_on_where_it_was(place: Place) -> None:
    made: list[int] = []
    place.overtaken = True
    with pytest.raises(KeyboardInterrupt):
        worked("a", "key", lambda: steps(made), "")
    assert 0 < len(made) < 5
    place.overtaken = False
    long_work._stop("a:work", True)
    assert worked("a", "key", lambda: steps(made), "") is None
    long_work._stop("a:work", False)
    assert worked("a", "key", lambda: steps(made), "") == 7
    assert made == [0, 1, 2, 3, 4]


def test_another_key_is_another_piece_of_work(place: Place) -> None:
    made: list[int] = []
    place.overtaken = True
    with pytest.raises(KeyboardInterrupt):
        worked("a", "key", lambda: steps(made), "")
    place.overtaken = False
    again: list[int] = []
    assert worked("a", "other", lambda: steps(again), "") == 7
    assert again == [0, 1, 2, 3, 4]


def test_a_digest_tells_numbers_apart_and_what_is_kept_stays() -> None:
    one = np.arange(6.0)
    assert digest(one) == digest(one.copy())
    assert len({digest(one), digest(one + 1), digest(one.reshape(2, 3)), digest(one[::-1])}) == 4
    with pytest.raises(ValueError, match="read-only"):
        read_only(one)[0] = 1


def test_the_menu_comes_last_or_while_the_first_page_waits(place: Place) -> None:
    drawn: list[str] = []

    def page(key: str) -> None:
        with menu_at_the_end(lambda: drawn.append("menu")):
            worked("a", key, lambda: steps([]), "")
            drawn.append("page")

    page("first")
    assert drawn == ["menu", "page"]
    page("second")  # the browser has a menu now, whose links the page may still change
    assert drawn[2:] == ["page", "menu"]
    page("second")  # known: nothing to wait for
    assert drawn[4:] == ["page", "menu"]


def test_a_page_that_waits_for_nothing_has_its_menu_at_the_end(place: Place) -> None:
    drawn: list[str] = []
    with menu_at_the_end(lambda: drawn.append("menu")):
        drawn.append("page")
    long_work.draw_menu_meanwhile()  # another page's
    assert drawn == ["page", "menu"]

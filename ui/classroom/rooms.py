"""Rooms of a live class: who is in, what is asked, what was answered. Held in memory alone.

Nothing here knows the browser or Streamlit. All functions may be called from any thread.
"""

from __future__ import annotations

import os
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no word that somebody minds
MOST_ROOMS, MOST_STUDENTS, LONGEST_NAME = 200, 300, 40
MOST_CHOICES = 10
HOURS = 4 * 3600.0  # seconds that a room lasts
PROCESS = "CONVSCOPE_PROCESS"  # the environment variable with this process's name among several


def first_letters(process: str) -> str:
    """Return the letters with which the words of rooms in a process begin.

    A proxy reads in the first letter where a room is: B in the process "p1", C in "p2", and so on.
    A process without such a name is alone, and takes all.
    """
    number = re.fullmatch(r"p([1-9]\d?)", process, re.ASCII)
    return LETTERS[int(number[1]) - 1] if number and int(number[1]) <= len(LETTERS) else LETTERS


class RoomError(ValueError):
    """Say in a sentence why a room does not do what is asked of it."""


@dataclass(frozen=True)
class Shown:
    """What everybody in a room is shown."""

    number: int = 0  # grows with each view that is sent; 0: none yet
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()  # of the question
    right: int = 0
    revealed: bool = False


@dataclass
class _Room:
    host: str
    ends: float
    names: dict[str, str] = field(default_factory=dict)  # student -> name, "" for none
    answers: dict[str, int] = field(default_factory=dict)  # student -> choice
    shown: Shown = field(default_factory=Shown)


@dataclass(frozen=True)
class Tally:
    """What the host sees: how many are in, and how often each choice was given."""

    students: int
    counts: tuple[int, ...]
    names: tuple[tuple[str, int], ...]  # who answered what, of those who gave a name

    @property
    def answered(self) -> int:
        return sum(self.counts)


class Rooms:
    """All rooms of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, first: str = LETTERS) -> None:
        """Begin with no room. `first`: the letters with which a word may begin."""
        self._clock, self._lock, self._first = clock, threading.Lock(), first
        self._rooms: dict[str, _Room] = {}

    def open(self) -> tuple[str, str]:
        """Open a room; return its word and its host's secret. RoomError where all are taken."""
        with self._lock:
            self._forget()
            if len(self._rooms) >= MOST_ROOMS:
                raise RoomError("All rooms are in use. Try again later.")
            word = ""
            while not word or word in self._rooms:
                rest = "".join(secrets.choice(LETTERS) for _ in range(3))
                word = secrets.choice(self._first) + rest
            host = secrets.token_urlsafe(16)
            self._rooms[word] = _Room(host, self._clock() + HOURS)
            return word, host

    def close(self, word: str, host: str) -> None:
        """End a room and forget its answers."""
        with self._lock:
            self._hosted(word, host)
            del self._rooms[word]

    def join(self, word: str, name: str) -> str:
        """Return the secret of a new student; RoomError where the room is not there or is full."""
        with self._lock:
            room = self._room(word)
            if len(room.names) >= MOST_STUDENTS:
                raise RoomError(f"This room is full: {MOST_STUDENTS} are in it.")
            student = secrets.token_urlsafe(9)
            room.names[student] = re.sub(r"[^\w .'-]", "", name).strip()[:LONGEST_NAME]
            return student

    def leads(self, word: str, host: str) -> bool:
        """Tell whether this is the secret of who opened the room."""
        with self._lock:
            try:
                self._hosted(word, host)
            except RoomError:
                return False
            return True

    def is_elsewhere(self, word: str) -> bool:
        """Tell whether a room with this word would be in another process."""
        a_word = len(word) == 4 and set(word) <= set(LETTERS)
        return a_word and word[0] not in self._first

    def is_in(self, word: str, student: str) -> bool:
        """Tell whether a student is in a room: after a lost connection, too."""
        with self._lock:
            self._forget()
            room = self._rooms.get(word)
            return room is not None and student in room.names

    def send(
        self,
        word: str,
        host: str,
        page: str,
        query: Mapping[str, str],
        choices: tuple[str, ...],
        right: int,
    ) -> None:
        """Show everybody a view and its question; the answers to the last one are forgotten."""
        with self._lock:
            room = self._hosted(word, host)
            if not (0 <= right < len(choices) <= MOST_CHOICES):
                raise RoomError("This question cannot be asked in a room.")
            room.answers.clear()
            room.shown = Shown(
                room.shown.number + 1, page, MappingProxyType(dict(query)), choices, right
            )

    def reveal(self, word: str, host: str) -> None:
        """Show everybody the answer; none is taken any more."""
        with self._lock:
            room = self._hosted(word, host)
            one = room.shown
            room.shown = Shown(one.number, one.page, one.query, one.choices, one.right, True)

    def shown(self, word: str) -> Shown:
        """Return what everybody in a room is shown."""
        with self._lock:
            return self._room(word).shown

    def answer(self, word: str, student: str, number: int, choice: int) -> bool:
        """Take a student's first answer to view `number`; return whether it is the one that counts.

        What is late, forged or given twice changes nothing.
        """
        with self._lock:
            room = self._room(word)
            known = student in room.names and number == room.shown.number
            if not known or not 0 <= choice < len(room.shown.choices):
                return False
            if student not in room.answers and not room.shown.revealed:
                room.answers[student] = choice
            return room.answers.get(student) == choice

    def answer_of(self, word: str, student: str) -> int | None:
        """Return what a student answered to the view that is shown, None for nothing yet."""
        with self._lock:
            return self._room(word).answers.get(student)

    def tally(self, word: str, host: str) -> Tally:
        """Return what the host of a room sees."""
        with self._lock:
            room = self._hosted(word, host)
            counts = Counter(room.answers.values())
            named = [(room.names[one], choice) for one, choice in room.answers.items()]
            return Tally(
                len(room.names),
                tuple(counts[k] for k in range(len(room.shown.choices))),
                tuple(one for one in named if one[0]),
            )

    def _room(self, word: str) -> _Room:
        self._forget()
        if word not in self._rooms:
            raise RoomError("There is no such room. It may have ended.")
        return self._rooms[word]

    def _hosted(self, word: str, host: str) -> _Room:
        room = self._room(word)
        if not secrets.compare_digest(room.host.encode(), host.encode()):
            raise RoomError("Only who opened the room can do this.")
        return room

    def _forget(self) -> None:
        now = self._clock()
        for word in [word for word, room in self._rooms.items() if room.ends <= now]:
            del self._rooms[word]


ROOMS = Rooms(first=first_letters(os.environ.get(PROCESS, "")))

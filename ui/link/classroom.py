"""What a link says of the page around its lesson: for a projector, for a class.

It stays while the reader goes from figure to figure of one lesson.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.link.settings import Choice, Names, Setting, Switch, Text, Whole, quoted
from ui.link.view import Key, T
from ui.session.keys import CLASSROOM

PARTS = ("presets", "question", "code", "instructors")  # of a lesson, which a link may leave out
MOST_PRESETS = 12
MOST_QUESTIONS = 20  # of an exercise
Item = tuple[str, int]  # a question of an exercise: the path of its lesson, and its number there

PROJECTED = Switch("present")
NUMBERS = Choice("numbers", "point", ("point", "comma"))  # how a reader sees their decimals
CONTROLS = Choice("controls", "shown", ("shown", "locked", "hidden"))
LEFT_OUT = Names("without", [], PARTS, len(PARTS))
PRESETS = Names(
    "presets", [], tuple(str(number + 1) for number in range(MOST_PRESETS)), MOST_PRESETS
)  # by their numbers; none named: all


def read_exercise(text: str) -> tuple[Item, ...]:
    """Return the questions that a link strings together; ValueError for another text.

    >>> read_exercise("window.3,padding.1")
    (('window', 3), ('padding', 1))
    """
    parts = text.split(",")
    if len(parts) > MOST_QUESTIONS:
        raise ValueError(f"there are {len(parts)} questions, and {MOST_QUESTIONS} are the most")
    found = [re.fullmatch(r"([a-z-]{1,30})\.([1-9]\d{0,2})", part) for part in parts]
    if not all(found):
        raise ValueError("a question is a lesson, a point and a number, such as window.3")
    return tuple((one[1], int(one[2])) for one in found if one)


def write_exercise(items: tuple[Item, ...]) -> str:
    """Return the text that `read_exercise` reads."""
    return ",".join(f"{lesson}.{number}" for lesson, number in items)


EXERCISE = Text[tuple[Item, ...]]("exercise", (), read_exercise, write_exercise)
STEP = Whole("task", 1, 1, MOST_QUESTIONS)  # the question of the exercise that is on screen
OWN = Switch("own")  # each has numbers of their own
SECOND = Switch("retry", True)  # a wrong answer may be replaced once


def _matching(pattern: str, said: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(said)
        return text

    return parse


ROOM = Text[str]("room", "", _matching("[A-Z]{4}", "a room has four capital letters"), str)
STUDENT = Text[str]("student", "", _matching(r"[\w-]{12}", "it is none of a room"), str)
_CALLED: tuple[tuple[Setting[Any], str, str], ...] = (  # in a note; what is used where it is empty
    (PROJECTED, "the projector", ""),
    (NUMBERS, "the decimals", ""),
    (CONTROLS, "the controls", ""),
    (LEFT_OUT, "the parts that are left out", "none"),
    (PRESETS, "the figures to try", "all of them"),
    (EXERCISE, "the questions of the exercise", "none"),
    (STEP, "the step of the exercise", ""),
    (OWN, "questions of one's own", ""),
    (SECOND, "a second try", ""),
    (ROOM, "the room", "none"),
    (STUDENT, "the place in the room", "none"),
)
SETTINGS: Mapping[str, Setting[Any]] = {one.name: one for one, _, _ in _CALLED}


def read_classroom(query: Mapping[str, str], *, stays: bool) -> list[str]:
    """Take what a link says, and return a sentence for each part that it could not have.

    `stays`: the link leads from one figure to another, and what it leaves out holds on.
    """
    values, notes = {}, []
    for setting, called, empty in _CALLED:
        values[setting.name] = setting.default
        if (text := query.get(setting.name)) is None:
            continue
        value, wrong = setting.read(text)
        values[setting.name] = value
        if wrong:
            used = ("on" if value else "off") if isinstance(value, bool) else setting.write(value)
            used = f"“{used}”" if used else empty
            said = f"The link says “{quoted(text)}” for {called}."
            notes.append(f"{said} The app uses {used} instead.")
    if stays:
        known = st.session_state.get(CLASSROOM, {})
        values |= {name: value for name, value in known.items() if name not in query}
    st.session_state[CLASSROOM] = values
    return notes


def classroom(setting: Key[T]) -> T:
    """Return what the link said last of the page around the lesson."""
    value: T = st.session_state.get(CLASSROOM, {}).get(setting.name, setting.default)
    return value


def arrange(setting: Setting[T], value: T) -> None:
    """Change the page around the lesson; the address says it with the next run."""
    st.session_state.setdefault(CLASSROOM, {})[setting.name] = value


def has_comma() -> bool:
    """Tell whether numbers are read with a decimal comma."""
    return classroom(NUMBERS) == "comma"


def shows(part: str) -> bool:
    """Tell whether the page has this part of a lesson, one of PARTS."""
    return part not in classroom(LEFT_OUT)


def classroom_query() -> dict[str, str]:
    """Return the part of the address that says it: what is not as usual."""
    return written({one.name: classroom(one) for one in SETTINGS.values()})


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what a link says for these values: what is not as usual."""
    return {
        name: SETTINGS[name].write(value)
        for name, value in values.items()
        if value != SETTINGS[name].default
    }


def classroom_part(query: Mapping[str, str]) -> dict[str, str]:
    """Return what a link says of the page around its lesson."""
    return {name: text for name, text in query.items() if name in SETTINGS}

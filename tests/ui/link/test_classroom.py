"""What a link says of the page around its lesson stays from figure to figure, and no longer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from ui.link.classroom import (
    CONTROLS,
    LEFT_OUT,
    PRESETS,
    PROJECTED,
    SETTINGS,
    arrange,
    classroom,
    classroom_part,
    classroom_query,
    read_classroom,
    shows,
    written,
)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def test_a_projector_is_asked_for_and_ended() -> None:
    assert read_classroom({"stride": "2", "present": "1"}, stays=False) == []
    assert classroom(PROJECTED)
    assert classroom_query() == {"present": "1"}
    arrange(PROJECTED, False)
    assert classroom_query() == {}


def test_a_figure_of_the_lesson_keeps_it_and_another_link_does_not() -> None:
    read_classroom({"present": "1"}, stays=False)
    read_classroom({"stride": "2"}, stays=True)
    assert classroom(PROJECTED)
    read_classroom({"stride": "2"}, stays=False)
    assert not classroom(PROJECTED)


def test_what_is_wrong_is_said_once() -> None:
    (note,) = read_classroom({"present": "yes"}, stays=False)
    assert "yes" in note
    assert not classroom(PROJECTED)


def test_only_its_own_part_of_an_address_counts() -> None:
    assert classroom_part({"stride": "2", "present": "1"}) == {"present": "1"}


def test_a_link_for_a_class_comes_back_as_it_was_written() -> None:
    chosen = {"controls": "locked", "without": ["code", "instructors"], "presets": ["1", "3"]}
    query = written(chosen)
    assert read_classroom(query, stays=False) == []
    assert {one.name: classroom(one) for one in (CONTROLS, LEFT_OUT, PRESETS)} == chosen
    assert classroom_query() == query
    assert (shows("presets"), shows("code")) == (True, False)


def test_a_forged_link_opens_the_nearest_page_and_says_what_was_wrong() -> None:
    forged = {"controls": "locke", "without": "code,<script>", "presets": "99"}
    notes = read_classroom(forged, stays=False)
    assert len(notes) == 3
    assert "<" not in "".join(notes)
    assert classroom(CONTROLS) == "locked"
    assert classroom(LEFT_OUT) == ["code"]
    assert classroom(PRESETS) == []


def test_no_setting_of_a_lesson_has_a_name_of_the_page_around_it() -> None:
    """The address would say the one for the other, and a link for a class leave it out."""
    root = Path(__file__).parents[3]
    kinds = r'\b(?:Choice|Whole|Switch|Fixed|Text|Names|Cell|Place)(?:\[[^(]*\])?\(\s*"([a-z-]+)"'
    names: dict[str, set[str]] = {}
    for file in [*(root / "ui").rglob("*.py"), *(root / "pages").glob("*.py")]:
        for name in re.findall(kinds, file.read_text("utf-8")):
            names.setdefault(name, set()).add(file.name)
    assert len(names) > 100
    assert {name: names[name] for name in SETTINGS} == {name: {"classroom.py"} for name in SETTINGS}

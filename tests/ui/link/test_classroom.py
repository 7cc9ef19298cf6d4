"""What a link says of the page around its lesson stays from figure to figure, and no longer."""

from __future__ import annotations

import pytest
import streamlit as st

from ui.link.classroom import (
    PROJECTED,
    arrange,
    classroom,
    classroom_part,
    classroom_query,
    read_classroom,
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

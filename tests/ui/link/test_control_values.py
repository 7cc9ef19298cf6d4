"""A control shows what it stands for, and a run never takes back what its reader just did."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest

from tests.ui.visitor import visitor
from ui.link.control_values import HELD, moved, show

KEY = "architectures.layer-1-filters"


class Told(dict[str, object]):
    """A session that remembers what was written into it."""

    def __setitem__(self, key: str, value: object) -> None:
        super().__setitem__(key, value)
        self.__dict__.setdefault("written", []).append(key)

    def wrote(self) -> bool:
        """Tell whether the control was written since the last time this was asked."""
        written = self.__dict__.pop("written", [])
        return KEY in written


@pytest.fixture
def session() -> Iterator[Told]:
    told = Told()
    with visitor(), mock.patch("streamlit.session_state", told):
        yield told


@contextmanager
def later(seconds: float) -> Iterator[None]:
    now = time.monotonic() + seconds
    with mock.patch("ui.link.control_values.time.monotonic", return_value=now):
        yield


def says(session: Told, value: object) -> None:
    """Let the browser say that the control has a value: no write of the app's."""
    dict.__setitem__(session, KEY, value)


def test_a_control_is_written_in_every_run(session: Told) -> None:
    for _ in range(2):  # a run that was overtaken may not have arrived
        show(KEY, 64)
        assert (session[KEY], session.wrote()) == (64, True)


def test_a_control_that_its_reader_moves_is_left_alone(session: Told) -> None:
    show(KEY, 64)
    for value in (65, 66, 65, 64):
        says(session, value)
        session.wrote()
        show(KEY, value)
        assert (session[KEY], session.wrote()) == (value, False)
    show(KEY, 64)  # the run of another control, right after
    assert not session.wrote()
    with later(HELD + 1):
        show(KEY, 64)
        assert session.wrote()


def test_a_move_counts_whose_run_was_overtaken(session: Told) -> None:
    show(KEY, 64)
    for value in (65, 64):  # two keys, and only the second one's run comes this far
        says(session, value)
        moved(KEY)
    session.wrote()
    show(KEY, 64)
    assert not session.wrote()


def test_a_value_that_had_to_be_changed_is_written_even_then(session: Told) -> None:
    show(KEY, 4096)
    says(session, 4097)
    show(KEY, 4096)
    assert session[KEY] == 4096


def test_what_another_control_changed_is_written_until_it_has_arrived(session: Told) -> None:
    show(KEY, 64)
    says(session, 65)
    show(KEY, 65)
    for _ in range(2):  # the layer before was removed: this is another one
        session.wrote()
        show(KEY, 128)
        assert (session[KEY], session.wrote()) == (128, True)


def test_a_control_that_was_off_the_page_is_written(session: Told) -> None:
    show(KEY, 64)
    says(session, 65)
    show(KEY, 65)
    del session[KEY]
    show(KEY, 65)
    assert session[KEY] == 65

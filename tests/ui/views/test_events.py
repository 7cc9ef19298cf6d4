"""Whatever a browser sends, an event is of its shape or as if it had not been sent."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.forgeries import ODD_VALUES, changed_value
from tests.ui.sent_events import SENT
from tests.ui.visitor import visitor
from ui.views.drawing_pad import read_ink
from ui.views.events import either, finite, flag, record, sequence, text, whole
from ui.views.linked_view import CELL

UI = Path(__file__).parents[3] / "ui"


@pytest.mark.parametrize("name", SENT)
def test_what_a_view_sends_has_its_shape(name: str) -> None:
    event, sent = SENT[name]
    with visitor() as one:
        one.session["key"] = {event.name: sent}
        assert event.sent("key") == sent


@pytest.mark.parametrize("name", SENT)
def test_other_values_in_its_place_are_dropped_or_fit_as_well(name: str) -> None:
    event, sent = SENT[name]
    rng, dropped, reacted = random.Random(name), 0, []
    with visitor() as one:
        react = event.guarded("key", lambda: reacted.append(event.sent("key")))
        for _ in range(1000):
            value = rng.choice(ODD_VALUES)
            if isinstance(sent, dict) and rng.random() < 0.9:
                value = changed_value(sent, rng)
            one.session["key"] = {event.name: value}
            dropped += event.sent("key") is None
            react()
    assert dropped + len(reacted) == 1000
    assert 200 < dropped < 1000


@pytest.mark.parametrize("held", [None, {}, [], 5, "x", {"cell": None}, {"other": 1}])
def test_nothing_sent_is_nothing_said(held: object) -> None:
    with visitor() as one:
        one.session["key"] = held
        assert CELL.sent("key") is None
        assert CELL.parts("key") == {}
        assert read_ink(held) is None


def test_shapes_say_what_fits() -> None:
    assert whole(0, 3)(3)
    assert not any(map(whole(0, 3), (4, -1, 1.0, True, "1", None, 10**30)))
    assert all(map(finite, (0, -2.5, 10**30)))
    assert not any(map(finite, (True, "1", float("nan"), float("inf"), 10**400, None)))
    assert flag(False)
    assert not flag(0)
    assert text(3)("abc")
    assert not text(3)("abcd")
    pairs = sequence(whole(0), 2, 2)
    assert pairs([1, 2])
    assert not any(map(pairs, ([1], [1, 2, 3], (1, 2), [1, "2"], {}, None)))
    either_way = record({"b": flag}, a=either(whole(), text(1)))
    assert either_way({"a": 1})
    assert either_way({"a": "x", "b": True, "c": object()})
    assert not any(map(either_way, ({}, {"b": True}, {"a": 1, "b": 1}, {"a": []}, [])))


def test_every_value_that_a_script_sends_is_an_event_with_a_shape() -> None:
    sends = re.compile(r"set(?:State|Trigger)Value\(\s*\"(\w+)\"")
    sent = {name for path in UI.rglob("*.js") for name in sends.findall(path.read_text("utf-8"))}
    assert sent == {event.name for event, _ in SENT.values()}


def test_only_events_read_what_a_browser_sent() -> None:
    """A reaction that reads the session by itself would skip the check."""
    raw = re.compile(r"session_state(?:\.get\(|\[)[^\n]*\)? or \{\}\)?\.?(?:get|\[)")
    found = [str(path) for path in UI.rglob("*.py") if raw.search(path.read_text("utf-8"))]
    assert found == []

"""What was changed by hand can be taken back, step by step, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.ui.visitor import Visitor, visitor
from ui.lessons.one_dimension.controls import take_drawing
from ui.lessons.one_dimension.functions import typed_knots
from ui.link.pixel_edits import EDITS
from ui.link.undo import can_undo, keep_for_undo, undo
from ui.link.view import View


@pytest.fixture
def reader() -> Iterator[Visitor]:
    with visitor() as one:
        one.session["p.edits"] = {}
        yield one


def view_of(reader: Visitor) -> View:
    """Return the page's view: its settings are as the session has them."""
    return View("p", {EDITS.name: EDITS}, {EDITS.name: reader.session["p.edits"]})


def change(reader: Visitor, edits: Mapping[Any, int], *, goes_on: bool = False) -> bool:
    """Let the reader change pixels, and tell whether that can be undone."""
    keep_for_undo("p", {"edits": edits}, goes_on=goes_on)
    reader.session["p.edits"] = edits
    return can_undo(view_of(reader))


def taken_back(reader: Visitor) -> Any:
    undo("p")
    can_undo(view_of(reader))
    return reader.session["p.edits"]


def test_steps_are_taken_back_one_by_one(reader: Visitor) -> None:
    steps = [{(0, 0): 1}, {(0, 0): 2}, {(0, 0): 2, (1, 1): 3}]
    assert all(change(reader, one) for one in steps)
    assert [taken_back(reader) for _ in range(3)] == [steps[1], steps[0], {}]
    assert not can_undo(view_of(reader))


def test_a_pixel_that_gets_its_own_value_back_leaves_undo_where_it_was(reader: Visitor) -> None:
    change(reader, {(0, 0): 7})
    keep_for_undo("p", {"edits": {(0, 0): 10}})
    reader.session["p.edits"] = {}  # 10 is the pixel's own value: the page leaves the edit out
    assert can_undo(view_of(reader))
    assert taken_back(reader) == {(0, 0): 7}
    assert taken_back(reader) == {}


def test_an_edit_of_which_nothing_is_left_is_no_step(reader: Visitor) -> None:
    change(reader, {(0, 0): 7})
    keep_for_undo("p", {"edits": {(0, 0): 7, (1, 1): 10}})
    assert can_undo(view_of(reader))  # the page left the second one out
    assert taken_back(reader) == {}


def test_what_was_changed_otherwise_since_is_not_undone(reader: Visitor) -> None:
    change(reader, {(0, 0): 7})
    reader.session["p.edits"] = {(2, 2): 5}  # a link, or another picture
    assert not can_undo(view_of(reader))


def test_a_drag_is_one_step(reader: Visitor) -> None:
    change(reader, {(0, 0): 1})
    for value in range(2, 9):
        assert change(reader, {(0, 0): value}, goes_on=value > 2)
    assert taken_back(reader) == {(0, 0): 1}


def test_drawing_a_function_is_one_step_however_often_it_is_sent(reader: Visitor) -> None:
    reader.session |= {"p.f": "box", "p.fdrawn": ()}

    def drawn(knots: list[float], *, live: bool) -> None:
        sent = {"which": "f", "knots": knots, "live": live}
        reader.session["p:overlap"] = {"drawing": sent}
        take_drawing("p")

    for end in range(1, 4):
        drawn([0, 1, end, 1, 0], live=end < 3)
    drawn([0, 2, 2, 2, 0], live=False)
    undo("p")
    assert reader.session["p.fdrawn"] == typed_knots("0,1,3,1,0")
    undo("p")
    assert reader.session["p.f"] == "box"

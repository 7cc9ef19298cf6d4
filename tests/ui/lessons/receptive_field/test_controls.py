"""The controls of a stack act on the stack as it is, not as it was when they were drawn."""

from __future__ import annotations

import pytest

from tests.ui.visitor import visitor
from ui.lessons.receptive_field.controls import _add, _remove, _set
from ui.lessons.receptive_field.stacks import MOST_LAYERS, Slide, read_stack

PAGE = "receptive-field"
STACK = f"{PAGE}.stack"


def stack(text: str) -> tuple[Slide, ...]:
    return read_stack(text)[0]


def test_a_control_of_a_layer_that_is_gone_changes_nothing() -> None:
    with visitor() as one:
        one.session |= {STACK: stack("c3-m2"), f"{PAGE}.layer-3-size": 7, f"{PAGE}.layer-2-size": 7}
        before = dict(one.session)
        _set(PAGE, 3, "c")  # there were three layers
        _set(PAGE, 2, "c")  # the second was a convolution
        _remove(PAGE, 3)
        _add(PAGE, 3, Slide())
        assert one.session == before


def test_a_control_that_says_what_the_layer_is_already_does_not_lead_back_to_it() -> None:
    with visitor() as one:
        one.session |= {STACK: stack("c3-c5"), f"{PAGE}.layer-1-size": 3, f"{PAGE}.layer": 2}
        _set(PAGE, 1, "c")
        assert one.session[f"{PAGE}.layer"] == 2


def test_a_change_that_came_just_before_stays() -> None:
    with visitor() as one:
        one.session[STACK] = stack("c3-c3")
        one.session[f"{PAGE}.layer-2-size"] = 5
        _set(PAGE, 2, "c")
        _add(PAGE, 2, Slide("m", 2, 2))
        assert one.session[STACK] == stack("c3-c5-m2")
        _remove(PAGE, 1)
        assert one.session[STACK] == stack("c5-m2")


@pytest.mark.parametrize("count", [1, MOST_LAYERS])
def test_a_stack_keeps_one_layer_and_grows_to_the_most(count: int) -> None:
    with visitor() as one:
        one.session[STACK] = stack("-".join(["c3"] * count))
        for _ in range(MOST_LAYERS):
            _add(PAGE, 1, Slide())
        assert one.session[STACK] == stack("-".join(["c3"] * MOST_LAYERS))
        for _ in range(MOST_LAYERS):
            _remove(PAGE, 1)
        assert one.session[STACK] == stack("c3")

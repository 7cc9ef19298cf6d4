"""The controls of a network act on the network as it is, not as it was when they were drawn."""

from __future__ import annotations

import pytest

from tests.ui.visitor import visitor
from ui.lessons.architectures.controls import _rearrange, _take_input, _take_kind, _take_number
from ui.networks.text import MOST_LAYERS, Piece, read_network, write_network

PAGE = "architectures"
NET = f"{PAGE}.net"
BUTTONS = ("Add after", "↑ Up", "↓ Down", "Remove")


def network(text: str) -> tuple[Piece, ...]:
    return read_network(text)[0]


def test_a_control_of_a_layer_that_is_gone_changes_nothing() -> None:
    with visitor() as one:
        one.session |= {
            NET: network("c8-relu"),
            f"{PAGE}.layer-3-kind": "relu",
            f"{PAGE}.layer-3-size": 7,
            f"{PAGE}.layer-2-size": 7,
        }
        before = dict(one.session)
        for what in BUTTONS:
            _rearrange(PAGE, 3, what)
        _take_kind(PAGE, 3)
        _take_number(PAGE, 3, "c", "size")
        _take_number(PAGE, 2, "c", "size")  # the second layer was a convolution
        _take_input(PAGE, [f"{PAGE}.rows"])
        assert one.session == before


def test_a_change_that_came_just_before_stays() -> None:
    with visitor() as one:
        one.session |= {NET: network("c8-relu"), f"{PAGE}.layer-1-size": 5}
        _take_number(PAGE, 1, "c", "size")
        _rearrange(PAGE, 1, "↓ Down")
        assert one.session[NET] == network("relu-c8k5")
        assert one.session[f"{PAGE}.layer"] == 2


@pytest.mark.parametrize("here", [1, 2, 3])
@pytest.mark.parametrize("what", BUTTONS)
def test_buttons_do_what_they_say_or_nothing(what: str, here: int) -> None:
    names = ["relu", "flat", "gap"]
    at = here - 1
    expected = {
        "Add after": [*names[:here], "relu", *names[here:]],
        "Remove": [*names[:at], *names[here:]],
        "↑ Up": [["flat", "relu", "gap"], ["relu", "gap", "flat"]][at - 1] if at else names,
        "↓ Down": names if here == 3 else [["flat", "relu", "gap"], ["relu", "gap", "flat"]][at],
    }
    with visitor() as one:
        one.session[NET] = network("-".join(names))
        _rearrange(PAGE, here, what)
        assert write_network(one.session[NET]).split("-") == expected[what]


def test_a_network_keeps_one_layer_and_grows_to_the_most() -> None:
    with visitor() as one:
        one.session[NET] = network("relu")
        _rearrange(PAGE, 1, "Remove")
        assert one.session[NET] == network("relu")
        for _ in range(MOST_LAYERS):
            _rearrange(PAGE, 1, "Add after")
        assert one.session[NET] == network("-".join(["relu"] * MOST_LAYERS))

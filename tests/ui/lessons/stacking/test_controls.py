"""The controls of the lesson on stacking: layers come, go and come back as they were."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.visitor import visitor
from ui.lessons.stacking.controls import ADDED, _replace, _resize

PAGE = "stacking"


def resized(session: dict[str, Any], *layers: int) -> str:
    """Move the slider to each of these numbers of layers; return the kernels after the first."""
    for count in layers:
        session[f"{PAGE}.layers"] = count
        _resize(PAGE)
    return ",".join(session[f"{PAGE}.then"])


def test_layers_that_were_taken_away_come_back_with_their_kernels() -> None:
    with visitor() as one:
        one.session[f"{PAGE}.then"] = (
            "sharpen",
            "sharpen",
            "sobel-x",
            "sharpen",
        )
        assert resized(one.session, 4, 3, 2) == "sharpen"
        assert resized(one.session, 4) == "sharpen,sharpen,sobel-x"
        assert resized(one.session, 2, 5) == "sharpen,sharpen,sobel-x,sharpen"


@pytest.mark.parametrize("way", [(5,), (3, 5), (3, 4, 5), (5, 2, 4, 3, 5), (2, 5)])
def test_however_many_steps_a_slider_took_the_layers_are_the_same(way: tuple[int, ...]) -> None:
    with visitor() as one:
        one.session[f"{PAGE}.then"] = ("sharpen",)
        assert resized(one.session, *way) == ",".join(["sharpen", *ADDED[1:]])


def test_another_stack_is_not_mixed_with_layers_of_the_one_before() -> None:
    with visitor() as one:
        one.session[f"{PAGE}.then"] = (
            "sharpen",
            "sharpen",
        )
        resized(one.session, 2)
        one.session[f"{PAGE}.then"] = ("sobel-x",)
        assert resized(one.session, 3) == f"sobel-x,{ADDED[1]}"


def test_a_menu_of_a_layer_that_is_gone_changes_nothing() -> None:
    with visitor() as one:
        one.session |= {f"{PAGE}.then": ("sharpen",), f"{PAGE}.layer-5": "sobel-x"}
        _replace(PAGE, 3)
        assert one.session[f"{PAGE}.then"] == ("sharpen",)


def test_a_menu_changes_its_own_layer_and_takes_no_kernel_that_is_not_on_it() -> None:
    with visitor() as one:
        one.session |= {
            f"{PAGE}.then": (
                "sharpen",
                "sharpen",
            ),
            f"{PAGE}.layer-3": "sobel-x",
        }
        _replace(PAGE, 1)
        assert one.session[f"{PAGE}.then"] == (
            "sharpen",
            "sobel-x",
        )
        one.session[f"{PAGE}.layer-3"] = None
        _replace(PAGE, 1)
        assert one.session[f"{PAGE}.then"] == (
            "sharpen",
            "sobel-x",
        )

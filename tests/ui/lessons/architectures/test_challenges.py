"""The challenges with a budget: which networks meet them, counted here by hand."""

from __future__ import annotations

import pytest

from ui.lessons.architectures.challenges import CHALLENGES, field_of, standing
from ui.lessons.architectures.model import Planned, planned
from ui.networks.text import read_network

SMALL, QUICK, WIDE = range(3)


def network(text: str, size: tuple[int, int, int] = (28, 28, 1)) -> Planned:
    return planned(read_network(text)[0], size, 1)


def met(text: str, size: tuple[int, int, int] = (28, 28, 1)) -> list[int]:
    shown = network(text, size)
    return [number for number, one in enumerate(CHALLENGES) if one.met(shown)]


def test_the_network_of_lesson_13_is_just_too_large() -> None:
    assert 80 + (9 * 8 + 1) * 16 + (400 + 1) * 10 == 5258
    assert met("c8-relu-m2-c16-relu-m2-flat-dense10") == []


def test_fewer_kernels_a_stride_and_a_larger_field_meet_them() -> None:
    assert 80 + (9 * 8 + 1) * 14 + (350 + 1) * 10 == 4612
    assert met("c8-relu-m2-c14-relu-m2-flat-dense10") == [SMALL]
    assert 13 * 13 * 8 * 9 + 4 * 4 * 16 * 72 + 256 * 10 == 33160
    assert met("c8s2-relu-m2-c16-relu-flat-dense10") == [SMALL, QUICK]
    # 3, then + 2·2 at each doubling of the jump: 3, 5 (stride 2), ...
    wide = "c4s2-relu-m2-c8p1-relu-m2-c8p1-relu-flat-dense10"
    assert field_of(network(wide)) >= 20
    assert met(wide) == [SMALL, QUICK, WIDE]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("flat-dense10", (28, 28, 1)),  # no convolution
        ("c4-relu-m2-flat-dense2", (28, 28, 1)),
        ("c4-relu-c4-relu-m4-flat-dense5", (28, 28, 1)),  # 5 classes
        ("c4-relu-c4-relu-m4-flat-dense10", (28, 28, 3)),  # in colour
        ("c4k7-relu-c4k7-relu-c4k7-relu-c4k7-relu-c4k7-flat-dense10", (28, 28, 1)),  # no room
    ],
)
def test_another_task_does_not_count_however_cheap_it_is(text, size) -> None:
    assert met(text, size) == []
    assert standing(network(text, size)).startswith("The network on screen does not count yet")

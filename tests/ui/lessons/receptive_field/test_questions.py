"""Questions on receptive fields: answers against the core, named mistakes, no two alike."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cnn_core.geometry import window_counts
from cnn_core.nn import Conv2D
from cnn_core.receptive_fields import reach
from ui.frame.questions import ask, offered
from ui.lessons.receptive_field.model import Fields
from ui.lessons.receptive_field.questions import FIELD_QUESTIONS
from ui.lessons.receptive_field.stacks import read_stack
from ui.pictures import picture

SEEDS = range(1, 60)


def shown(stack: str = "c3p1-m2-c5s2p2", layer: int = 3, cell: tuple[int, int] = (3, 3)) -> Fields:
    return Fields(picture("digit-7"), read_stack(stack)[0], layer, cell)


@pytest.mark.parametrize("stack", ["c3p1-m2-c5s2p2", "c3d2-a2s1-c3", "c1-c1-c3s3"])
def test_every_kind_has_one_right_answer_and_names_mistakes(stack: str) -> None:
    about = shown(stack)
    assert len(offered(FIELD_QUESTIONS, about, about.cell)) >= 4
    for seed in SEEDS:
        question = ask(FIELD_QUESTIONS, about, about.cell, seed)
        assert len(set(question.choices)) == len(question.choices) >= 3
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values())
        assert question == ask(FIELD_QUESTIONS, about, about.cell, seed)


def numbers(text: str) -> list[int]:
    return [int(one.replace("−", "-")) for one in re.findall(r"−?\d+", text)]


def answers(kind: str, about: Fields):
    for seed in SEEDS:
        question = ask(FIELD_QUESTIONS, about, about.cell, seed, kind)
        yield question, question.choices[question.answer]


def test_stacked_layers_reach_what_they_move() -> None:
    for question, answer in answers("reach", shown()):
        count, side, *_ = numbers(question.text)
        seen = reach([Conv2D(kernel=side)] * count, (60, 60))
        assert int(seen.rows[0].sum()) == int(answer)


def test_overlaps_are_counted_windows() -> None:
    for question, answer in answers("overlap", shown()):
        side, _, stride = numbers(question.text)
        assert int(window_counts((60, 60), side, stride=stride).max()) == int(answer)


def test_fields_begin_where_the_core_says() -> None:
    about = shown()
    for question, answer in answers("begins", about):
        row = numbers(question.text)[4]
        assert about.field.of(row, 0)[0].start == numbers(answer)[0]


def test_a_pixel_just_outside_never_changes_the_cell() -> None:
    about = shown(stack="c3-c3", layer=2, cell=(5, 5))
    said = set()
    for question, answer in answers("outside", about):
        row, column = numbers(question.text)[5:7]
        assert answer.startswith("Yes") == bool(about.reach.pixels(5, 5)[row, column])
        said.add(answer)
    assert len(said) == 2


def test_one_more_layer_grows_by_jumps() -> None:
    for question, answer in answers("further", shown("c3-m2-c3", 3)):
        r, jump, side, *_ = numbers(question.text)
        assert (r, jump) == (8, 2)
        assert int(answer) == r + (side - 1) * jump


def test_the_larger_kernel_sees_the_farthest() -> None:
    for question, answer in answers("farthest", shown()):
        assert numbers(answer)[0] == max(numbers(choice + " 0")[0] for choice in question.choices)


def test_a_map_of_one_row_has_no_other_row_to_ask_for() -> None:
    about = shown("c11-c11-c8", 3, (0, 0))
    assert about.sizes[-1] == (1, 1)
    rng = np.random.default_rng(0)
    assert FIELD_QUESTIONS["begins"](about, (0, 0), rng) is None

"""Each guard finds the one thing it is there for, and nothing in a run that goes well."""

from __future__ import annotations

import math

import pytest

from cnn_core.training.diagnostics import WINDOW, Record, healthy, troubles

CHANCE = math.log(10)


def record(losses: list[float], batch: int = 16, counts: tuple[int, ...] = (9, 9)) -> Record:
    return Record(CHANCE, losses, batch=batch, counts=counts)


def kinds(one: Record) -> list[str]:
    return [trouble.kind for trouble in troubles(one)]


def test_three_losses_far_above_chance_are_an_explosion() -> None:
    far = 10 * CHANCE + 0.1
    assert kinds(record([2.0, far, far])) == []
    assert kinds(record([far, far, 2.0])) == []
    (trouble,) = troubles(record([2.0, 2.1, far, far, 1e9]))
    assert (trouble.kind, trouble.step, trouble.amount) == ("explosion", 3, 1e9)


@pytest.mark.parametrize("last", [math.nan, math.inf])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_explosion_beyond_all_numbers_is_told_once(last: float, place: int) -> None:
    losses = [2.0, 1e9, 1e9, 1e9]
    losses.insert(len(losses) - place, last)
    assert kinds(record(losses)) == ["not-a-number"]


def test_an_explosion_from_the_first_step_on_is_dated_1() -> None:
    (trouble,) = troubles(record([1e3] * 3))
    assert trouble.step == 1


def test_losses_that_come_and_go_diverge() -> None:
    (trouble,) = troubles(record([0.5] * 100 + [4.0, 4.0, 1.0] * 10))
    assert (trouble.kind, trouble.step) == ("divergence", 101)


def test_a_loss_that_rises_is_on_a_plateau_too() -> None:
    (trouble,) = troubles(record([1.3] * WINDOW + [2.2] * WINDOW))
    assert (trouble.kind, trouble.step) == ("plateau", 1)
    assert trouble.amount == pytest.approx(2.2)


def test_dead_relus_are_dated_by_the_half_and_counted_now() -> None:
    (trouble,) = troubles(Record(CHANCE, dead=[(0, 0.1), (50, 0.5), (100, 0.9)]))
    assert (trouble.kind, trouble.step, trouble.amount) == ("dead-relus", 50, 0.9)


@pytest.mark.parametrize("last", [math.nan, math.inf])
def test_a_loss_beyond_all_numbers_is_found(last: float) -> None:
    (trouble,) = troubles(record([2.0, last]))
    assert (trouble.kind, trouble.step) == ("not-a-number", 2)
    assert str(trouble.amount) == str(last)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((0, 7, 0), ["one-class"]),
        ((7, 7, 7), []),
        ((21, 6, 7), []),
        ((28, 7, 7), ["unbalanced"]),
        ((28, 0, 7), ["unbalanced"]),
        ((), []),
    ],
)
def test_what_the_labels_tell(counts: tuple[int, ...], found: list[str]) -> None:
    assert kinds(record([], counts=counts)) == found


def test_the_largest_class_and_the_only_one_are_named() -> None:
    (trouble,) = troubles(record([], counts=(5, 45)))
    assert (trouble.amount, trouble.label) == (0.9, 1)
    (trouble,) = troubles(record([], counts=(0, 5)))
    assert trouble.label == 1


def test_a_batch_of_one_is_told_unless_there_is_only_one_picture() -> None:
    assert kinds(record([], batch=1)) == ["batch-of-one"]
    assert kinds(record([], batch=2)) == []
    assert kinds(record([], batch=1, counts=(1,))) == ["one-class"]


def test_the_data_and_the_batch_do_not_spoil_a_state() -> None:
    assert healthy(troubles(record([], batch=1, counts=(5, 45))))
    assert not healthy(troubles(record([1e3] * 3)))

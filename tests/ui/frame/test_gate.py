"""The gate: one at a time, the one served longest ago first, and nobody waits for long."""

from __future__ import annotations

import itertools
import threading

import pytest

from ui.frame.gate import GONE, LENGTH, PAUSE
from ui.lessons.train import Gate


def test_one_at_a_time() -> None:
    gate = Gate()
    with gate.turn("a", 0) as mine:
        assert mine
        with gate.turn("b", 0.01) as yours:
            assert not yours
    with gate.turn("b", 0) as yours:
        assert yours


def test_who_was_refused_counts_as_training_and_who_left_does_not() -> None:
    gate = Gate()
    assert gate.training == 0
    with gate.turn("a", 0), gate.turn("b", 0):
        assert gate.training == 2
    gate.leave("a")
    assert gate.training == 1


def test_a_visitor_who_does_not_come_back_is_forgotten() -> None:
    now = [100.0]
    gate = Gate(lambda: now[0])
    with gate.turn("a", 0):
        pass
    now[0] += GONE + 0.1
    assert gate.training == 0


def test_the_one_served_longest_ago_goes_first() -> None:
    gate, order, waiting = Gate(), [], threading.Barrier(3)

    def come(visitor: str) -> None:
        waiting.wait()
        with gate.turn(visitor, 5) as mine:
            assert mine
            order.append(visitor)

    with gate.turn("late", 0):
        pass
    with gate.turn("holder", 0):
        visitors = [threading.Thread(target=come, args=(name,)) for name in ("late", "new")]
        for one in visitors:
            one.start()
        waiting.wait()
        # Both stand at the gate before it opens.
        while len(gate._waiting) < 2:
            pass
    for one in visitors:
        one.join()
    assert order == ["new", "late"]


def test_a_slice_that_fails_opens_the_gate_again() -> None:
    gate = Gate()
    try:
        with gate.turn("a", 0):
            raise RuntimeError
    except RuntimeError:
        pass
    with gate.turn("b", 0) as mine:
        assert mine


def test_who_trains_stays_away_for_as_long_as_the_turns_of_all_others_take() -> None:
    now = [100.0]
    gate = Gate(lambda: now[0])

    def turn(visitor: str, seconds: float) -> None:
        with gate.turn(visitor, 0):
            now[0] += seconds

    turn("a", LENGTH)
    assert gate.distance == 0
    turn("b", LENGTH)
    turn("c", LENGTH)
    assert gate.distance == pytest.approx(2 * PAUSE * LENGTH)
    for _ in range(100):
        for visitor in "abc":
            turn(visitor, 0.2)
    assert gate.distance == pytest.approx(2 * PAUSE * 0.2, rel=0.01)


def test_the_more_there_are_the_longer_one_is_waited_for() -> None:
    now = [100.0]
    gate = Gate(lambda: now[0])
    for number in range(20):
        with gate.turn(str(number), 0):
            pass
    now[0] += GONE + 0.1
    assert gate.training == 20


def test_who_leaves_after_each_turn_is_served_as_often_as_who_stays() -> None:
    """20 visitors with photographs, which take a turn each, beside 20 who train."""
    now, lock, order = [100.0], threading.Lock(), []
    gate = Gate(lambda: now[0])
    lengths = {f"photo {k}": 0.1 for k in range(20)} | {f"train {k}": 0.07 for k in range(20)}
    rounds, gone = 3, set[str]()

    def visit(visitor: str) -> None:
        for turn in range(rounds):
            with gate.turn(visitor, 1000) as mine:
                # Everybody else has come back before the gate opens for the next one.
                while len(gate._waiting) < len(lengths) - 1 - len(gone):
                    threading.Event().wait(0.0005)
                assert mine
                order.append((visitor, now[0]))
                now[0] += lengths[visitor]
                if visitor.startswith("photo"):
                    gate.leave(visitor)
                with lock:
                    gone.update({visitor} if turn == rounds - 1 else ())

    visitors = [threading.Thread(target=visit, args=(name,)) for name in lengths]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join(60)
    names = [name for name, _ in order]
    for first in range(0, len(names), len(lengths)):
        assert {*names[first : first + len(lengths)]} == {*lengths}
    times = {name: [at for who, at in order if who == name] for name in lengths}
    whole = sum(lengths.values())  # one turn of everybody
    assert all(
        later - at == pytest.approx(whole, abs=1e-6)
        for found in times.values()
        for at, later in itertools.pairwise(found[1:])
    )


def test_a_visitor_is_forgotten_after_a_while() -> None:
    now = [100.0]
    gate = Gate(lambda: now[0])
    with gate.turn("a", 0):
        pass
    gate.leave("a")
    assert gate._served == {"a": 100.0}
    now[0] += GONE + 1
    assert (gate.training, gate._served) == (0, {})


def test_a_visitor_s_next_run_waits_on_when_the_last_one_gives_up() -> None:
    gate, entered = Gate(), []

    def wait(seconds: float) -> None:
        with gate.turn("a", seconds) as mine:
            entered.append(mine)

    with gate.turn("b", 0):
        runs = [threading.Thread(target=wait, args=(seconds,)) for seconds in (0.05, 20)]
        for run in runs:
            run.start()
        runs[0].join()
    runs[1].join()
    assert entered == [False, True]

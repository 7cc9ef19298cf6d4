"""The benchmarks count threads, take turns and say what is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import bench, bench_growth, timing


def test_calls_take_turns_and_the_first_rounds_do_not_count() -> None:
    order: list[str] = []
    calls = {name: lambda name=name: order.append(name) for name in "ab"}
    taken = timing.in_turns(calls, 5, 10.0)
    assert order == ["a", "b"] * 8
    assert [len(times) for times in taken.values()] == [5, 5]


def test_calls_in_a_row_count_as_their_mean() -> None:
    calls: list[float] = []
    taken = timing.in_turns({"a": lambda: calls.append(0.0)}, 2, 10.0, 4)
    assert len(calls) == 4 * (2 + 3)
    assert len(taken["a"]) == 2


def test_time_that_is_up_leaves_one_round_at_least() -> None:
    assert len(timing.in_turns({"a": lambda: None}, 5, 0.0)["a"]) == 1


def test_a_process_is_told_its_threads() -> None:
    told = timing.environment(2)
    assert told["OMP_NUM_THREADS"] == told["OPENBLAS_NUM_THREADS"] == "2"
    assert set(os.environ) <= set(told)


def test_what_is_not_installed_is_absent(capsys: pytest.CaptureFixture[str]) -> None:
    assert timing.peer("no_such_library") is None
    assert timing.times_as_long({"own": 2.0}, "other", "own") == "absent"
    assert timing.times_as_long({"own": 2.0, "other": 5.0}, "other", "own") == "2.50"
    timing.print_table(["what", "ms"], [["sum", "1"]])
    assert capsys.readouterr().out == "| what | ms |\n|---|---:|\n| sum | 1 |\n\n"


def test_every_file_named_bench_is_run() -> None:
    files = Path(bench.__file__).parent.glob("bench_*.py")
    assert {f"bench_{name}" for name in bench.NAMES} == {file.stem for file in files}
    assert set(bench.TWICE) <= set(bench.NAMES)


def test_growth_is_the_slope_on_logarithmic_axes() -> None:
    sizes = [1, 2, 4, 8, 16, 32]
    times = [5.0, 5.0, 5.0, 64.0, 256.0, 1024.0]
    assert bench_growth.exponent(sizes, times) == pytest.approx(2.0)
    steepest, where = bench_growth.steepest(sizes, times)
    assert where == 8
    assert steepest == pytest.approx(3.678, abs=1e-3)

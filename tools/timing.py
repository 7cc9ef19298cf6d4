"""How every benchmark measures: calls in turns, medians, a stated number of threads, tables."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

Call = Callable[[], object]

# Libraries read them when they are loaded, so a new process must be given them.
_SWITCHES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def environment(threads: int) -> dict[str, str]:
    """Return the environment of a process whose libraries use that many threads."""
    return {**os.environ, **dict.fromkeys(_SWITCHES, str(threads))}


def threads() -> int:
    """Return the number of threads; a process that was not told begins again with one."""
    if any(name not in os.environ for name in _SWITCHES):
        os.execve(sys.executable, sys.orig_argv, environment(1))
    return int(os.environ[_SWITCHES[0]])


def peer(name: str) -> ModuleType | None:
    """Return a library to compare with, on as many threads as this process; None without it."""
    if importlib.util.find_spec(name) is None:
        return None
    library = importlib.import_module(name)
    if name == "torch":
        library.set_num_threads(threads())
    if name == "cv2":
        library.setNumThreads(threads())
    return library


def in_turns(
    calls: Mapping[str, Call], rounds: int, seconds: float, row: int = 1
) -> dict[str, list[float]]:
    """Return the milliseconds of each call, again and again.

    Each round makes every call in turn, so that a busy machine slows them alike: `row` times in a
    row, of which the mean counts, since training is one step after the other. There are
    as many rounds as asked for, or as fit into the seconds, but one at least, after three that
    fill caches and start libraries.
    """
    taken: dict[str, list[float]] = {name: [] for name in calls}
    begun = time.perf_counter()
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds + 3):
            if turn > 3 and time.perf_counter() - begun > seconds:
                break
            for name, call in calls.items():
                start = time.perf_counter()
                for _ in range(row):
                    call()
                taken[name].append(1000 * (time.perf_counter() - start) / row)
    finally:
        gc.enable()
    return {name: times[3:] for name, times in taken.items()}


def medians(
    calls: Mapping[str, Call], *, rounds: int = 40, seconds: float = 6, row: int = 1
) -> dict[str, float]:
    """Return the median milliseconds of each call: what one waits for, and fair for ratios."""
    measured = in_turns(calls, rounds, seconds, row)
    return {name: statistics.median(times) for name, times in measured.items()}


def shortest(
    calls: Mapping[str, Call], *, rounds: int = 40, seconds: float = 6
) -> dict[str, float]:
    """Return the least milliseconds of each call: what the work itself takes."""
    return {name: min(times) for name, times in in_turns(calls, rounds, seconds).items()}


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as the README shows it."""
    print(f"| {' | '.join(head)} |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
    print(flush=True)


def times_as_long(taken: Mapping[str, float], name: str, own: str) -> str:
    """Return how many times as long as the core another takes: above 1, the core is ahead."""
    return f"{taken[name] / taken[own]:.2f}" if name in taken else "absent"

"""Measure live training with several visitors at once, over real websocket sessions.

Run as `python -m tools.bench_visitors [--visitors 1 5 20] [--seconds 20] [--processes 1]`; with
`--sliders`, visitors move a slider each second instead. Several processes stand behind nginx, as
`tools.cluster` starts them. Each visitor runs the
toy network, asks for the next redraw once the last one has arrived, and now and then clicks Pause,
at any moment of a redraw under way: how long until a browser shows that it is paused? Raw speed is
that of the core alone, on one thread, measured in this process before and after each crowd.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cnn_core.data import digits
from cnn_core.training import Run
from tools import timing
from tools.cluster import cluster
from tools.server import serve
from tools.sliders import move_together
from tools.stream import Visitor, visit
from ui.lessons.train.trainer import LONGEST
from ui.shell.startup import LATER_SECONDS

COMPONENT = "network_view"
TAKE_IN = 0.008  # seconds that a browser takes from a message to its next one
PAINT = 0.016  # and until what it received is on the screen
CLICK_EVERY = 2.5  # seconds of one visitor's training between two clicks on Pause
REST = 0.3  # seconds until the visitor runs on


@dataclass
class Log:
    """What one visitor saw."""

    redraws: int = 0
    images: int = 0
    spans: list[tuple[float, float]] = field(default_factory=list)  # of training: from, to
    clicks: list[float] = field(default_factory=list)  # seconds until the answer
    bytes: int = 0


class Trainee:
    """One visitor who trains."""

    def __init__(self, visitor: Visitor, log: Log, seed: int) -> None:
        self.visitor, self.log = visitor, log
        self.random = random.Random(seed)
        self.tick = self.number = 0
        self.commands: list[dict[str, object]] = []
        self.scene: dict[str, object] = {}

    async def _receive(self) -> None:
        before = self.visitor.received
        self.scene = await self.visitor.scene(COMPONENT)
        self.log.bytes += self.visitor.received - before
        self.commands = [one for one in self.commands if int(str(one["n"])) > self._whole("done")]

    def _whole(self, name: str) -> int:
        return int(str(self.scene[name]))

    async def _ask(self, command: str = "") -> None:
        if command:
            self.number += 1
            self.commands.append({"n": self.number, "do": command, "value": None})
        asked = {"tick": self.tick, "sheet": self._whole("sheet"), "commands": self.commands}
        await self.visitor.ask({"asked": asked})

    async def click(self, command: str, running: bool) -> float:
        """Click, and return the seconds until the page shows it."""
        start = time.perf_counter()
        await self._ask(command)
        while bool(self.scene["running"]) != running or self.commands:
            await self._receive()
        return time.perf_counter() - start + PAINT

    async def train(self, until: float) -> None:
        """Train until a point in time, with clicks in between."""
        await self._receive()
        while time.perf_counter() < until:
            if self._whole("steps") > LONGEST // 2:  # a run has an end
                await self.click("restart", False)
            start, first = time.perf_counter(), self._whole("seen")
            await self.click("run", True)
            cycle = await self._stretch(until)
            # A click comes when it likes, in most cases while the server trains.
            self.tick += 1
            await self._ask()
            await asyncio.sleep(cycle * self.random.random())
            self.log.clicks.append(await self.click("pause", False))
            # A picture is sent before its slice: what was trained last is told with the pause.
            self.log.images += self._whole("seen") - first
            self.log.spans.append((start, time.perf_counter()))
            # The page follows once the pause was painted: its redraw is no click's.
            await asyncio.sleep(REST)

    async def _stretch(self, until: float) -> float:
        """Redraw after redraw, until the next click; return the seconds that one took."""
        start = time.perf_counter()
        end = min(until, start + CLICK_EVERY * self.random.uniform(0.7, 1.3))
        redraws = 0
        while not redraws or time.perf_counter() < end:
            await asyncio.sleep(TAKE_IN + float(str(self.scene["wait"])) / 1000)
            self.tick = self._whole("tick") + 1
            await self._ask()
            while self._whole("tick") < self.tick:
                await self._receive()
            redraws += 1
        self.log.redraws += redraws
        return (time.perf_counter() - start) / redraws


async def train_together(url: str, visitors: int, seconds: float) -> list[Log]:
    """Let so many visitors train at once, and return what each saw."""
    logs = [Log() for _ in range(visitors)]

    async def one(number: int) -> None:
        query = f"steps=0&seed={number % 1000}"
        async with visit(url, "train", query, agent=f"visitor {number}") as visitor:
            await Trainee(visitor, logs[number], number).train(time.perf_counter() + seconds)

    await asyncio.gather(*(one(number) for number in range(visitors)))
    return logs


def raw_speed(seconds: float) -> float:
    """Return the images a second of the core alone."""
    run, start = Run(digits().train), time.perf_counter()
    while time.perf_counter() - start < seconds:
        run.step()
    return run.seen / (time.perf_counter() - start)


def row(logs: list[Log], raw: float, alone: float) -> list[str]:
    """Return one line of the table."""
    total = throughput(logs)
    clicks = sorted(click for log in logs for click in log.clicks)
    redraws = statistics.mean(log.redraws / covered(log.spans) for log in logs)
    size = sum(log.bytes for log in logs) / max(1, sum(log.redraws for log in logs))
    return [
        str(len(logs)),
        f"{redraws:.1f}",
        f"{total:,.0f}",
        f"{total / raw:.0%}",
        f"{total / alone:.0%}",
        f"{1000 * statistics.median(clicks):.0f}",
        f"{1000 * clicks[int(0.95 * len(clicks))]:.0f}",
        f"{size / 1000:.0f}",
    ]


def throughput(logs: list[Log]) -> float:
    """Return the images of all together for each second in which anybody trained."""
    return sum(log.images for log in logs) / covered([span for log in logs for span in log.spans])


def covered(spans: Sequence[tuple[float, float]]) -> float:
    """Return the seconds that lie in at least one span."""
    total, end = 0.0, -math.inf
    for start, stop in sorted(spans):
        total += max(0.0, stop - max(start, end))
        end = max(end, stop)
    return total


def main() -> None:
    """Print how live training holds up."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 5, 20])
    parser.add_argument("--seconds", type=float, default=20, help="for each number of visitors")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--sliders", action="store_true")
    options = parser.parse_args()
    timing.threads()
    crowds, seconds, processes = options.visitors, options.seconds, options.processes
    if options.sliders:
        print("## A slider moved each second, over websockets\n")
        heads = ["visitors", "moves/s in all", "median, ms", "p95, ms"]
        timing.print_table(heads, slider_rows(crowds, seconds, processes))
        return
    print("## Live training over websockets\n")
    heads = [
        "visitors",
        "redraws/s each",
        "images/s in all",
        "of the core alone",
        "of one visitor",
        "pause, ms",
        "p95, ms",
        "kB a redraw",
    ]
    timing.print_table(heads, rows(crowds, seconds, processes))


@contextmanager
def serving(processes: int) -> Iterator[str]:
    """Serve the app from so many processes, and yield the address for visitors."""
    with tempfile.TemporaryDirectory() as folder:
        if processes == 1:
            with serve(Path(folder) / "app.log") as server:
                yield server.url
        else:
            with cluster(Path(folder), processes) as running:
                yield running.url


def rows(crowds: Sequence[int], seconds: float, processes: int) -> Iterator[list[str]]:
    """Measure crowd after crowd, and return a line of the table for each."""
    raw, alone = raw_speed(2), 0.0
    for visitors in crowds:
        with serving(processes) as url:
            # Fills caches, until all that the server loads in its first seconds is there.
            asyncio.run(train_together(url, processes, LATER_SECONDS + 3))
            logs = asyncio.run(train_together(url, visitors, seconds))
        before, raw = raw, raw_speed(2)
        alone = alone or throughput(logs)
        yield row(logs, statistics.mean((before, raw)), alone)


def slider_rows(crowds: Sequence[int], seconds: float, processes: int) -> Iterator[list[str]]:
    """Measure crowd after crowd with a slider, and return a line of the table for each."""
    for visitors in crowds:
        with serving(processes) as url:
            asyncio.run(move_together(url, processes, LATER_SECONDS + 3))
            start = time.perf_counter()
            taken = sorted(asyncio.run(move_together(url, visitors, seconds)))
            passed = time.perf_counter() - start
        yield [
            str(visitors),
            f"{len(taken) / passed:.1f}",
            f"{1000 * statistics.median(taken):.0f}",
            f"{1000 * taken[int(0.95 * len(taken))]:.0f}",
        ]


if __name__ == "__main__":
    main()

"""What one process is doing, in numbers, for whoever watches over it.

`/metrics` says them in the text format of Prometheus (version 0.0.4). Nobody is named: there are
only counts, seconds and bytes.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.views.address import below_app

KIND = "text/plain; version=0.0.4"
REMEMBERED = 1_000  # reruns, of which the quantiles are taken
QUANTILES = (0.5, 0.95)


class Steps(Protocol):
    """A training that says how many batches it has learned from."""

    @property
    def steps(self) -> int:
        """The number of batches."""


class Metrics:
    """Counts since the process began. Any thread may add to them."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._lock = threading.Lock()
        self._seconds: deque[float] = deque(maxlen=REMEMBERED)
        self.began = time.time()
        self.visitors = 0  # connected now
        self.sessions = 0  # connections since the process began
        self.reruns = 0
        self.rerun_seconds = 0.0
        self.training_steps = 0

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """Count one run of a page, and how long it takes, however it ends."""
        start = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - start
            with self._lock:
                self._seconds.append(seconds)
                self.reruns += 1
                self.rerun_seconds += seconds

    @contextmanager
    def training(self, run: Steps) -> Iterator[None]:
        """Count the steps that a training does meanwhile, each of one batch."""
        before = run.steps
        try:
            yield
        finally:
            with self._lock:
                self.training_steps += max(run.steps - before, 0)

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Count one visitor for as long as the connection lasts."""
        with self._lock:
            self.visitors += 1
            self.sessions += 1
        try:
            yield
        finally:
            with self._lock:
                self.visitors -= 1

    def quantile(self, share: float) -> float | None:
        """Return the seconds that this share of the last reruns kept to, None before the first."""
        with self._lock:
            ordered = sorted(self._seconds)
        return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else None

    def text(self) -> str:
        """Return all numbers in Prometheus' text format."""
        lines = []

        def say(name: str, kind: str, help_: str, *values: tuple[str, float]) -> None:
            lines.append(f"# HELP convscope_{name} {help_}")
            lines.append(f"# TYPE convscope_{name} {kind}")
            lines.extend(f"convscope_{name}{label} {value:.10g}" for label, value in values)

        found = [(share, self.quantile(share)) for share in QUANTILES]
        quantiles = [(f'{{quantile="{s}"}}', v) for s, v in found if v is not None]
        say("visitors", "gauge", "Browsers connected now.", ("", self.visitors))
        say("sessions_total", "counter", "Connections since the start.", ("", self.sessions))
        say(
            "rerun_seconds",
            "summary",
            f"Time that a page took; quantiles of the last {REMEMBERED:,} reruns.",
            *quantiles,
            ("_sum", self.rerun_seconds),
            ("_count", self.reruns),
        )
        say(
            "training_steps_total",
            "counter",
            "Batches that visitors' networks have learned from.",
            ("", self.training_steps),
        )
        memory = resident_memory()
        if memory is not None:
            say("memory_bytes", "gauge", "Resident memory of this process.", ("", memory))
        say("start_time_seconds", "gauge", "When the process began.", ("", self.began))
        return "\n".join(lines) + "\n"


METRICS = Metrics()


def resident_memory() -> int | None:
    """Return this process's memory in bytes now; None where the system does not say."""
    if sys.platform != "linux":
        return None
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class CountedVisits:
    """Middleware: counts the connections of browsers."""

    def __init__(self, app: ASGIApp, metrics: Metrics = METRICS) -> None:
        """Stand before `app`."""
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting it if it is a visitor's connection."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        with self.metrics.visit():
            await self.app(scope, receive, send)


def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


def _metrics(_: Request) -> Response:
    return Response(METRICS.text(), headers={"content-type": KIND, "cache-control": "no-store"})


def routes() -> list[Route]:
    """Return the addresses for those who watch: whether it answers, and what it is doing."""
    return [
        Route(below_app("healthz"), _healthz),
        Route(below_app("metrics"), _metrics),
    ]

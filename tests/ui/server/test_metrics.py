"""What is counted is what happened, in a text that Prometheus reads."""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import dataclass

import numpy as np
import pytest
from starlette.types import Message, Receive, Scope, Send

from ui.server.metrics import CountedVisits, Metrics


def values(text: str) -> dict[str, float]:
    """Read the text format: name with labels -> value. Every name has its help and its kind."""
    found: dict[str, float] = {}
    told: dict[str, set[str]] = {"HELP": set(), "TYPE": set()}
    for line in text.splitlines():
        if line.startswith("#"):
            _, what, name, _ = line.split(" ", 3)
            told[what].add(name)
            continue
        match = re.fullmatch(r"([a-z_]+)(\{[a-z]+=\"[\d.]+\"\})? (\S+)", line)
        assert match, line
        assert match[1].removesuffix("_sum").removesuffix("_count") in told["TYPE"] & told["HELP"]
        found[match[1] + (match[2] or "")] = float(match[3])
    return found


def test_reruns_are_counted_however_they_end() -> None:
    metrics = Metrics()
    with metrics.rerun():
        pass
    with pytest.raises(KeyError), metrics.rerun():
        raise KeyError
    found = values(metrics.text())
    assert found["convscope_rerun_seconds_count"] == 2
    assert 0 < found['convscope_rerun_seconds{quantile="0.5"}'] < 1
    assert found["convscope_rerun_seconds_sum"] == pytest.approx(metrics.rerun_seconds)


@pytest.mark.parametrize("count", [1, 2, 7, 100])
@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_quantile_is_the_time_that_so_many_kept_to(count: int, share: float) -> None:
    metrics = Metrics()
    seconds = np.random.default_rng(count).random(count)
    metrics._seconds.extend(seconds)
    found = metrics.quantile(share)
    assert found == np.quantile(seconds, share, method="inverted_cdf")


def test_before_the_first_rerun_there_is_no_quantile() -> None:
    metrics = Metrics()
    assert metrics.quantile(0.95) is None
    assert not [name for name in values(metrics.text()) if "quantile" in name]


@dataclass
class Counted:
    steps: int = 10


def test_the_steps_of_a_training_are_counted_however_it_ends() -> None:
    metrics, run = Metrics(), Counted()
    with metrics.training(run):
        run.steps += 3

    def fail() -> None:
        run.steps += 4
        raise ValueError("too large")

    with pytest.raises(ValueError, match="too large"), metrics.training(run):
        fail()
    with metrics.training(run):
        run.steps = 0  # the reader went back
    assert values(metrics.text())["convscope_training_steps_total"] == 7


def test_what_threads_count_at_the_same_time_is_not_lost() -> None:
    metrics = Metrics()

    def train() -> None:
        for _ in range(1_000):
            run = Counted()
            with metrics.training(run):
                run.steps += 3

    threads = [threading.Thread(target=train) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert metrics.training_steps == 24_000


def test_a_visitor_counts_while_the_connection_lasts() -> None:
    metrics = Metrics()
    during: list[float] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        during.append(values(metrics.text())["convscope_visitors"])
        if scope["path"] == "/breaks":
            raise ConnectionError

    async def nothing() -> Message:
        return {"type": "websocket.connect"}

    async def quiet(_: Message) -> None:
        pass

    app = CountedVisits(inner, metrics)
    asyncio.run(app({"type": "websocket", "path": "/"}, nothing, quiet))
    with pytest.raises(ConnectionError):
        asyncio.run(app({"type": "websocket", "path": "/breaks"}, nothing, quiet))
    asyncio.run(app({"type": "http", "path": "/"}, nothing, quiet))
    found = values(metrics.text())
    assert during == [1, 1, 0]
    assert (found["convscope_visitors"], found["convscope_sessions_total"]) == (0, 2)


def test_memory_is_this_process_s() -> None:
    assert values(Metrics().text())["convscope_memory_bytes"] > 20e6

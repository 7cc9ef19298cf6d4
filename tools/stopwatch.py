"""A page under measure: what it is asked to do, and how long its answer takes to be painted."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools import chromium

PROBE = Path(__file__).with_name("painted.js").read_text("utf-8")
PAUSE = 150  # ms between two changes, so that one never waits for the last
PROBED_EVERY = 12  # pixels between two places where a cell is looked for


@dataclass(frozen=True)
class Times:
    """Milliseconds that one thing took, again and again."""

    all: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """The one that 95 of 100 do not exceed."""
        return sorted(self.all)[int(0.95 * len(self.all))]


def open_page(browser: Browser, url: str) -> Page:
    """Open a page with the probe in it, and wait until it rests."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(PROBE)
    page.goto(url)
    chromium.settle(page)
    page.wait_for_timeout(5 * PAUSE)
    return page


def timed(page: Page, what: str, event: str, act: Callable[[], None]) -> float:
    """Return the milliseconds from the first such event of `act` until `what` is painted."""
    page.wait_for_timeout(PAUSE)
    page.evaluate("([what, event]) => bench.arm(what, event)", [what, event])
    act()
    late = "new Promise((_, late) => setTimeout(() => late('never painted'), 10000))"
    return float(page.evaluate(f"Promise.race([bench.answer, {late}])"))


def press(page: Page, what: str, key: str) -> float:
    """Return the time from a key on the size slider until `what` is painted."""
    page.bring_to_front()
    page.locator(".st-key-kernels-size input[type=range]").focus()
    return timed(page, what, "keydown", lambda: page.keyboard.press(key))


def hovers(page: Page, count: int) -> Times:
    """Point at `count` cells of the map, one after the other: each until it is highlighted."""
    page.bring_to_front()
    x, y = find(page, "row ", from_right=True)
    taken = []
    for turn in range(count):
        before = page.evaluate("bench.words()")
        # A walk over the map, some cells a step.
        place = (x - 24 - 9 * (turn % 7), y + 11 * (turn % 5))
        taken.append(timed(page, "view", "pointermove", partial(page.mouse.move, *place)))
        if page.evaluate("bench.words()") == before:
            raise RuntimeError(f"the pointer at {place} changed nothing: {before}")
    return Times(taken)


def drags(page: Page, count: int, seconds: float) -> tuple[Times, float, float]:
    """Drag a weight: single steps until they are painted, then for `seconds` without a stop.

    Return the times, and of the long drag repaints and movements per second.
    """
    page.bring_to_front()
    x, y = find(page, "weight at row")
    page.mouse.move(x, y)
    page.mouse.down()
    steps = [8 * (1 + turn % 2) for turn in range(count)]
    taken = [
        timed(page, "map", "pointermove", partial(page.mouse.move, x, y - step)) for step in steps
    ]
    page.wait_for_timeout(PAUSE)
    page.evaluate("bench.repaints.length = 0")
    start, moves = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        moves += 1
        page.mouse.move(x, y - 8 * (moves % 6))
        time.sleep(max(0, start + moves / 60 - time.perf_counter()))
    repaints = page.evaluate("bench.repaints.length")
    page.mouse.up()
    return Times(taken), repaints / seconds, moves / seconds


def find(page: Page, words: str, *, from_right: bool = False) -> tuple[float, float]:
    """Look over the linked view with the pointer for a cell of which it says `words`."""
    bounds = page.locator(".linked-view canvas").bounding_box()
    if bounds is None:
        raise RuntimeError("there is no linked view on the page")
    for x, y in _places(bounds["width"], bounds["height"], from_right):
        at = bounds["x"] + x, bounds["y"] + y
        page.mouse.move(*at)
        page.evaluate("new Promise(go => requestAnimationFrame(() => setTimeout(go)))")
        if page.evaluate("bench.words()").startswith(words):
            return at
    raise RuntimeError(f"the linked view never says {words!r}")


def _places(width: float, height: float, from_right: bool) -> Iterator[tuple[float, float]]:
    columns = range(PROBED_EVERY, int(width), PROBED_EVERY)
    for part in (0.5, 0.4, 0.6):
        for column in reversed(columns) if from_right else columns:
            yield column, height * part

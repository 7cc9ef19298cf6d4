"""The one gate of the process: of all who train, one at a time, the one served longest ago first.

Slices of training that run at once would fight over the interpreter and finish later, all of
them. Waiting is bounded, so that a click never queues behind other visitors' slices.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Seconds after which a visitor who did not come back counts as gone, beside the turns of others.
GONE = 3.0
# A turn as long as the slices are, before any was measured; how fast the mean follows; and how many
# times as long it is until the next one can begin, for who trained has an answer to send.
LENGTH, FOLLOWS, PAUSE = 0.08, 0.1, 1.25
SLICE = 0.07  # seconds of training between two redraws
# Beyond so many visitors, redraws would cost more than they show: longer slices, fewer of them.
FEW, LONG_SLICE = 6, 0.15
WAIT = 0.1  # seconds to wait for a slice's turn: a click comes through in between


class Gate:
    """Lets one visitor in at a time, and knows how many want in. Safe between threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._changed = threading.Condition()
        self._busy = False
        self._seen: dict[str, float] = {}  # visitor -> when last here
        self._served: dict[str, float] = {}  # visitor -> when last let in
        self._waiting: set[str] = set()
        self._length = LENGTH

    @contextmanager
    def turn(self, visitor: str, wait: float) -> Iterator[bool]:
        """Yield whether this visitor may train now, after waiting at most `wait` seconds."""
        mine = self._enter(visitor, wait)
        start = self._now()
        try:
            yield mine
        finally:
            if mine:
                with self._changed:
                    self._length += FOLLOWS * (self._now() - start - self._length)
                    self._busy = False
                    self._changed.notify_all()

    def leave(self, visitor: str) -> None:
        """Count a visitor no more, who paused, left or has all that was asked for.

        When the visitor was served is remembered for a while: who comes back at once is not the
        first again.
        """
        with self._changed:
            self._seen.pop(visitor, None)
            self._changed.notify_all()

    @property
    def training(self) -> int:
        """How many visitors train now."""
        with self._changed:
            self._forget()
            return len(self._seen)

    @property
    def slice(self) -> float:
        """Seconds that one turn of training takes now."""
        return SLICE if self.training <= FEW else LONG_SLICE

    @property
    def distance(self) -> float:
        """Seconds that a visitor should stay away, so that all others have had their turn."""
        return PAUSE * self._length * max(0, self.training - 1)

    def _enter(self, visitor: str, wait: float) -> bool:
        deadline = self._now() + wait
        with self._changed:
            self._forget()
            self._seen[visitor] = self._now()
            self._served.setdefault(visitor, 0.0)
            self._waiting.add(visitor)
            try:
                while self._busy or self._first() != visitor:
                    left = deadline - self._now()
                    if left <= 0 or not self._changed.wait(left):
                        return False
                    # A run of the page that ends takes out its visitor, whose next one may wait.
                    self._waiting.add(visitor)
                self._busy = True
                self._served[visitor] = self._now()
                return True
            finally:
                self._waiting.discard(visitor)
                self._changed.notify_all()

    def _first(self) -> str:
        """Return whom of those waiting the gate is for."""
        return min(self._waiting, key=lambda one: self._served.get(one, 0.0))

    def _forget(self) -> None:
        late = self._now() - GONE - PAUSE * self._length * (len(self._seen) - 1)
        for visitor in [one for one, seen in self._seen.items() if seen < late]:
            if visitor not in self._waiting:
                del self._seen[visitor]
        for visitor in [one for one, served in self._served.items() if served < late]:
            if visitor not in self._seen:
                del self._served[visitor]


GATE = Gate()

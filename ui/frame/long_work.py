"""Work that takes a while: in turns with other visitors, with its progress, stopped, and kept.

A piece of work is a generator that yields the share that is done and returns its result. It goes on
for a slice of time at each turn of the gate. What the reader chooses meanwhile ends this run of the
page; the work stays where it is, and goes on as soon as it is asked for again. `worked` stays until
all is done; `advanced` takes one turn, for a picture that is drawn anew after each.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, TypeVar
from uuid import uuid4

import numpy as np
import streamlit as st

from ui.frame.gate import GATE
from ui.session.keys import MENU_DRAWN, page_key

VISITOR = page_key("zoo", "visitor")

T = TypeVar("T")
Work = Generator[float, None, T]

SLICE = 0.1  # seconds of a turn
WAIT = 0.5  # seconds to wait for one, between two looks whether the reader chose something else
LINE_AFTER = 0.3  # seconds after which the reader is told how far it is
MOST = 32  # results that are kept for all visitors, by the numbers they come from

_run = threading.local()  # a run of the app has a thread of its own
_results: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


class Last:
    """What is drawn once, when a page is: the menu."""

    def __init__(self, draw: Callable[[], None]) -> None:
        self._draw, self._drawn = draw, False

    def draw(self) -> None:
        """Draw it, unless it is drawn already."""
        if not self._drawn:
            self._drawn = True
            self._draw()


@dataclass
class Own:
    """One reader's piece of work."""

    key: Hashable
    work: Generator[Any, None, Any]
    done: float = 0.0
    stopped: bool = False
    seen: Any = None  # what its last step yielded


@dataclass(frozen=True)
class Standing(Generic[T]):
    """How far a piece of work is whose steps are shown."""

    result: T | None  # None until all is done
    seen: Any  # what its last step yielded, None before the first
    stopped: bool


@contextmanager
def menu_at_the_end(draw: Callable[[], None]) -> Iterator[None]:
    """Draw a page inside, and the menu after it, when all is chosen that its links carry.

    If the first page of a visit waits for a piece of work, the menu is drawn then: there is none in
    the browser yet, and the reader may want to go elsewhere.
    """
    menu, state = Last(draw), st.session_state
    _run.menu = None if MENU_DRAWN in state else menu
    try:
        yield
    finally:
        _run.menu = None
    menu.draw()
    state[MENU_DRAWN] = True


def draw_menu_meanwhile() -> None:
    """Draw the menu, on a page without one; call it as soon as the reader has to wait."""
    menu: Last | None = getattr(_run, "menu", None)
    if menu:
        menu.draw()


def worked(name: str, key: Hashable, make: Callable[[], Work[T]], words: str) -> T | None:
    """Return what a piece of work comes to; None while the reader has stopped it.

    Call it where a progress line may stand. `name` is its place on the page, and `key` says all
    that it depends on: results are kept by it for everybody, and nobody may change them.
    """
    slot = page_key(name, "work")
    place = st.empty()  # always there, so that nothing below it is made anew
    known: list[T] = _known(key, slot)
    if known:
        return known[0]
    own = _own(slot, key, make)
    if own.stopped:
        _line(place, name, own, slot).progress(min(own.done, 1.0), f"Stopped. {words}")
        return None
    result: T = _to_the_end(own, lambda: _line(place, name, own, slot), words)
    place.empty()
    _keep(slot, key, result)
    return result


def advanced(
    name: str, key: Hashable, make: Callable[[], Generator[Any, None, T]], seconds: float = SLICE
) -> Standing[T]:
    """Go on with a piece of work for one turn of so many seconds, unless the reader stopped it.

    `name` and `key` as for `worked`. Each step yields what may be shown of it.
    """
    slot, me = page_key(name, "work"), visitor()
    known: list[T] = _known(key, slot)
    if known:
        return Standing(known[0], None, stopped=False)
    own = _own(slot, key, make)
    if not own.stopped:
        until = time.monotonic() + seconds
        try:
            with GATE.turn(me, WAIT) as mine:
                while mine and time.monotonic() < until:
                    own.seen = next(own.work)
        except StopIteration as end:
            GATE.leave(me)
            result: T = end.value
            _keep(slot, key, result)
            return Standing(result, own.seen, stopped=False)
    if own.stopped:
        GATE.leave(me)
    return Standing(None, own.seen, own.stopped)


def halt(name: str, *, stopped: bool) -> None:
    """Stop the reader's piece of work of this name, or let it go on."""
    _stop(page_key(name, "work"), stopped)


def _known(key: Hashable, slot: str) -> list[Any]:
    """Return what a piece of work came to, [] where nobody has done it; then the reader's ends."""
    with _lock:
        if key not in _results:
            return []
        _results.move_to_end(key)
        st.session_state.pop(slot, None)
        return [_results[key]]


def _own(slot: str, key: Hashable, make: Callable[[], Generator[Any, None, Any]]) -> Own:
    """Return the reader's piece of work with this key; another one is dropped."""
    own: Own | None = st.session_state.get(slot)
    if own is None or own.key != key:
        own = st.session_state[slot] = Own(key, make())
    return own


def _keep(slot: str, key: Hashable, result: Any) -> None:
    del st.session_state[slot]
    with _lock:
        _results[key] = result
        while len(_results) > MOST:
            _results.popitem(last=False)


def visitor() -> str:
    """Return the name under which this visitor takes turns."""
    name: str = st.session_state.setdefault(VISITOR, uuid4().hex)
    return name


def _to_the_end(own: Own, line: Callable[[], Any], words: str) -> Any:
    """Work in turns; each word of progress is where Streamlit ends a run that is overtaken."""
    start, me = time.monotonic(), visitor()
    told = None
    try:
        while True:
            with GATE.turn(me, WAIT) as mine:
                until = time.monotonic() + SLICE
                while mine and time.monotonic() < until:
                    own.done = next(own.work)
            if time.monotonic() - start > LINE_AFTER:
                told = told or line()
                draw_menu_meanwhile()
                told.progress(min(own.done, 1.0), words)
    except StopIteration as end:
        return end.value
    finally:
        GATE.leave(me)


def _line(place: Any, name: str, own: Own, slot: str) -> Any:
    """Return where the progress is said, beside the button that stops the work."""
    with place.container(horizontal=True, vertical_alignment="center"):
        said = st.empty()
        st.button(
            "Go on" if own.stopped else "Stop",
            key=page_key(name, "go-on" if own.stopped else "stop"),
            on_click=_stop,
            args=(slot, not own.stopped),
        )
    return said


def _stop(slot: str, stopped: bool) -> None:
    own: Own | None = st.session_state.get(slot)
    if own is not None:
        own.stopped = stopped


def digest(*arrays: np.ndarray[Any, Any]) -> str:
    """Return a name for the numbers of arrays, for a key: other numbers have another one."""
    found = sha256()
    for array in arrays:
        found.update(f"{array.dtype}{array.shape}".encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def read_only(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the array, which nobody can change any more."""
    array.setflags(write=False)
    return array

"""Work that takes a while: in turns with other visitors, with its progress, stopped, and kept.

A piece of work is a generator that yields the share that is done and returns its result. It goes on
for a slice of time at each turn of the gate. What the reader chooses meanwhile ends this run of the
page; the work stays where it is, and goes on as soon as it is asked for again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import numpy as np
import streamlit as st

from ui.frame.gate import GATE
from ui.session.keys import page_key
from ui.zoo.session import visitor

T = TypeVar("T")
Work = Generator[float, None, T]

SLICE = 0.1  # seconds of a turn
WAIT = 0.5  # seconds to wait for one, between two looks whether the reader chose something else
LINE_AFTER = 0.3  # seconds after which the reader is told how far it is
MOST = 32  # results that are kept for all visitors, by the numbers they come from

_results: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


@dataclass
class Own:
    """One reader's piece of work."""

    key: Hashable
    work: Work[Any]
    done: float = 0.0
    stopped: bool = False


def worked(name: str, key: Hashable, make: Callable[[], Work[T]], words: str) -> T | None:
    """Return what a piece of work comes to; None while the reader has stopped it.

    Call it where a progress line may stand. `name` is its place on the page, and `key` says all
    that it depends on: results are kept by it for everybody, and nobody may change them.
    """
    slot = page_key(name, "work")
    place = st.empty()  # always there, so that nothing below it is made anew
    with _lock:
        if key in _results:
            _results.move_to_end(key)
            found: T = _results[key]
            st.session_state.pop(slot, None)
            return found
    own: Own | None = st.session_state.get(slot)
    if own is None or own.key != key:
        own = st.session_state[slot] = Own(key, make())
    if own.stopped:
        _line(place, name, own, slot).progress(min(own.done, 1.0), f"Stopped. {words}")
        return None
    result: T = _to_the_end(own, lambda: _line(place, name, own, slot), words)
    place.empty()
    del st.session_state[slot]
    with _lock:
        _results[key] = result
        while len(_results) > MOST:
            _results.popitem(last=False)
    return result


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

"""Two networks that are trained for a reader: kept in the session while they train.

What they came to depends on the task alone, so it is kept for everybody once it is there.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from uuid import uuid4

import streamlit as st

from cnn_core.analysis import BATCHES, ShiftResult, ShiftTask, ShiftTraining
from cnn_core.data import digits
from ui.frame.gate import GATE
from ui.session.keys import page_key

KEY = page_key("sharing", "training")
MOST = 64  # results that are kept: some kilobytes each
SLICE = 0.1  # seconds of training between two redraws
WAIT = 0.1  # seconds to wait at the gate: a click comes through in between

_results: OrderedDict[ShiftTask, ShiftResult] = OrderedDict()
_lock = Lock()


@dataclass
class Own:
    """One reader's training, under the name that the gate knows."""

    training: ShiftTraining
    name: str = field(default_factory=lambda: uuid4().hex)
    stopped: bool = False


@dataclass(frozen=True)
class Standing:
    """How far the training is, and whether it goes on by itself."""

    result: ShiftResult
    batches: int  # trained so far, which may be more than were measured
    running: bool
    over: bool


def standing(task: ShiftTask) -> Standing:
    """Return how far the training of this task is; one that nobody began begins."""
    known = _known(task)
    if known is not None:
        _leave()
        return Standing(known, BATCHES, running=False, over=True)
    own: Own | None = st.session_state.get(KEY)
    if own is None or own.training.task != task:
        _leave()
        own = st.session_state[KEY] = Own(ShiftTraining(task, digits()))
    training = own.training
    return Standing(training.result, training.batches, running=not own.stopped, over=False)


def advance(task: ShiftTask) -> Standing:
    """Train for one slice, if it is this reader's turn, and return how far that is."""
    now = standing(task)
    own: Own | None = st.session_state.get(KEY)
    if own is None or not now.running:
        return now
    with GATE.turn(own.name, WAIT) as mine:
        if mine:
            own.training.advance(SLICE)
    if own.training.is_over:
        _keep(own.training.result)
    return standing(task)


def stop(stopped: bool) -> None:
    """Stop the reader's training where it is, or let it go on."""
    own: Own | None = st.session_state.get(KEY)
    if own is not None:
        own.stopped = stopped
        if stopped:
            GATE.leave(own.name)


def _leave() -> None:
    own: Own | None = st.session_state.pop(KEY, None)
    if own is not None:
        GATE.leave(own.name)


def _known(task: ShiftTask) -> ShiftResult | None:
    with _lock:
        return _results.get(task)


def _keep(result: ShiftResult) -> None:
    with _lock:
        _results[result.task] = result
        while len(_results) > MOST:
            _results.popitem(last=False)

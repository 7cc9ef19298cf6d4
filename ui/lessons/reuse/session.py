"""What the lesson keeps in a visitor's session: how far both have learned."""

from __future__ import annotations

import time
from uuid import uuid4

import streamlit as st

from cnn_core.transfer import SideBySide
from ui.frame.gate import GATE, WAIT
from ui.lessons.reuse.album import Album
from ui.lessons.reuse.model import Learner
from ui.lessons.reuse.settings import BATCHES, CLASS, LAYER_RATE, MOST_BATCHES
from ui.link.training import BATCH, SEED
from ui.link.view import View
from ui.session.keys import page_key, setting_key
from ui.zoo.inside_view import OPEN

LEARNER = page_key("reuse", "learner")
PATIENCE = 0.5  # seconds at the gate, between two looks whether the reader chose something else
MOST_AT_ONCE = 4  # batches from one picture of a run to the next
LINE_AFTER = 0.3  # seconds after which the reader is told how far it is


def current() -> Learner | None:
    """Return what this visitor trains, None before anything."""
    found: Learner | None = st.session_state.get(LEARNER)
    return found


def follow_run() -> None:
    """Let the setting of the batches say where a run is: call it before the view is opened."""
    learner = current()
    if learner is not None and learner.running:
        st.session_state[setting_key("reuse", BATCHES.name)] = learner.pair.steps
        learner.running = learner.pair.steps < MOST_BATCHES


def learner_of(view: View, album: Album, words: str) -> Learner:
    """Return the learner of the view, at its number of batches; a progress line may stand here."""
    learner = current()
    rate, batch, seed = view[LAYER_RATE], view[BATCH], view[SEED]
    key = f"{album.key}:{rate:g}:{batch}:{seed}"
    if learner is None or learner.key != key:
        if learner is not None:
            GATE.leave(learner.name)
        learner = Learner(
            key, SideBySide(album.both, rate=rate, batch=batch, seed=seed), uuid4().hex
        )
        st.session_state[LEARNER] = learner
    if view.arrived:
        learner.running = False
    if learner.pair.steps > view[BATCHES]:
        learner.pair.back_to(view[BATCHES])
    _reach(learner, view[BATCHES], words)
    return learner


def _reach(learner: Learner, goal: int, words: str) -> None:
    """Train in turns until both have seen so many batches."""
    place, start = st.empty(), time.monotonic()
    while learner.pair.steps < goal:
        with GATE.turn(learner.name, PATIENCE) as mine:
            until = time.monotonic() + GATE.slice
            while mine and learner.pair.steps < goal and time.monotonic() < until:
                learner.advance(1)
        if time.monotonic() - start > LINE_AFTER:
            place.progress(learner.pair.steps / goal, words)
    place.empty()
    if not learner.running:
        GATE.leave(learner.name)


def advance_live(learner: Learner) -> None:
    """Train for a slice of a run, if it is this visitor's turn: few batches, so that it is seen."""
    with GATE.turn(learner.name, WAIT) as mine:
        until = time.monotonic() + GATE.slice
        for _ in range(MOST_AT_ONCE):
            if mine and time.monotonic() < until:
                learner.advance(1)


def start() -> None:
    """Let both go on by themselves."""
    if (learner := current()) is not None:
        learner.running = True


def pause() -> None:
    """Stop where they are, and let the link say it."""
    if (learner := current()) is not None:
        follow_run()
        learner.running = False
        GATE.leave(learner.name)


def stand_at(step: int) -> None:
    """Choose how many batches both have seen."""
    pause()
    st.session_state[setting_key("reuse", BATCHES.name)] = min(max(step, 0), MOST_BATCHES)


def take_class(key: str) -> None:
    """Show the score of the class that the reader opened in the picture of another."""
    want = OPEN.parts(key)
    if "class" in want:
        st.session_state[setting_key("reuse", CLASS.name)] = want["class"]

"""The views of a run that stands still: one step taken apart, and what the network gets wrong."""

from __future__ import annotations

import streamlit as st

from ui.link import View
from ui.training.gate import GATE
from ui.training.session import AT_ONCE, PATIENCE
from ui.training.trainer import Trainer
from ui.views.judge import judge_view
from ui.views.step import step_view


def inside(view: View, trainer: Trainer) -> None:
    """Show the run's next step, position by position."""
    _finish(trainer)
    step_view(view, trainer.engine, trainer.data.classes, rate=trainer.rate)


def judged(view: View, trainer: Trainer) -> None:
    """Show how the test pictures are read, and when each was last misread."""
    _finish(trainer)
    judge_view(
        view,
        trainer.answers,
        trainer.data.test,
        trainer.data.classes,
        readings=trainer.measured.readings,
        seen=trainer.engine.seen,
        epoch=len(trainer.engine.data),
    )


def _finish(trainer: Trainer) -> None:
    """Go on to the step that a link asked for: there is nothing to look at before."""
    if not trainer.replaying:
        return
    with GATE.turn(trainer.name, PATIENCE) as mine:
        if mine:
            trainer.catch_up(AT_ONCE)
    if not trainer.running:
        GATE.leave(trainer.name)
    goal = trainer.goal or trainer.steps
    st.progress(
        trainer.steps / max(goal, 1),
        f"Replaying the link's run: step {trainer.steps:,} of {goal:,}",
    )
    st.rerun()

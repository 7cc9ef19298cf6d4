"""The views of a run that stands still: one step taken apart, and what the network gets wrong."""

from __future__ import annotations

from ui.lessons.train.judge_view import judge_view
from ui.lessons.train.session import finish_replay
from ui.lessons.train.step_view import step_view
from ui.lessons.train.trainer import Trainer
from ui.link.view import View


def inside(view: View, trainer: Trainer) -> None:
    """Show the run's next step, position by position."""
    finish_replay(trainer)
    step_view(view, trainer.engine, trainer.data.classes, rate=trainer.rate)


def judged(view: View, trainer: Trainer) -> None:
    """Show how the test pictures are read, and when each was last misread."""
    finish_replay(trainer)
    judge_view(
        view,
        trainer.answers,
        trainer.data.test,
        trainer.data.classes,
        readings=trainer.measured.readings,
        seen=trainer.engine.seen,
        epoch=len(trainer.engine.data),
    )

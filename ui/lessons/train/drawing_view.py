"""The view to draw for the network that is being trained."""

from __future__ import annotations

from ui.lessons.train.drawing.digit_panel import draw
from ui.lessons.train.drawing.own_classes import form_of
from ui.lessons.train.session import finish_replay
from ui.lessons.train.trainer import Trainer
from ui.link.view import View


def drawing(_: View, trainer: Trainer) -> None:
    """Let the reader draw for the network as it is now, after `trainer.steps` batches."""
    finish_replay(trainer)
    draw(trainer.engine.network, trainer.data, form_of(trainer.data), trainer.steps)

"""The view to draw for the network that is being trained."""

from __future__ import annotations

from ui.drawing.draw import draw
from ui.drawing.own_classes import form_of
from ui.link import View
from ui.training.session import finish_replay
from ui.training.trainer import Trainer


def drawing(_: View, trainer: Trainer) -> None:
    """Let the reader draw for the network as it is now, after `trainer.steps` batches."""
    finish_replay(trainer)
    draw(trainer.engine.network, trainer.data, form_of(trainer.data), trainer.steps)

"""One visitor's training: its recipe, the trainer that follows it, and the gate that all share."""

from ui.training.gate import GATE, Gate
from ui.training.measured import Mark
from ui.training.recipe import OWN, Recipe
from ui.training.trainer import Trainer

__all__ = ["GATE", "OWN", "Gate", "Mark", "Recipe", "Trainer"]

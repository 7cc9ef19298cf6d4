"""One visitor's training: its recipe, the trainer that follows it, and the gate that all share."""

from ui.frame.gate import GATE, Gate
from ui.lessons.train.evaluation import Mark
from ui.lessons.train.recipe import OWN, Recipe
from ui.lessons.train.trainer import Trainer

__all__ = ["GATE", "OWN", "Gate", "Mark", "Recipe", "Trainer"]

"""Training: one step, a run that repeats, its diagnostics and metrics."""

from cnn_core.training.baseline import logistic_regression
from cnn_core.training.diagnostics import GUARDS, Record, Trouble
from cnn_core.training.metrics import (
    NEVER,
    Readings,
    class_accuracies,
    confident_mistakes,
    confusion_matrix,
    logits_of,
    row_shares,
)
from cnn_core.training.run import Run, State
from cnn_core.training.step import Step, train_batch

__all__ = [
    "GUARDS",
    "NEVER",
    "Readings",
    "Record",
    "Run",
    "State",
    "Step",
    "Trouble",
    "class_accuracies",
    "confident_mistakes",
    "confusion_matrix",
    "logistic_regression",
    "logits_of",
    "row_shares",
    "train_batch",
]

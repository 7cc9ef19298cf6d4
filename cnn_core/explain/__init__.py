"""Explanations: the terms that make one number of an output, a gradient or an update."""

from cnn_core.explain.backward import (
    InputGradient,
    WeightGradient,
    dense_gradient_at,
    input_gradient_at,
    weight_gradient_at,
)
from cnn_core.explain.feature_map import PartialMaps, partial_maps
from cnn_core.explain.forward import LossTerms, PoolWindow, Unit, dense_at, loss_at, pool_window_at
from cnn_core.explain.rounding import nearest, places_for
from cnn_core.explain.score import ScoreParts, score_parts
from cnn_core.explain.training_step import Difference, Dissection, difference_at, dissect, next_step
from cnn_core.explain.update import (
    AdamUpdate,
    OtherUpdate,
    SGDUpdate,
    Update,
    update_at,
    updates_at,
)
from cnn_core.explain.window import Window, window_at

__all__ = [
    "AdamUpdate",
    "Difference",
    "Dissection",
    "InputGradient",
    "LossTerms",
    "OtherUpdate",
    "PartialMaps",
    "PoolWindow",
    "SGDUpdate",
    "ScoreParts",
    "Unit",
    "Update",
    "WeightGradient",
    "Window",
    "dense_at",
    "dense_gradient_at",
    "difference_at",
    "dissect",
    "input_gradient_at",
    "loss_at",
    "nearest",
    "next_step",
    "partial_maps",
    "places_for",
    "pool_window_at",
    "score_parts",
    "update_at",
    "updates_at",
    "weight_gradient_at",
    "window_at",
]

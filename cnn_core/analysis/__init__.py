"""Analyses: what convolution is and does, from 1-D signals to a layer's matrix."""

from cnn_core.analysis.curve_distances import CurveDistance, curve_distance
from cnn_core.analysis.equivariance import Following, follows
from cnn_core.analysis.extremes import farthest_from_zero
from cnn_core.analysis.frequency_domain import (
    Passing,
    frequencies,
    frequency_response,
    passing,
    strength,
)
from cnn_core.analysis.function_fit import FunctionFit, fit_function
from cnn_core.analysis.histograms import count_zeros, histogram
from cnn_core.analysis.layer_matrix import (
    Connections,
    LayerCounts,
    connections,
    conv_matrix,
    layer_counts,
)
from cnn_core.analysis.shift_sensitivity import change, shift_changes
from cnn_core.analysis.shift_training import (
    BATCH,
    BATCHES,
    EVERY,
    FARTHEST,
    RATE,
    SHIFTS,
    TESTED,
    ShiftResult,
    ShiftTask,
    ShiftTraining,
    shifted,
)
from cnn_core.analysis.signal_convolution import (
    Overlap,
    convolve,
    correlate,
    overlap_functions,
    overlap_rows,
)
from cnn_core.analysis.signals import (
    KNOTS_APART,
    LARGEST_WIDTH,
    MOST_KNOTS,
    REACH,
    SIGNALS,
    STEP,
    STRIPS,
    TAPS,
    Signal,
    area_under,
    strip_middles,
    through_knots,
)
from cnn_core.analysis.vanishing_gradient import Depth, gradient_through_depth

__all__ = [
    "BATCH",
    "BATCHES",
    "EVERY",
    "FARTHEST",
    "KNOTS_APART",
    "LARGEST_WIDTH",
    "MOST_KNOTS",
    "RATE",
    "REACH",
    "SHIFTS",
    "SIGNALS",
    "STEP",
    "STRIPS",
    "TAPS",
    "TESTED",
    "Connections",
    "CurveDistance",
    "Depth",
    "Following",
    "FunctionFit",
    "LayerCounts",
    "Overlap",
    "Passing",
    "ShiftResult",
    "ShiftTask",
    "ShiftTraining",
    "Signal",
    "area_under",
    "change",
    "connections",
    "conv_matrix",
    "convolve",
    "correlate",
    "count_zeros",
    "curve_distance",
    "farthest_from_zero",
    "fit_function",
    "follows",
    "frequencies",
    "frequency_response",
    "gradient_through_depth",
    "histogram",
    "layer_counts",
    "overlap_functions",
    "overlap_rows",
    "passing",
    "shift_changes",
    "shifted",
    "strength",
    "strip_middles",
    "through_knots",
]

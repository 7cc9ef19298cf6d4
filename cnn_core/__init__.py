"""Every number on screen: convolutions, kernels, pooling and their explanation, in NumPy."""

from cnn_core.activations import (
    ACTIVATIONS,
    gelu,
    leaky_relu,
    relu,
    sigmoid,
    tanh,
)
from cnn_core.answer_terms import LossTerms, PoolWindow, Unit, dense_at, loss_at, pool_window_at
from cnn_core.apply import apply_kernel, apply_repeatedly
from cnn_core.baseline import logistic_regression
from cnn_core.combine import COMBINATIONS, Combination
from cnn_core.compose import Fit, best_single_kernel, compose_kernels, composed, layer_by_layer
from cnn_core.conv import conv2d, conv2d_loops
from cnn_core.conv1d import conv1d, conv1d_backward
from cnn_core.conv_gradients import conv2d_backward
from cnn_core.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.conv_transpose import conv_transpose2d, conv_transpose2d_backward
from cnn_core.coverage import Unread, unread, window_counts
from cnn_core.custom import (
    custom_kernel,
    format_weights,
    nearest_weight,
    nearest_weights,
    parse_weights,
    random_kernel,
)
from cnn_core.data import DATASETS, Dataset, Examples, clothes, digits, epoch_order
from cnn_core.deep import (
    MIXES,
    DeepKernel,
    Mix,
    conv_parameters,
    deep_from,
    deep_kernel,
    fitted,
    format_deep,
    parse_deep,
    plane_texts,
)
from cnn_core.dense import dense, dense_backward, flatten
from cnn_core.depth import Depth, gradient_through_depth
from cnn_core.describe import Count, Description, Field, describe, receptive_field
from cnn_core.detectors import (
    CORNERS,
    SIDES,
    corner_maps,
    mixed_map,
    side_maps,
    square_kernel,
    square_map,
)
from cnn_core.digit import DigitForm, as_digit, digit_form
from cnn_core.dissection import Difference, Dissection, difference_at, dissect, next_step
from cnn_core.edges import Gradient, edge_response, gradient
from cnn_core.equivariance import Following, follows
from cnn_core.field_work import FieldWork, field_work
from cnn_core.gradient_terms import (
    InputGradient,
    WeightGradient,
    dense_gradient_at,
    input_gradient_at,
    weight_gradient_at,
)
from cnn_core.guards import GUARDS, Record, Trouble
from cnn_core.ink import Ink, photographed_ink
from cnn_core.interpretation import Interpretation, interpret_weights, kernel_of_one_row
from cnn_core.judging import (
    NEVER,
    Readings,
    class_accuracies,
    confident_mistakes,
    confusion_matrix,
    logits_of,
    row_shares,
)
from cnn_core.kernels import KERNELS, Kernel, KernelFamily
from cnn_core.layer import Layer, Memory
from cnn_core.layers import (
    GELU,
    LAYERS,
    Activation,
    BatchNorm,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from cnn_core.losses import (
    cross_entropy,
    cross_entropy_backward,
    log_softmax,
    softmax,
    softmax_backward,
)
from cnn_core.matrix import Connections, LayerCounts, connections, conv_matrix, layer_counts
from cnn_core.measured import MeasuredField, cell_gradient, deciding_part, measured_field
from cnn_core.network import Network, Trace, accuracy, toy_network
from cnn_core.normalisation import batch_norm, batch_norm_backward, dropout
from cnn_core.optimisers import OPTIMISERS, SGD, Adam, Optimiser
from cnn_core.overlap import Overlap, convolve, correlate, overlap_functions, overlap_rows
from cnn_core.own_data import own_dataset, own_fault, own_warning, split_words
from cnn_core.own_file import load_pictures, save_pictures
from cnn_core.padding import PADDING_MODES, largest_padding, pad2d
from cnn_core.pixels import BLACK, WHITE, brightened, count_changed, moved
from cnn_core.pool import avg_pool2d, lp_pool2d, max_pool2d, min_pool2d
from cnn_core.pool_gradients import (
    POOLINGS,
    avg_pool2d_backward,
    global_avg_pool,
    global_avg_pool_backward,
    lp_pool2d_backward,
    max_pool2d_backward,
    min_pool2d_backward,
)
from cnn_core.pool_layers import AvgPool2D, GlobalAvgPool, LpPool2D, MaxPool2D, MinPool2D, Pool2D
from cnn_core.reach import Reach, reach
from cnn_core.rounding import places_for, rounded_terms
from cnn_core.run import Run, State
from cnn_core.run_file import load_run, save_run, saved_link
from cnn_core.selection import evenly, lopsided
from cnn_core.shift import change, shift_changes
from cnn_core.signals import (
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
from cnn_core.sizes import output_size, pad_amounts
from cnn_core.spread import count_zeros, histogram
from cnn_core.stack import Stack, stack_sizes
from cnn_core.tensorflow import tensorflow_same
from cnn_core.training import Step, train_batch
from cnn_core.update_terms import AdamUpdate, OtherUpdate, SGDUpdate, Update, update_at, updates_at
from cnn_core.weights_file import load_weights, named_weights, save_weights
from cnn_core.window import Window, window_at
from cnn_core.winners import pool_winners

__all__ = [
    "ACTIVATIONS",
    "BLACK",
    "COMBINATIONS",
    "CORNERS",
    "DATASETS",
    "GELU",
    "GUARDS",
    "KERNELS",
    "KNOTS_APART",
    "LARGEST_WIDTH",
    "LAYERS",
    "MIXES",
    "MOST_KNOTS",
    "NEVER",
    "OPTIMISERS",
    "PADDING_MODES",
    "POOLINGS",
    "REACH",
    "SGD",
    "SIDES",
    "SIGNALS",
    "STEP",
    "STRIPS",
    "TAPS",
    "WHITE",
    "Activation",
    "Adam",
    "AdamUpdate",
    "AvgPool2D",
    "BatchNorm",
    "Combination",
    "Connections",
    "Conv2D",
    "ConvTranspose2D",
    "Count",
    "Dataset",
    "DeepKernel",
    "Dense",
    "Depth",
    "Description",
    "Difference",
    "DigitForm",
    "Dissection",
    "Dropout",
    "Examples",
    "Field",
    "FieldWork",
    "Fit",
    "Flatten",
    "Following",
    "GlobalAvgPool",
    "Gradient",
    "Ink",
    "InputGradient",
    "Interpretation",
    "Kernel",
    "KernelFamily",
    "Layer",
    "LayerCounts",
    "LeakyReLU",
    "LossTerms",
    "LpPool2D",
    "MaxPool2D",
    "MeasuredField",
    "Memory",
    "MinPool2D",
    "Mix",
    "Network",
    "Optimiser",
    "OtherUpdate",
    "Overlap",
    "Pool2D",
    "PoolWindow",
    "ReLU",
    "Reach",
    "Readings",
    "Record",
    "Run",
    "SGDUpdate",
    "Sigmoid",
    "Signal",
    "Softmax",
    "Stack",
    "State",
    "Step",
    "Tanh",
    "Trace",
    "Trouble",
    "Unit",
    "Unread",
    "Update",
    "WeightGradient",
    "Window",
    "accuracy",
    "apply_kernel",
    "apply_repeatedly",
    "area_under",
    "as_digit",
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
    "best_single_kernel",
    "brightened",
    "cell_gradient",
    "change",
    "class_accuracies",
    "clothes",
    "compose_kernels",
    "composed",
    "confident_mistakes",
    "confusion_matrix",
    "connections",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "conv2d_loops",
    "conv_matrix",
    "conv_parameters",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "convolve",
    "corner_maps",
    "correlate",
    "count_changed",
    "count_zeros",
    "cross_entropy",
    "cross_entropy_backward",
    "custom_kernel",
    "deciding_part",
    "deep_from",
    "deep_kernel",
    "dense",
    "dense_at",
    "dense_backward",
    "dense_gradient_at",
    "describe",
    "difference_at",
    "digit_form",
    "digits",
    "dissect",
    "dropout",
    "edge_response",
    "epoch_order",
    "evenly",
    "field_work",
    "fitted",
    "flatten",
    "follows",
    "format_deep",
    "format_weights",
    "gelu",
    "global_avg_pool",
    "global_avg_pool_backward",
    "gradient",
    "gradient_through_depth",
    "histogram",
    "input_gradient_at",
    "interpret_weights",
    "kernel_of_one_row",
    "largest_padding",
    "layer_by_layer",
    "layer_counts",
    "leaky_relu",
    "load_pictures",
    "load_run",
    "load_weights",
    "log_softmax",
    "logistic_regression",
    "logits_of",
    "lopsided",
    "loss_at",
    "lp_pool2d",
    "lp_pool2d_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "measured_field",
    "min_pool2d",
    "min_pool2d_backward",
    "mixed_map",
    "moved",
    "named_weights",
    "nearest_weight",
    "nearest_weights",
    "next_step",
    "output_size",
    "overlap_functions",
    "overlap_rows",
    "own_dataset",
    "own_fault",
    "own_warning",
    "pad2d",
    "pad_amounts",
    "parse_deep",
    "parse_weights",
    "photographed_ink",
    "places_for",
    "plane_texts",
    "pool_window_at",
    "pool_winners",
    "random_kernel",
    "reach",
    "receptive_field",
    "relu",
    "rounded_terms",
    "row_shares",
    "save_pictures",
    "save_run",
    "save_weights",
    "saved_link",
    "shift_changes",
    "side_maps",
    "sigmoid",
    "softmax",
    "softmax_backward",
    "split_words",
    "square_kernel",
    "square_map",
    "stack_sizes",
    "strip_middles",
    "tanh",
    "tensorflow_same",
    "through_knots",
    "toy_network",
    "train_batch",
    "unread",
    "update_at",
    "updates_at",
    "weight_gradient_at",
    "window_at",
    "window_counts",
]

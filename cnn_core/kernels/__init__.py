"""Kernels: the registry of known ones, their text, and what they do to a picture."""

from cnn_core.kernels.composition import (
    Fit,
    best_single_kernel,
    compose_kernels,
    composed,
    layer_by_layer,
)
from cnn_core.kernels.detectors import (
    CORNERS,
    SIDES,
    corner_maps,
    mixed_map,
    side_maps,
    square_kernel,
    square_map,
)
from cnn_core.kernels.edges import (
    Gradient,
    edge_response,
    gradient,
    strongest_edge,
    strongest_edge_response,
)
from cnn_core.kernels.filtering import apply_kernel, apply_repeatedly
from cnn_core.kernels.interpretation import Interpretation, interpret_weights, kernel_of_one_row
from cnn_core.kernels.map_combinations import COMBINATIONS, Combination
from cnn_core.kernels.multichannel import (
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
from cnn_core.kernels.registry import KERNELS, Kernel, KernelFamily
from cnn_core.kernels.targets import can_cancel, can_reach, window_values
from cnn_core.kernels.text import (
    Replacement,
    custom_kernel,
    format_weights,
    nearest_weight,
    nearest_weights,
    parse_weights,
    random_kernel,
)

__all__ = [
    "COMBINATIONS",
    "CORNERS",
    "KERNELS",
    "MIXES",
    "SIDES",
    "Combination",
    "DeepKernel",
    "Fit",
    "Gradient",
    "Interpretation",
    "Kernel",
    "KernelFamily",
    "Mix",
    "Replacement",
    "apply_kernel",
    "apply_repeatedly",
    "best_single_kernel",
    "can_cancel",
    "can_reach",
    "compose_kernels",
    "composed",
    "conv_parameters",
    "corner_maps",
    "custom_kernel",
    "deep_from",
    "deep_kernel",
    "edge_response",
    "fitted",
    "format_deep",
    "format_weights",
    "gradient",
    "interpret_weights",
    "kernel_of_one_row",
    "layer_by_layer",
    "mixed_map",
    "nearest_weight",
    "nearest_weights",
    "parse_deep",
    "parse_weights",
    "plane_texts",
    "random_kernel",
    "side_maps",
    "square_kernel",
    "square_map",
    "strongest_edge",
    "strongest_edge_response",
    "window_values",
]

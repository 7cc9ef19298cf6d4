"""Every number on screen: convolutions, kernels, pooling and their explanation, in NumPy."""

from cnn_core.apply import apply_kernel, apply_repeatedly
from cnn_core.conv import conv2d, conv2d_loops
from cnn_core.coverage import Unread, unread, window_counts
from cnn_core.custom import custom_kernel, format_weights, parse_weights, random_kernel
from cnn_core.edges import Gradient, edge_response, gradient
from cnn_core.kernels import KERNELS, Kernel, KernelFamily
from cnn_core.padding import PADDING_MODES, largest_padding, pad2d
from cnn_core.pool import avg_pool2d, max_pool2d
from cnn_core.sizes import output_size, pad_amounts
from cnn_core.window import Window, window_at

__all__ = [
    "KERNELS",
    "PADDING_MODES",
    "Gradient",
    "Kernel",
    "KernelFamily",
    "Unread",
    "Window",
    "apply_kernel",
    "apply_repeatedly",
    "avg_pool2d",
    "conv2d",
    "conv2d_loops",
    "custom_kernel",
    "edge_response",
    "format_weights",
    "gradient",
    "largest_padding",
    "max_pool2d",
    "output_size",
    "pad2d",
    "pad_amounts",
    "parse_weights",
    "random_kernel",
    "unread",
    "window_at",
    "window_counts",
]

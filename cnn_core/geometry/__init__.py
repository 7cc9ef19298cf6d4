"""Sizes: what a window covers, what padding adds, how large an output is."""

from cnn_core.geometry.coverage import Unread, unread, window_counts
from cnn_core.geometry.padding import PADDING_MODES, largest_padding, pad2d
from cnn_core.geometry.same_padding import tensorflow_same
from cnn_core.geometry.sizes import output_size, pad_amounts
from cnn_core.geometry.stacked_sizes import Stack, stack_sizes
from cnn_core.geometry.target_sizes import strides_and_paddings

__all__ = [
    "PADDING_MODES",
    "Stack",
    "Unread",
    "largest_padding",
    "output_size",
    "pad2d",
    "pad_amounts",
    "stack_sizes",
    "strides_and_paddings",
    "tensorflow_same",
    "unread",
    "window_counts",
]

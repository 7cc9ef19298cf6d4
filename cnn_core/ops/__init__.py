"""Operations on arrays: convolution, pooling, activations, losses, and their gradients."""

from cnn_core.ops.activations import ACTIVATIONS, gelu, leaky_relu, relu, sigmoid, tanh
from cnn_core.ops.conv import ConvOptions, conv2d, conv2d_loops
from cnn_core.ops.conv_1d import conv1d, conv1d_backward
from cnn_core.ops.conv_gradients import conv2d_backward
from cnn_core.ops.conv_transpose import conv_transpose2d, conv_transpose2d_backward
from cnn_core.ops.fully_connected import dense, dense_backward, flatten
from cnn_core.ops.losses import (
    cross_entropy,
    cross_entropy_backward,
    log_softmax,
    softmax,
    softmax_backward,
)
from cnn_core.ops.normalisation import batch_norm, batch_norm_backward, dropout
from cnn_core.ops.pool import (
    avg_pool2d,
    avg_pool2d_backward,
    global_avg_pool,
    global_avg_pool_backward,
    lp_pool2d,
    lp_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    min_pool2d,
    min_pool2d_backward,
)
from cnn_core.ops.poolings import POOLINGS, pool_winners

__all__ = [
    "ACTIVATIONS",
    "POOLINGS",
    "ConvOptions",
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "conv2d_loops",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "cross_entropy",
    "cross_entropy_backward",
    "dense",
    "dense_backward",
    "dropout",
    "flatten",
    "gelu",
    "global_avg_pool",
    "global_avg_pool_backward",
    "leaky_relu",
    "log_softmax",
    "lp_pool2d",
    "lp_pool2d_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "min_pool2d",
    "min_pool2d_backward",
    "pool_winners",
    "relu",
    "sigmoid",
    "softmax",
    "softmax_backward",
    "tanh",
]

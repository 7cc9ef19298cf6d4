"""Networks: layers, optimisers, a network of layers, and its summary."""

from cnn_core.nn.arithmetic import Count
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.nn.efficientnet import efficientnet_lite0
from cnn_core.nn.layer import Layer, Memory
from cnn_core.nn.layers import (
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
from cnn_core.nn.network import Network, Trace, accuracy, toy_network
from cnn_core.nn.optimisers import OPTIMISERS, SGD, Adam, Optimiser
from cnn_core.nn.pool_layers import AvgPool2D, GlobalAvgPool, LpPool2D, MaxPool2D, MinPool2D, Pool2D
from cnn_core.nn.summary import Description, Field, describe, receptive_field

__all__ = [
    "GELU",
    "LAYERS",
    "OPTIMISERS",
    "SGD",
    "Activation",
    "Adam",
    "AvgPool2D",
    "BatchNorm",
    "Block",
    "Conv2D",
    "ConvTranspose2D",
    "Count",
    "Dense",
    "Description",
    "Dropout",
    "Field",
    "Flatten",
    "GlobalAvgPool",
    "Layer",
    "LeakyReLU",
    "LpPool2D",
    "MaxPool2D",
    "Memory",
    "MinPool2D",
    "Network",
    "Optimiser",
    "Pool2D",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Tanh",
    "Trace",
    "accuracy",
    "describe",
    "efficientnet_lite0",
    "receptive_field",
    "toy_network",
]

"""EfficientNet-Lite0: a network that fits a phone, from 3x3 convolutions that read one map each."""

from __future__ import annotations

from cnn_core.geometry.same_padding import tensorflow_same
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.layer import Layer
from cnn_core.nn.layers import Activation, Dense
from cnn_core.nn.pool_layers import GlobalAvgPool

SIDE = 224  # rows and columns of a picture
# How many blocks, kernel, stride of the first, how much wider inside, maps that come out.
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


def efficientnet_lite0(classes: int = 1000) -> list[Layer]:
    """Return the layers for pictures (3, 224, 224), batch norms folded into the convolutions.

    A block widens its maps by 1x1, reads each map by a kernel of its own, and narrows them by 1x1;
    where sizes agree, its input is added. (Tan and Le: EfficientNet, 2019; Lite0 is Google's
    release of 2020 without squeeze-and-excitation, with ReLU6 for swish.)

    >>> len(efficientnet_lite0())
    22
    """
    side, maps = SIDE // 2, 32
    layers: list[Layer] = [_conv(SIDE, maps, 3, stride=2), Activation("relu6")]
    for count, kernel, first, wider, filters in STAGES:
        for stride in (first, *[1] * (count - 1)):
            inside: list[Layer] = []
            if wider > 1:
                inside += [Conv2D(maps * wider, 1), Activation("relu6")]
            inside += [
                _conv(side, maps * wider, kernel, stride=stride, groups=maps * wider),
                Activation("relu6"),
                Conv2D(filters, 1),
            ]
            layers.append(Block(tuple(inside), skip=stride == 1 and maps == filters))
            side, maps = side // stride, filters
    return [*layers, Conv2D(1280, 1), Activation("relu6"), GlobalAvgPool(), Dense(classes)]


def _conv(side: int, filters: int, kernel: int, *, stride: int, groups: int = 1) -> Conv2D:
    # At stride 2 TensorFlow pads one more at the end.
    padding = tensorflow_same((side, side), kernel, stride=stride)
    return Conv2D(filters, kernel, stride, padding, groups=groups)

"""What TensorFlow and Keras call "same": the size is the picture's over the stride, rounded up."""

from __future__ import annotations

from cnn_core.geometry.sizes import Amounts, Pair, pair, span


def tensorflow_same(
    size: Pair, kernel: int | Pair, *, stride: int | Pair = 1, dilation: int | Pair = 1
) -> Amounts:
    """Return the padding of TensorFlow's "same", ((top, bottom), (left, right)).

    It adds as few cells as the size ceil(n / s) needs, the odd one at the end:
    max((ceil(n / s) - 1) * s + d(k - 1) + 1 - n, 0). With stride 1 that is the "same" of PyTorch,
    which refuses larger strides. https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2

    >>> tensorflow_same((28, 28), 3, stride=2)
    ((0, 1), (0, 1))
    """
    sides = zip(
        pair(size, "size"),
        pair(kernel, "kernel"),
        pair(stride, "stride"),
        pair(dilation, "dilation"),
        strict=True,
    )
    rows, cols = (_added(*side) for side in sides)
    return rows, cols


def _added(size: int, kernel: int, stride: int, dilation: int) -> Pair:
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + span(kernel, dilation) - size, 0)
    return total // 2, total - total // 2

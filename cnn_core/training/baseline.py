"""The line that a convolutional network has to beat: every pixel votes for every class."""

from __future__ import annotations

import numpy as np

from cnn_core.nn.layer import Shape
from cnn_core.nn.layers import Dense, Flatten
from cnn_core.nn.network import Network


def logistic_regression(
    rng: np.random.Generator, input_shape: Shape = (1, 28, 28), *, classes: int = 10
) -> Network:
    """Return a network without convolution: one weight for each pixel and class, and a bias.

    Its softmax is (multinomial) logistic regression, trained as any other network is.

    >>> logistic_regression(np.random.default_rng(0)).parameter_count
    7850
    """
    return Network([Flatten(), Dense(classes)], input_shape, rng)

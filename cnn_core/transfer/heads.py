"""What learns on features, and what learns from the images themselves beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Features
from cnn_core.nn import Dense, Network, toy_network


def head(width: int, classes: int) -> Network:
    """Return a dense layer from `width` features to `classes` logits, all of it 0.

    So no class comes first before it learns: its loss is ln(classes). The loss has one lowest
    value, so nothing is gained by random weights.

    >>> head(1280, 3).parameter_count
    3843
    """
    return Network([Dense(classes)], (width,), None)


def small_network(classes: int, *, seed: int = 0) -> Network:
    """Return the lessons' small network for images (3, 28, 28), with random weights.

    >>> small_network(3).parameter_count
    2595
    """
    return toy_network(np.random.default_rng(seed), classes=classes, channels=3)


def most_telling(network: Network, features: Features, unit: int) -> NDArray[np.intp]:
    """Return the features (D,) by how much more they add to a class's logit for its own images.

    The mean of average times weight over images of the class, less that over all others, the
    largest first. Errors: a class without images.
    """
    weights = network.layers[-1].parameters["w"][unit].astype(np.float64)
    own = features.labels == unit
    if not own.any() or own.all():
        raise ValueError(f"class {unit} cannot be compared: it has no images, or all of them")
    means = [features.values[rows].mean(axis=0, dtype=np.float64) for rows in (own, ~own)]
    return np.argsort(-(means[0] - means[1]) * weights, kind="stable")

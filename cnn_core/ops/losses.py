"""From logits to probabilities, and to one number that says how wrong they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import floating


def softmax(logits: ArrayLike) -> Array:
    """Turn logits into probabilities along the first axis: exp(z) / sum of exp(z).

    logits (K, ...) -> (K, ...). The largest logit is subtracted first, so nothing overflows.

    >>> softmax([1e4, -1e4]).tolist()
    [1.0, 0.0]
    """
    shifted = _shifted(logits)
    grown = np.exp(shifted, out=shifted)
    grown /= grown.sum(axis=0)
    return grown


def softmax_backward(grad: ArrayLike, probabilities: Array) -> Array:
    """Return the gradient of the logits: p (grad - sum of p grad), all (K, ...)."""
    dp = floating(grad, probabilities.dtype)
    return np.asarray(probabilities * (dp - (probabilities * dp).sum(axis=0)))


def log_softmax(logits: ArrayLike) -> Array:
    """Return the logarithms of `softmax` without ever taking that of 0 (log-sum-exp)."""
    shifted = _shifted(logits)
    shifted -= np.log(np.exp(shifted).sum(axis=0))
    return shifted


def cross_entropy(logits: ArrayLike, labels: ArrayLike) -> float:
    """Return the mean of -log(probability of the right class).

    logits (K,) and one label, or (K, N) and labels (N,) from 0 to K - 1 -> a number, 0 at best,
    log(K) by guessing. Errors: labels that are no classes.

    >>> round(cross_entropy([0, 0], 1), 4), cross_entropy([-1e4, 1e4], 0)
    (0.6931, 20000.0)
    """
    logs = log_softmax(logits)
    return -float(_of_labels(logs, labels).mean(dtype=np.float64))


def cross_entropy_backward(logits: ArrayLike, labels: ArrayLike) -> Array:
    """Return the gradient of the logits (K, ...): (softmax - 1 at the right class) / N."""
    grad = softmax(logits)
    right = _of_labels(grad, labels)
    columns = grad.reshape(len(grad), -1)
    columns[np.ravel(labels), np.arange(columns.shape[1])] -= 1
    grad /= right.size
    return grad


def cross_entropy_with_gradient(
    logits: Array, labels: NDArray[np.integer[Any]]
) -> tuple[float, Array]:
    """Return `cross_entropy` and `cross_entropy_backward` at once, for checked labels.

    logits (K, N), labels (N,) -> a number and (K, N). One exponential instead of two.
    """
    shifted = logits - np.maximum.reduce(logits, axis=0)
    images = np.arange(len(labels))
    right = shifted[labels, images]
    grad = np.exp(shifted, out=shifted)
    sums = np.add.reduce(grad, axis=0)
    loss = float(np.add.reduce(np.log(sums) - right, dtype=np.float64)) / len(labels)
    grad /= sums
    grad[labels, images] -= 1
    grad /= len(labels)
    return loss, grad


def check_labels(labels: ArrayLike, classes: int, count: int) -> NDArray[np.integer[Any]]:
    """Return labels (N,). Errors: not one whole number per image, or one that is no class."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu" or array.size != count:
        raise ValueError(
            f"labels are one whole number for each of {count} images, "
            f"not {array.dtype} of shape {array.shape}"
        )
    if array.size and (array.min() < 0 or array.max() >= classes):
        raise ValueError(
            f"labels from {array.min()} to {array.max()} do not fit {classes} classes: "
            f"use 0 to {classes - 1}"
        )
    return array.reshape(-1)


def _shifted(logits: ArrayLike) -> Array:
    z = floating(logits)
    return np.asarray(z - z.max(axis=0))


def _of_labels(values: Array, labels: ArrayLike) -> Array:
    columns = values.reshape(len(values), -1)
    which = check_labels(labels, len(columns), columns.shape[1])
    if not which.size:
        raise ValueError("there is no loss over 0 images: give at least 1")
    return np.asarray(columns[which, np.arange(columns.shape[1])])

"""Kernels one after another: what single kernel they are, and what ReLU between them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.phrases import article
from cnn_core.kernels.registry import Kernel
from cnn_core.ops.activations import relu
from cnn_core.ops.conv import conv2d, floating

Array = NDArray[np.floating[Any]]


def compose_kernels(*kernels: ArrayLike) -> Array:
    """Return the one kernel that does what these do one after another, in this order.

    Each (kh, kw), or each (F, C, kh, kw) with as many channels as the one before has maps; the
    answer has sides of the sum of (k - 1), plus 1: three 3x3 are one 7x7. Strides are 1 and there
    is nothing between the layers. Errors: no kernels, kernels that do not follow each other.

    >>> compose_kernels([[1, 1]], [[1, -1]]).tolist()
    [[1.0, 0.0, -1.0]]
    """
    if not kernels:
        raise ValueError("there is nothing to compose: give at least one kernel")
    arrays = [floating(one) for one in kernels]
    flat = arrays[0].ndim == 2
    if any(one.ndim != (2 if flat else 4) for one in arrays):
        shapes = ", ".join(str(one.shape) for one in arrays)
        raise ValueError(f"kernels are all (kh, kw) or all (F, C, kh, kw), not {shapes}")
    layers = [one[None, None] for one in arrays] if flat else arrays
    whole = layers[0]
    for number, layer in enumerate(layers[1:], 2):
        if layer.shape[1] != whole.shape[0]:
            raise ValueError(
                f"layer {number} reads {layer.shape[1]} channels, "
                f"and the layer before it makes {whole.shape[0]} maps"
            )
        # Sliding one kernel after another is sliding their convolution: the later one is flipped.
        # The channels that the whole reads take the place of a batch, which comes last.
        images = whole.transpose(0, 2, 3, 1)
        whole = conv2d(images, layer[:, :, ::-1, ::-1], padding="full").transpose(0, 3, 1, 2)
    return whole[0, 0] if flat else whole


def composed(kernels: Sequence[Kernel]) -> Kernel:
    """Return kernels one after another as one, in exact whole numbers over one divisor.

    Errors: no kernels; numerators too large to be exact.
    """
    sums = compose_kernels(*(np.array(one.numerators, np.float64) for one in kernels))
    reach = np.prod([float(np.abs(np.array(one.numerators)).sum()) for one in kernels])
    if reach >= 2**53:
        raise ValueError("these weights multiply to numbers that are too large to stay exact")
    divisor = int(np.prod([one.divisor for one in kernels], dtype=object))
    rows = tuple(tuple(int(n) for n in row) for row in sums)
    shared = int(np.gcd.reduce([divisor, *(n for row in rows for n in row)]))
    reduced = tuple(tuple(n // shared for n in row) for row in rows)
    high, wide = sums.shape
    title = f"{len(kernels)} kernels as one {high}×{wide}"
    return Kernel("custom", title, "", reduced, divisor // shared)


def layer_by_layer(
    x: ArrayLike, kernels: Sequence[ArrayLike], *, between: bool = False
) -> list[Array]:
    """Slide one kernel after another, without padding: x (H, W) -> a map for each kernel.

    `between` puts a ReLU after every kernel but the last; the maps are those after it. Errors: a
    kernel larger than what is left.
    """
    maps: list[Array] = []
    image = floating(x)
    for number, kernel in enumerate(kernels, 1):
        weights = floating(kernel, image.dtype)
        answer = conv2d(image[None], weights[None, None])[0]
        image = relu(answer) if between and number < len(kernels) else answer
        maps.append(image)
    return maps


@dataclass(frozen=True, eq=False)
class Fit:
    """The single kernel nearest to a map, and what it misses."""

    weights: NDArray[np.float64]  # (kh, kw)
    bias: float
    answer: NDArray[np.float64]  # (H', W')
    error: NDArray[np.float64]  # (H', W'), the map minus the answer
    rms: float  # root of the mean squared error
    share: float  # of the map's variation about its mean that stays unexplained, 0 to 1
    worst: float  # largest absolute error


ROUNDING = 1e-9  # of a map's own size: less than that is no error


SMALLEST = 1e-13  # eigenvalues below this share of the largest are rounding
REFINED = 2  # times the error's own fit is added


def _least_squares(table: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the shortest vector whose product with the table (n, k) is nearest to `wanted` (n,).

    By the table's k x k product with itself, which for thousands of windows is many times faster
    than a decomposition of the table; fitting what is left over wins the lost digits back.
    """
    values, vectors = np.linalg.eigh(table.T @ table)
    inverse = np.where(values > SMALLEST * values[-1], 1 / np.maximum(values, 1e-300), 0.0)
    solution = np.zeros(table.shape[1])
    for _ in range(1 + REFINED):
        left = table.T @ (wanted - table @ solution)
        solution = solution + vectors @ (inverse * (vectors.T @ left))
    return solution


def best_single_kernel(x: ArrayLike, wanted: ArrayLike, shape: tuple[int, int]) -> Fit:
    """Return the kernel of this shape, with a bias, whose map is nearest to `wanted`.

    x (H, W), wanted (H - kh + 1, W - kw + 1). Nearest by least squares; of several such kernels
    the one with the smallest weights. Errors: a map of another size.
    """
    image, target = np.asarray(x, np.float64), np.asarray(wanted, np.float64)
    windows = sliding_window_view(image, shape)
    if windows.shape[:2] != target.shape:
        raise ValueError(
            f"{article(shape[0])} {shape[0]}×{shape[1]} kernel makes a map of "
            f"{windows.shape[:2]} here, not of {target.shape}"
        )
    # Around their mean the pixels are far better conditioned; the bias takes the difference.
    mean = float(image.mean())
    table = np.empty((target.size, shape[0] * shape[1] + 1))
    table[:, :-1] = windows.reshape(target.size, -1)
    table[:, :-1] -= mean
    scale = float(np.abs(table[:, :-1]).max()) or 1.0
    table[:, -1] = scale
    solution = _least_squares(table, target.ravel())
    weights = solution[:-1].reshape(shape)
    bias = float(solution[-1] * scale - mean * weights.sum())
    answer = (table @ solution).reshape(target.shape)
    error = target - answer
    rms, worst = float(np.sqrt(np.mean(error**2))), float(np.abs(error).max())
    size = float(np.abs(target).max())
    if worst <= ROUNDING * size:
        rms = worst = 0.0
    variation = float(np.mean((target - target.mean()) ** 2))
    share = rms**2 / variation if variation > (ROUNDING * size) ** 2 else 0.0
    return Fit(weights, bias, answer, error, rms, share, worst)

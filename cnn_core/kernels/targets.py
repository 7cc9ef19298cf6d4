"""Which maps a kernel of some size can make of an image: a question of linear equations."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.ops.conv import conv2d

_TOLERANCE = 1e-6  # of what is asked for: what rounding may leave over


def window_values(
    image: ArrayLike, shape: tuple[int, int], **options: object
) -> NDArray[np.float64]:
    """Return the values under each place of the kernel: (windows, kh * kw), both in reading order.

    image (H, W); `options` are those of `conv2d`. A kernel's map is this times its weights.

    >>> window_values([[1, 2, 3]], (1, 2)).tolist()
    [[1.0, 2.0], [2.0, 3.0]]
    """
    rows, columns = shape
    taps = np.eye(rows * columns).reshape(-1, 1, rows, columns)
    maps = conv2d(np.asarray(image, dtype=np.float64)[None], taps, **options)  # type: ignore[arg-type]
    return np.asarray(maps.reshape(rows * columns, -1).T, dtype=np.float64)


def can_cancel(windows: ArrayLike) -> bool:
    """Tell whether weights that are not all 0 give 0 in every window (windows, weights).

    >>> can_cancel([[1, 1], [2, 2]]), can_cancel([[1, 0], [0, 1]])
    (True, False)
    """
    values = np.asarray(windows, dtype=np.float64)
    products = values.T @ values  # of the same rank, and no larger for a larger image
    return bool(np.linalg.matrix_rank(products, hermitian=True) < values.shape[1])


def can_reach(windows: ArrayLike, targets: ArrayLike) -> bool:
    """Tell whether some weights give each window (windows, weights) its target (windows,).

    >>> can_reach([[1, 0], [2, 0]], [3, 6]), can_reach([[1, 0], [2, 0]], [3, 7])
    (True, False)
    """
    asked = np.asarray(targets, dtype=np.float64)
    values = np.asarray(windows, dtype=np.float64)
    weights, *_ = np.linalg.lstsq(values, asked)
    left = np.abs(values @ weights - asked).max(initial=0.0)
    return bool(left <= _TOLERANCE * np.abs(asked).max(initial=1.0))

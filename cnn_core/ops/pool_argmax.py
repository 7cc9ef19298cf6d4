"""Which cell of a window is its largest or smallest."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import check_image, floating
from cnn_core.ops.pool import pool_geometry


def pool_winners(
    x: ArrayLike, size: int | Pair, *, stride: int | Pair | None = None, smallest: bool = False
) -> NDArray[np.intp]:
    """Return the row and column of each window's largest (or smallest) cell.

    x (C, H, W) -> (C, H', W', 2); the stride is the size unless given. Of equals, the first in
    reading order wins, as in `max_pool2d_backward` and PyTorch.

    >>> pool_winners([[[1, 3], [3, 2]]], 2).tolist()
    [[[[0, 1]]]]
    """
    image = floating(x)
    check_image(image)
    at = pool_geometry((image.shape[1], image.shape[2]), size, stride)
    cells = np.stack([image[:, *tap] for tap in at.taps])
    first = (cells.argmin if smallest else cells.argmax)(axis=0)
    down, across = np.divmod(first, at.kernel[1])
    rows, columns = (np.arange(out) * step for out, step in zip(at.out, at.stride, strict=True))
    return np.stack([down + rows[:, None], across + columns], axis=-1)

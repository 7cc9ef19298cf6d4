"""Several answers to one picture: kernels side by side as a layer, or one applied repeatedly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnn_core import Kernel, conv2d
from ui.convolution import Convolution

PLACES = 2  # decimals that one application hands on to the next
LARGEST_WHOLE = 2**53  # whole numbers below are exact in float64 and in the browser


def framed(kernel: Kernel, rows: int, columns: int) -> Kernel:
    """Return the kernel with zeros around it, so that kernels of one layer have one size.

    What is left over goes to the end, as "same" padding does for even kernels.
    """
    high, wide = kernel.shape
    above, left = (rows - 1) // 2 - (high - 1) // 2, (columns - 1) // 2 - (wide - 1) // 2
    table = np.zeros((rows, columns), dtype=np.int64)
    table[above : above + high, left : left + wide] = kernel.numerators
    return replace(kernel, numerators=tuple(map(tuple, table.tolist())))


def layer(found: Convolution, kernels: Sequence[Kernel]) -> list[Convolution]:
    """Return one convolution for each kernel, all of the same size and settings."""
    rows = max(kernel.shape[0] for kernel in kernels)
    columns = max(kernel.shape[1] for kernel in kernels)
    return [replace(found, kernel=framed(kernel, rows, columns)) for kernel in kernels]


@dataclass(frozen=True)
class Repeated:
    """The last of `times` applications: what it reads and what it makes, as whole numbers."""

    times: int
    image: NDArray[np.float64]  # (1, H, W) over 10 ** places
    sums: NDArray[np.float64]  # (H', W') over 10 ** places and the kernel's divisor
    places: int

    @property
    def signed(self) -> bool:
        """Whether what it reads holds both signs."""
        return bool((self.image < 0).any())


def repeated(found: Convolution, times: int) -> Repeated:
    """Apply the kernel to its own answer, as often as exact whole numbers last.

    Each answer is rounded to `PLACES` decimals before the next, so that the last one checks by
    hand. The map may end before `times` are over: `Repeated.times` says how many were made.
    """
    if times == 1:
        return Repeated(1, found.picture.pixels.astype(np.float64), found.sums, 0)
    weights = np.array([[found.sliding.numerators]], np.float64)
    reach = np.abs(weights).sum()
    image = found.picture.pixels.astype(np.float64) * 10**PLACES
    last: Repeated | None = None
    for made in range(1, times + 1):
        try:
            sums = conv2d(image, weights, **found.options)
        except ValueError:
            if last is None:
                raise
            break  # the map is smaller than the kernel
        last = Repeated(made, image, sums[0], PLACES)
        image = np.rint(sums / found.sliding.divisor)
        if np.abs(image).max() * reach >= LARGEST_WHOLE:
            break
    assert last is not None
    return last

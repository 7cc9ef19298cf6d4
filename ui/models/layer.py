"""Several answers to one picture: kernels side by side as a layer, or one applied repeatedly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import Kernel, apply_repeatedly
from cnn_core.ops import conv2d
from ui.models.convolution import Convolution, Options

PLACES = 2  # decimals that one application hands on to the next
LARGEST_WHOLE = 2**53  # whole numbers below are exact in float64 and in the browser


def aligned(kernels: Sequence[Kernel], *, flip: bool = False) -> tuple[Kernel, ...]:
    """Return kernels of one shape: smaller ones get zeros around, their centres over each other.

    So each answers under "same" padding as it does alone, and all can be one layer. `flip`: they
    slide turned, which for even sides moves the centre. Errors: no kernels.
    """
    if not kernels:
        raise ValueError("a layer has at least one kernel")
    rows, columns = (max(kernel.shape[axis] for kernel in kernels) for axis in (0, 1))
    return tuple(_surrounded(kernel, rows, columns, flip) for kernel in kernels)


def _surrounded(kernel: Kernel, rows: int, columns: int, flip: bool) -> Kernel:
    above, left = (
        most // 2 - side // 2 if flip else (most - 1) // 2 - (side - 1) // 2
        for most, side in zip((rows, columns), kernel.shape, strict=True)
    )
    wide = [[0] * columns for _ in range(rows)]
    for r, row in enumerate(kernel.numerators):
        wide[above + r][left : left + len(row)] = row
    if (rows, columns) == kernel.shape:
        return kernel
    numerators = tuple(map(tuple, wide))
    return Kernel(kernel.name, kernel.title, kernel.sees, numerators, kernel.divisor)


def layer(found: Convolution, kernels: Sequence[Kernel]) -> list[Convolution]:
    """Return one convolution for each kernel, all of the same size and settings."""
    return [replace(found, kernel=kernel) for kernel in aligned(kernels, flip=found.flip)]


def unrounded(found: Convolution, times: int) -> NDArray[np.float64]:
    """Return the map (H', W') after `times` applications with nothing rounded between them."""
    image = found.picture.pixels.astype(np.float64)
    return np.asarray(apply_repeatedly(image, found.sliding, times, **found.options)[0])


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
    options: Options = {**found.options, "fill": float(found.fill * 10**PLACES)}
    last: Repeated | None = None
    for made in range(1, times + 1):
        try:
            sums = conv2d(image, weights, **options)
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

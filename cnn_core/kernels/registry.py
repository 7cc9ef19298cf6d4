"""The kernels one meets: whole numbers over one divisor, so that every answer checks by hand.

A new kernel is one function in `stencils` and one entry in KERNELS.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.sizes import Pair
from cnn_core.kernels import stencils

Numerators = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Kernel:
    """Weights as whole numerators over one positive divisor."""

    name: str
    title: str
    sees: str  # what it finds, in a sentence; "" for a kernel of the reader's own
    numerators: Numerators
    divisor: int

    def __post_init__(self) -> None:
        if not self.numerators or not self.numerators[0] or self.divisor < 1:
            raise ValueError("a kernel has at least one weight and a divisor of at least 1")
        if len({len(row) for row in self.numerators}) != 1:
            raise ValueError("the rows of a kernel are equally long")

    @property
    def shape(self) -> Pair:
        """Rows and columns."""
        return len(self.numerators), len(self.numerators[0])

    @property
    def size(self) -> int:
        """The longer side."""
        return max(self.shape)

    @property
    def sum(self) -> Fraction:
        """The exact sum of the weights: what a flat area of ones answers."""
        return Fraction(sum(map(sum, self.numerators)), self.divisor)

    @cached_property
    def weights(self) -> NDArray[np.float32]:
        """The weights (kh, kw), float32, read-only."""
        exact = [[n / self.divisor for n in row] for row in self.numerators]
        weights = np.array(exact, dtype=np.float32)
        weights.setflags(write=False)
        return weights

    def flipped(self) -> Kernel:
        """Turn by 180 degrees: sliding this kernel is convolution in the strict sense."""
        return self._turned([row[::-1] for row in self.numerators[::-1]], "flipped")

    def rotated(self) -> Kernel:
        """Turn by 90 degrees clockwise."""
        return self._turned(list(zip(*self.numerators[::-1], strict=True)), "rotated")

    def _turned(self, rows: Sequence[Sequence[int]], how: str) -> Kernel:
        numerators = tuple(tuple(row) for row in rows)
        if numerators == self.numerators:
            return self
        title = self.title.removesuffix(f", {how}") + f", {how}"
        return Kernel("custom", title, "", numerators, self.divisor)


@dataclass(frozen=True)
class KernelFamily:
    """One kind of kernel in all its sizes."""

    name: str
    title: str
    sees: str
    build: stencils.Build
    sizes: tuple[int, ...]
    default_size: int = 3
    angled: bool = False
    has_wavelength: bool = False

    def kernel(
        self, size: int | None = None, angle: float = 0.0, wavelength: float = 4.0
    ) -> Kernel:
        """Return the kernel of this size; angle (degrees) and wavelength (pixels) where they count.

        Errors: a size the family does not have, a wavelength outside 2 to 32.
        """
        size = self.default_size if size is None else size
        if size not in self.sizes:
            nearest = min(self.sizes, key=lambda one: abs(one - size))
            raise ValueError(f"{self.title} has no size {size}: the nearest is {nearest}")
        if not math.isfinite(angle):
            raise ValueError(f"angle {angle} is not a number of degrees: use 0 to 360")
        if not 2 <= wavelength <= 32:
            raise ValueError(f"a wave is 2 to 32 pixels long, not {wavelength:g}")
        turn = angle % 360 if self.angled else 0.0
        return _built(self.name, size, turn, wavelength if self.has_wavelength else 4.0)


@lru_cache(maxsize=512)
def _built(name: str, size: int, angle: float, wavelength: float) -> Kernel:
    family = KERNELS[name]
    rows, divisor = family.build(size, angle, wavelength)
    numerators = tuple(tuple(int(n) for n in row) for row in rows)
    return Kernel(name, family.title, family.sees, numerators, divisor)


_ODD = (3, 5, 7, 9, 11)
_ALL = tuple(range(2, 12))


def _registry(*families: KernelFamily) -> Mapping[str, KernelFamily]:
    return MappingProxyType({family.name: family for family in families})


KERNELS = _registry(
    KernelFamily(
        "identity",
        "Identity",
        "It copies every pixel.",
        stencils.identity,
        (1, *_ODD),
    ),
    KernelFamily(
        "box-blur",
        "Box blur",
        "It gives the mean of the window, so details smaller than the window fade.",
        stencils.box_blur,
        _ALL,
    ),
    KernelFamily(
        "gaussian",
        "Gaussian blur",
        "It gives a mean of the window in which near pixels count more than far ones.",
        stencils.gaussian,
        _ODD,
    ),
    KernelFamily(
        "sharpen",
        "Sharpen",
        "It adds to a pixel its difference from its 4 neighbours, so edges get steeper.",
        stencils.sharpen,
        (3,),
    ),
    KernelFamily(
        "laplacian-4",
        "Laplacian, 4 neighbours",
        "It says how far a pixel stands out from the 4 beside it (a high-pass kernel).",
        stencils.laplacian_4,
        (3,),
    ),
    KernelFamily(
        "laplacian-8",
        "Laplacian, 8 neighbours",
        "It says how far a pixel stands out from all 8 around it (a high-pass kernel).",
        stencils.laplacian_8,
        (3,),
    ),
    KernelFamily(
        "laplacian-of-gaussian",
        "Laplacian of Gaussian",
        "It finds bright spots of about its own size.",
        stencils.laplacian_of_gaussian,
        (5, 7, 9, 11),
        default_size=5,
    ),
    KernelFamily(
        "sobel-x",
        "Sobel x",
        "It finds vertical edges, and is positive where it gets brighter to the right.",
        stencils.sobel_x,
        (3, 5, 7),
    ),
    KernelFamily(
        "sobel-y",
        "Sobel y",
        "It finds horizontal edges, and is positive where it gets brighter downwards.",
        stencils.transposed(stencils.sobel_x),
        (3, 5, 7),
    ),
    KernelFamily(
        "prewitt-x",
        "Prewitt x",
        "It finds vertical edges as Sobel x does, but all its rows are alike.",
        stencils.prewitt_x,
        _ODD,
    ),
    KernelFamily(
        "prewitt-y",
        "Prewitt y",
        "It finds horizontal edges as Sobel y does, but all its columns are alike.",
        stencils.transposed(stencils.prewitt_x),
        _ODD,
    ),
    KernelFamily(
        "scharr-x",
        "Scharr x",
        "It finds vertical edges as Sobel x does, but depends less on the angle of an edge.",
        stencils.scharr_x,
        (3,),
    ),
    KernelFamily(
        "scharr-y",
        "Scharr y",
        "It finds horizontal edges as Sobel y does, but depends less on the angle of an edge.",
        stencils.transposed(stencils.scharr_x),
        (3,),
    ),
    KernelFamily(
        "vertical-edge",
        "Vertical edge",
        "It finds vertical edges, and is positive where the left side is brighter.",
        stencils.vertical_edge,
        _ALL,
    ),
    KernelFamily(
        "horizontal-edge",
        "Horizontal edge",
        "It finds horizontal edges, and is positive where the top is brighter.",
        stencils.transposed(stencils.vertical_edge),
        _ALL,
    ),
    KernelFamily(
        "two-column",
        "Two columns",
        "It subtracts the right neighbour from a pixel. No edge detector is smaller.",
        stencils.two_column,
        (2,),
        default_size=2,
    ),
    KernelFamily(
        "diagonal-edge-falling",
        "Diagonal edge, falling",
        "It finds edges that fall to the right, and is positive where the top right is brighter.",
        stencils.falling_edge,
        _ODD,
    ),
    KernelFamily(
        "diagonal-edge-rising",
        "Diagonal edge, rising",
        "It finds edges that rise to the right, and is positive where the bottom right is "
        "brighter.",
        stencils.rising_edge,
        _ODD,
    ),
    KernelFamily(
        "emboss",
        "Emboss",
        "It makes edges stand out as in a relief that is lit from the side.",
        stencils.emboss,
        (3,),
    ),
    KernelFamily(
        "motion-blur",
        "Motion blur",
        "It gives the mean along a line, as if the camera had moved in this direction.",
        stencils.motion_blur,
        _ODD,
        default_size=7,
        angled=True,
    ),
    KernelFamily(
        "gabor",
        "Gabor",
        "It finds stripes of its own width and direction, as cells of our visual cortex do.",
        stencils.gabor,
        _ODD,
        default_size=9,
        angled=True,
        has_wavelength=True,
    ),
)

"""The kernels one meets: whole numbers over one divisor, so that every answer checks by hand.

Angles are in degrees, from "towards the right" (0) to "downwards" (90): clockwise on screen.
A new kernel is one function that returns its numerators and divisor, and one entry in KERNELS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.sizes import Pair

Numerators = tuple[tuple[int, ...], ...]
Table = tuple[Sequence[Sequence[int]], int]


@dataclass(frozen=True)
class Kernel:
    """Weights as whole numerators over one positive divisor."""

    name: str
    title: str
    sees: str
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
        return Kernel("custom", title, verdict(numerators, self.divisor), numerators, self.divisor)


def verdict(numerators: Numerators, divisor: int) -> str:
    """Say what the sum of the weights tells about any kernel."""
    total = Fraction(sum(map(sum, numerators)), divisor)
    if total == 0:
        return "Its weights sum to 0: it answers nothing on flat areas."
    if total == 1:
        return "Its weights sum to 1: it keeps the brightness of flat areas."
    if total > 1:
        return f"Its weights sum to {float(total):g}: it brightens flat areas."
    if total > 0:
        return f"Its weights sum to {float(total):g}: it darkens flat areas."
    return f"Its weights sum to {float(total):g}: it makes flat areas negative."


@dataclass(frozen=True)
class KernelFamily:
    """One kind of kernel in all its sizes."""

    name: str
    title: str
    sees: str
    build: Callable[[int, float, float], Table]
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


def _transposed(build: Callable[[int, float, float], Table]) -> Callable[..., Table]:
    def turned(size: int, angle: float, wavelength: float) -> Table:
        rows, divisor = build(size, angle, wavelength)
        return list(zip(*rows, strict=True)), divisor

    return turned


def _identity(size: int, angle: float, wavelength: float) -> Table:
    """0 0 0 / 0 1 0 / 0 0 0."""
    middle = size // 2
    return [[int(r == c == middle) for c in range(size)] for r in range(size)], 1


def _box_blur(size: int, angle: float, wavelength: float) -> Table:
    """1 1 1 / 1 1 1 / 1 1 1, over 9."""
    return [[1] * size] * size, size * size


def _binomial(n: int) -> list[int]:
    return [math.comb(n, k) for k in range(n + 1)]


def _outer(down: Sequence[int], across: Sequence[int]) -> list[list[int]]:
    return [[a * b for b in across] for a in down]


def _gaussian(size: int, angle: float, wavelength: float) -> Table:
    """1 2 1 / 2 4 2 / 1 2 1, over 16: binomial numbers, the Gaussian of whole numbers."""
    return _outer(_binomial(size - 1), _binomial(size - 1)), 4 ** (size - 1)


def _sharpen(size: int, angle: float, wavelength: float) -> Table:
    """0 -1 0 / -1 5 -1 / 0 -1 0: identity plus Laplacian."""
    return [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1


def _laplacian_4(size: int, angle: float, wavelength: float) -> Table:
    """0 -1 0 / -1 4 -1 / 0 -1 0."""
    return [[0, -1, 0], [-1, 4, -1], [0, -1, 0]], 1


def _laplacian_8(size: int, angle: float, wavelength: float) -> Table:
    """-1 -1 -1 / -1 8 -1 / -1 -1 -1."""
    return [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], 1


def _laplacian_of_gaussian(size: int, angle: float, wavelength: float) -> Table:
    """Binomial Gaussian of size - 2, then the 4-neighbour Laplacian, in one kernel."""
    blur, divisor = _gaussian(size - 2, angle, wavelength)
    wide = np.pad(np.array(blur), 2)
    laplacian = 4 * wide[1:-1, 1:-1] - wide[:-2, 1:-1] - wide[2:, 1:-1]
    laplacian -= wide[1:-1, :-2] + wide[1:-1, 2:]
    return laplacian.tolist(), divisor


def _sobel_x(size: int, angle: float, wavelength: float) -> Table:
    """-1 0 1 / -2 0 2 / -1 0 1: binomial blur down, blurred difference across."""
    across = np.convolve(_binomial(size - 3), [-1, 0, 1]).tolist()
    return _outer(_binomial(size - 1), across), 1


def _prewitt_x(size: int, angle: float, wavelength: float) -> Table:
    """-1 0 1 in every row, -2 -1 0 1 2 for size 5: the slope of the plane that fits best."""
    middle = size // 2
    return [[c - middle for c in range(size)]] * size, 1


def _scharr_x(size: int, angle: float, wavelength: float) -> Table:
    """-3 0 3 / -10 0 10 / -3 0 3 (Scharr 2000): nearly the same answer at every angle."""
    return _outer([3, 10, 3], [-1, 0, 1]), 1


def _vertical_edge(size: int, angle: float, wavelength: float) -> Table:
    """1 0 -1 in every row; larger sizes have as many columns of 1 as of -1."""
    half = size // 2
    return [[1] * half + [0] * (size % 2) + [-1] * half] * size, 1


def _two_column(size: int, angle: float, wavelength: float) -> Table:
    """1 -1."""
    return [[1, -1]], 1


def _falling_edge(size: int, angle: float, wavelength: float) -> Table:
    """0 1 2 / -1 0 1 / -2 -1 0."""
    return [[c - r for c in range(size)] for r in range(size)], 1


def _rising_edge(size: int, angle: float, wavelength: float) -> Table:
    """-2 -1 0 / -1 0 1 / 0 1 2."""
    return [[r + c - (size - 1) for c in range(size)] for r in range(size)], 1


def _emboss(size: int, angle: float, wavelength: float) -> Table:
    """-2 -1 0 / -1 1 1 / 0 1 2: the image plus light from the upper left."""
    return [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]], 1


def _motion_blur(size: int, angle: float, wavelength: float) -> Table:
    """1s along a line through the centre, over their number."""
    middle, radians = size // 2, math.radians(angle)
    across, down = math.cos(radians), math.sin(radians)
    longer = max(abs(across), abs(down))
    rows = [[0] * size for _ in range(size)]
    for step in range(-middle, middle + 1):
        r, c = (round(step * part / longer, 9) for part in (down, across))
        rows[middle + round(r)][middle + round(c)] = 1
    return rows, size


def _gabor(size: int, angle: float, wavelength: float) -> Table:
    """Draw a wave under a Gaussian, in hundredths, less its mean so that flat areas answer 0.

    exp(-(u^2 + v^2 / 4) / 2s^2) cos(2 pi u / wavelength), u along the angle, v across it,
    s = 0.56 wavelength (one octave wide): Daugman 1985.
    """
    middle, turn = size // 2, math.radians(angle)
    down, across = np.mgrid[-middle : middle + 1, -middle : middle + 1]
    along = across * math.cos(turn) + down * math.sin(turn)
    beside = down * math.cos(turn) - across * math.sin(turn)
    bell = np.exp(-(along**2 + beside**2 / 4) / (2 * (0.56 * wavelength) ** 2))
    wave = bell * np.cos(2 * math.pi * along / wavelength)
    wave -= bell * (wave.sum() / bell.sum())
    hundredths = np.rint(100 * wave / np.abs(wave).max()).astype(int)
    # Rounding leaves a few hundredths over; the centre takes them, which keeps the symmetry.
    hundredths[middle, middle] -= hundredths.sum()
    return hundredths.tolist(), 100


_ODD = (3, 5, 7, 9, 11)
_ALL = tuple(range(2, 12))


def _registry(*families: KernelFamily) -> Mapping[str, KernelFamily]:
    return MappingProxyType({family.name: family for family in families})


KERNELS = _registry(
    KernelFamily(
        "identity",
        "Identity",
        "Every pixel as it is.",
        _identity,
        (1, *_ODD),
    ),
    KernelFamily(
        "box-blur",
        "Box blur",
        "The mean of the window: details smaller than it fade.",
        _box_blur,
        _ALL,
    ),
    KernelFamily(
        "gaussian",
        "Gaussian blur",
        "The mean of the window, with near pixels counting more than far ones.",
        _gaussian,
        _ODD,
    ),
    KernelFamily(
        "sharpen",
        "Sharpen",
        "The pixel plus its difference from its 4 neighbours: edges get steeper.",
        _sharpen,
        (3,),
    ),
    KernelFamily(
        "laplacian-4",
        "High-pass (Laplacian, 4 neighbours, centre +4)",
        "How far a pixel stands out from the 4 pixels beside it.",
        _laplacian_4,
        (3,),
    ),
    KernelFamily(
        "laplacian-8",
        "High-pass (Laplacian, 8 neighbours, centre +8)",
        "How far a pixel stands out from all 8 pixels around it.",
        _laplacian_8,
        (3,),
    ),
    KernelFamily(
        "laplacian-of-gaussian",
        "Laplacian of Gaussian (centre positive)",
        "Spots of about its own size, brighter than what surrounds them.",
        _laplacian_of_gaussian,
        (5, 7, 9, 11),
        default_size=5,
    ),
    KernelFamily(
        "sobel-x",
        "Sobel x",
        "Vertical edges: positive where it gets brighter to the right.",
        _sobel_x,
        (3, 5, 7),
    ),
    KernelFamily(
        "sobel-y",
        "Sobel y",
        "Horizontal edges: positive where it gets brighter downwards.",
        _transposed(_sobel_x),
        (3, 5, 7),
    ),
    KernelFamily(
        "prewitt-x",
        "Prewitt x",
        "Vertical edges, all rows alike: positive where it gets brighter to the right.",
        _prewitt_x,
        _ODD,
    ),
    KernelFamily(
        "prewitt-y",
        "Prewitt y",
        "Horizontal edges, all columns alike: positive where it gets brighter downwards.",
        _transposed(_prewitt_x),
        _ODD,
    ),
    KernelFamily(
        "scharr-x",
        "Scharr x",
        "Vertical edges, with a truer angle than Sobel: positive where brighter to the right.",
        _scharr_x,
        (3,),
    ),
    KernelFamily(
        "scharr-y",
        "Scharr y",
        "Horizontal edges, with a truer angle than Sobel: positive where brighter downwards.",
        _transposed(_scharr_x),
        (3,),
    ),
    KernelFamily(
        "vertical-edge",
        "Vertical edge",
        "Vertical edges: positive where the left is brighter.",
        _vertical_edge,
        _ALL,
    ),
    KernelFamily(
        "horizontal-edge",
        "Horizontal edge",
        "Horizontal edges: positive where the top is brighter.",
        _transposed(_vertical_edge),
        _ALL,
    ),
    KernelFamily(
        "two-column",
        "Two columns",
        "The pixel minus its right neighbour: the smallest edge detector.",
        _two_column,
        (2,),
        default_size=2,
    ),
    KernelFamily(
        "diagonal-edge-falling",
        "Diagonal edge, falling",
        "Edges that run like \\: positive where the upper right is brighter.",
        _falling_edge,
        _ODD,
    ),
    KernelFamily(
        "diagonal-edge-rising",
        "Diagonal edge, rising",
        "Edges that run like /: positive where the lower right is brighter.",
        _rising_edge,
        _ODD,
    ),
    KernelFamily(
        "emboss",
        "Emboss",
        "The image as a relief: edges that get brighter towards the lower right stand out.",
        _emboss,
        (3,),
    ),
    KernelFamily(
        "motion-blur",
        "Motion blur",
        "The mean along a line: what lies across the line smears, what lies along it stays.",
        _motion_blur,
        _ODD,
        default_size=7,
        angled=True,
    ),
    KernelFamily(
        "gabor",
        "Gabor",
        "Stripes of its wavelength and direction, as cells of the visual cortex do.",
        _gabor,
        _ODD,
        default_size=9,
        angled=True,
        has_wavelength=True,
    ),
)

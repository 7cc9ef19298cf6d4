"""The numbers of each kernel: from size, angle and wavelength to numerators and their divisor.

Angles are in degrees, from "towards the right" (0) to "downwards" (90): clockwise on screen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

Table = tuple[Sequence[Sequence[int]], int]
Build = Callable[[int, float, float], Table]


def transposed(build: Build) -> Build:
    """Swap rows and columns: the kernel for the other axis."""

    def turned(size: int, angle: float, wavelength: float) -> Table:
        rows, divisor = build(size, angle, wavelength)
        return list(zip(*rows, strict=True)), divisor

    return turned


def identity(size: int, angle: float, wavelength: float) -> Table:
    """0 0 0 / 0 1 0 / 0 0 0."""
    middle = size // 2
    return [[int(r == c == middle) for c in range(size)] for r in range(size)], 1


def box_blur(size: int, angle: float, wavelength: float) -> Table:
    """1 1 1 / 1 1 1 / 1 1 1, over 9."""
    return [[1] * size] * size, size * size


def _binomial(n: int) -> list[int]:
    return [math.comb(n, k) for k in range(n + 1)]


def _outer(down: Sequence[int], across: Sequence[int]) -> list[list[int]]:
    return [[a * b for b in across] for a in down]


def gaussian(size: int, angle: float, wavelength: float) -> Table:
    """1 2 1 / 2 4 2 / 1 2 1, over 16: binomial numbers, the Gaussian of whole numbers."""
    return _outer(_binomial(size - 1), _binomial(size - 1)), 4 ** (size - 1)


def sharpen(size: int, angle: float, wavelength: float) -> Table:
    """0 -1 0 / -1 5 -1 / 0 -1 0: identity plus Laplacian."""
    return [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1


def laplacian_4(size: int, angle: float, wavelength: float) -> Table:
    """0 -1 0 / -1 4 -1 / 0 -1 0."""
    return [[0, -1, 0], [-1, 4, -1], [0, -1, 0]], 1


def laplacian_8(size: int, angle: float, wavelength: float) -> Table:
    """-1 -1 -1 / -1 8 -1 / -1 -1 -1."""
    return [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], 1


def laplacian_of_gaussian(size: int, angle: float, wavelength: float) -> Table:
    """Binomial Gaussian of size - 2, then the 4-neighbour Laplacian, in one kernel."""
    blur, divisor = gaussian(size - 2, angle, wavelength)
    wide = np.pad(np.array(blur), 2)
    laplacian = 4 * wide[1:-1, 1:-1] - wide[:-2, 1:-1] - wide[2:, 1:-1]
    laplacian -= wide[1:-1, :-2] + wide[1:-1, 2:]
    return laplacian.tolist(), divisor


def sobel_x(size: int, angle: float, wavelength: float) -> Table:
    """-1 0 1 / -2 0 2 / -1 0 1: binomial blur down, blurred difference across."""
    across = np.convolve(_binomial(size - 3), [-1, 0, 1]).tolist()
    return _outer(_binomial(size - 1), across), 1


def prewitt_x(size: int, angle: float, wavelength: float) -> Table:
    """-1 0 1 in every row, -2 -1 0 1 2 for size 5: the slope of the plane that fits best."""
    middle = size // 2
    return [[c - middle for c in range(size)]] * size, 1


def scharr_x(size: int, angle: float, wavelength: float) -> Table:
    """-3 0 3 / -10 0 10 / -3 0 3 (Scharr 2000): nearly the same answer at every angle."""
    return _outer([3, 10, 3], [-1, 0, 1]), 1


def vertical_edge(size: int, angle: float, wavelength: float) -> Table:
    """1 0 -1 in every row; larger sizes have as many columns of 1 as of -1."""
    half = size // 2
    return [[1] * half + [0] * (size % 2) + [-1] * half] * size, 1


def two_column(size: int, angle: float, wavelength: float) -> Table:
    """1 -1."""
    return [[1, -1]], 1


def falling_edge(size: int, angle: float, wavelength: float) -> Table:
    """0 1 2 / -1 0 1 / -2 -1 0."""
    return [[c - r for c in range(size)] for r in range(size)], 1


def rising_edge(size: int, angle: float, wavelength: float) -> Table:
    """-2 -1 0 / -1 0 1 / 0 1 2."""
    return [[r + c - (size - 1) for c in range(size)] for r in range(size)], 1


def emboss(size: int, angle: float, wavelength: float) -> Table:
    """-2 -1 0 / -1 1 1 / 0 1 2: the image plus light from the upper left."""
    return [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]], 1


def motion_blur(size: int, angle: float, wavelength: float) -> Table:
    """1s along a line through the centre, over their number."""
    middle, radians = size // 2, math.radians(angle)
    across, down = math.cos(radians), math.sin(radians)
    longer = max(abs(across), abs(down))
    rows = [[0] * size for _ in range(size)]
    for step in range(-middle, middle + 1):
        r, c = (round(step * part / longer, 9) for part in (down, across))
        rows[middle + round(r)][middle + round(c)] = 1
    return rows, size


def gabor(size: int, angle: float, wavelength: float) -> Table:
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

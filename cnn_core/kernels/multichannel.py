"""Kernels as deep as their input: one plane of weights a channel, one bias for all of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.phrases import counted
from cnn_core.kernels.numbers import DECIMALS
from cnn_core.kernels.registry import Kernel, Numerators
from cnn_core.kernels.text import format_weights, parse_weights

PLANE, KERNEL = "|", "||"  # what keeps planes and kernels apart in text
MOST_KERNELS = 8


@dataclass(frozen=True)
class DeepKernel:
    """One kernel of D planes (D, kh, kw) and its bias, as whole numbers over one divisor."""

    title: str
    planes: tuple[Numerators, ...]
    divisor: int = 1
    bias: int = 0  # over the divisor, too

    @property
    def shape(self) -> tuple[int, int, int]:
        """Depth, rows and columns."""
        return len(self.planes), len(self.planes[0]), len(self.planes[0][0])

    @property
    def numerators(self) -> NDArray[np.int64]:
        """The weights (D, kh, kw) before the division."""
        return np.array(self.planes, dtype=np.int64)

    @property
    def sum(self) -> Fraction:
        """The exact sum of the weights, without the bias."""
        return Fraction(int(self.numerators.sum()), self.divisor)

    @property
    def exact_bias(self) -> Fraction:
        """The bias itself."""
        return Fraction(self.bias, self.divisor)

    def exact(self) -> list[list[list[Fraction]]]:
        """Return the weights themselves."""
        return [[[Fraction(n, self.divisor) for n in row] for row in p] for p in self.planes]

    def flipped(self) -> DeepKernel:
        """Turn every plane by 180 degrees; the planes stay in their order."""
        planes = tuple(tuple(row[::-1] for row in plane[::-1]) for plane in self.planes)
        return DeepKernel(self.title, planes, self.divisor, self.bias)


def deep_from(
    weights: Sequence[Sequence[Sequence[Fraction]]], bias: Fraction = Fraction(0), title: str = ""
) -> DeepKernel:
    """Return exact weights (D, kh, kw) and a bias over one divisor.

    A power of ten where decimals are exact, so that 0.5 is shown as it was typed. Errors: planes
    of several sizes.

    >>> deep_from([[[Fraction(1, 2)]], [[Fraction(1)]]], Fraction(1)).planes
    (((5,),), ((10,),))
    """
    shapes = {(len(plane), *{len(row) for row in plane}) for plane in weights}
    if len(shapes) != 1:
        raise ValueError("the planes of a kernel have the same rows and columns: fill up with 0")
    exact = [bias, *(one for plane in weights for row in plane for one in row)]
    divisor = math.lcm(*(one.denominator for one in exact))
    powers = (10**places for places in range(DECIMALS + 1))
    divisor = next((power for power in powers if power % divisor == 0), divisor)
    planes = tuple(tuple(tuple(int(w * divisor) for w in row) for row in p) for p in weights)
    return DeepKernel(title, planes, divisor, int(bias * divisor))


def deep_kernel(
    kernel: Kernel, mix: Sequence[Fraction | int], bias: Fraction | int = 0, title: str = ""
) -> DeepKernel:
    """Return a flat kernel on every plane, times the number that `mix` has for the plane.

    >>> from cnn_core.kernels.registry import KERNELS
    >>> deep_kernel(KERNELS["two-column"].kernel(), (1, 0, -1)).numerators[2].tolist()
    [[-1, 1]]
    """
    exact = [[Fraction(n, kernel.divisor) for n in row] for row in kernel.numerators]
    planes = [[[Fraction(one) * weight for weight in row] for row in exact] for one in mix]
    return deep_from(planes, Fraction(bias), title)


def fitted(kernel: DeepKernel, channels: int) -> DeepKernel:
    """Return a kernel as deep as its input.

    One plane is repeated for every channel. Several over one channel are added up, which answers
    as they would to as many equal channels. Errors: neither of the two.
    """
    depth, exact = kernel.shape[0], kernel.exact()
    if depth == channels:
        return kernel
    if depth == 1:
        planes = exact * channels
    elif channels == 1:
        rows = zip(*exact, strict=True)
        planes = [[[sum(w, Fraction(0)) for w in zip(*row, strict=True)] for row in rows]]
    else:
        raise ValueError(
            f"a kernel of {counted(depth, 'plane')} does not fit an input of "
            f"{counted(channels, 'channel')}: give it 1 plane or {channels}"
        )
    return deep_from(planes, kernel.exact_bias, kernel.title)


def parse_deep(text: str) -> list[DeepKernel]:
    """Read kernels from text: planes as `parse_weights` reads them, apart by |, kernels by ||.

    All planes have one size and all kernels one depth, 1 or 3. Errors: where they do not.

    >>> [kernel.shape for kernel in parse_deep("1,-1|0,0|-1,1||2,2")]
    Traceback (most recent call last):
    ...
    ValueError: kernel 2 is 1 deep, kernel 1 is 3: give all the same planes
    """
    kernels = [[parse_weights(p) for p in k.split(PLANE)] for k in text.split(KERNEL)]
    if len(kernels) > MOST_KERNELS:
        raise ValueError(f"{len(kernels)} kernels are too many: {MOST_KERNELS} at most")
    depth, size = len(kernels[0]), kernels[0][0].shape
    if depth not in (1, 3):
        raise ValueError(f"a kernel has 1 plane or 3 (red, green, blue), not {depth}")
    for number, planes in enumerate(kernels, 1):
        if len(planes) != depth:
            raise ValueError(
                f"kernel {number} is {len(planes)} deep, kernel 1 is {depth}: "
                "give all the same planes"
            )
        for plane in planes:
            if plane.shape != size:
                rows, columns = plane.shape
                raise ValueError(
                    f"a plane of kernel {number} is {rows}×{columns}, the first is "
                    f"{size[0]}×{size[1]}: fill up with 0"
                )
    return [
        deep_from([[[Fraction(n, p.divisor) for n in row] for row in p.numerators] for p in planes])
        for planes in kernels
    ]


def format_deep(kernels: Sequence[DeepKernel]) -> str:
    """Write kernels, without their biases, as text that `parse_deep` reads back exactly."""
    return KERNEL.join(PLANE.join(plane_texts(kernel)) for kernel in kernels)


def plane_texts(kernel: DeepKernel) -> list[str]:
    """Write each plane of a kernel as `parse_weights` reads it."""
    return [format_weights(Kernel("", "", "", p, kernel.divisor)) for p in kernel.planes]


def conv_parameters(kernel: tuple[int, int], channels: int, filters: int, groups: int = 1) -> int:
    """Return the numbers that a convolutional layer learns: (kh kw C / groups + 1) F.

    Errors: groups that do not divide channels and filters.

    >>> [conv_parameters((3, 3), c, f) for c, f in ((3, 10), (3, 32), (16, 32))]
    [280, 896, 4640]
    """
    if min(*kernel, channels, filters, groups) < 1 or channels % groups or filters % groups:
        raise ValueError(
            f"groups {groups} must divide {counted(channels, 'channel')} and "
            f"{counted(filters, 'filter')}: 1 always does"
        )
    return (math.prod(kernel) * channels // groups + 1) * filters


@dataclass(frozen=True)
class Mix:
    """How much of red, green and blue a kernel takes."""

    title: str
    weights: tuple[Fraction, Fraction, Fraction]


def _mix(title: str, *weights: int, over: int = 1) -> Mix:
    red, green, blue = (Fraction(one, over) for one in weights)
    return Mix(title, (red, green, blue))


# Name in the link -> mix, in the order of the menu.
MIXES: Mapping[str, Mix] = MappingProxyType(
    {
        "all": _mix("red + green + blue", 1, 1, 1),
        "red-blue": _mix("red − blue", 1, 0, -1),
        "green-others": _mix("2 green − red − blue", -1, 2, -1),
        "yellow-blue": _mix("red + green − 2 blue", 1, 1, -2),
        "red-green": _mix("red − green", 1, -1, 0),
        "red": _mix("red alone", 1, 0, 0),
        "green": _mix("green alone", 0, 1, 0),
        "blue": _mix("blue alone", 0, 0, 1),
        "light": _mix("brightness", 299, 587, 114, over=1000),
    }
)

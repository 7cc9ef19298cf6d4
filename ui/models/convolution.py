"""One picture under one kernel: the settings of a view, and what the core answers to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from cnn_core.explain import Window, window_at
from cnn_core.geometry import output_size, pad_amounts
from cnn_core.kernels import Kernel
from cnn_core.ops import conv2d
from ui.pictures import Picture

# Whole numbers below this are exact in float32.
EXACT = 2**24


def is_picture(kernel: Kernel) -> bool:
    """Tell whether a kernel makes a picture of a picture: a mean, a sum, or a sharper one."""
    positive = all(n >= 0 for row in kernel.numerators for n in row)
    return kernel.sum > 0 and (positive or kernel.sum <= 2)


class Options(TypedDict):
    """The keyword arguments that every convolution of the core takes."""

    stride: int
    padding: int | str
    dilation: int
    padding_mode: str
    fill: float


class Sliding(ABC):
    """Windows that slide over something: how large the answer is, and what the core is told."""

    stride: int
    padding: int | str
    dilation: int
    mode: str
    fill: int

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the window."""

    @property
    @abstractmethod
    def read(self) -> tuple[int, int]:
        """Rows and columns of what is read."""

    @property
    def options(self) -> Options:
        """The settings as keyword arguments of the core."""
        return Options(
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            padding_mode=self.mode,
            fill=float(self.fill),
        )

    @cached_property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the map; ValueError in words when there is none."""
        return output_size(
            self.read,
            self.shape,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
        )

    @cached_property
    def amounts(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Cells of padding ((above, below), (left, right))."""
        return pad_amounts(self.padding, self.shape, stride=self.stride, dilation=self.dilation)


@dataclass(frozen=True)
class Convolution(Sliding):
    """A picture of one channel (1, H, W), the kernel that slides over it, and how it slides."""

    picture: Picture
    kernel: Kernel  # as chosen; `sliding` is what moves over the picture
    stride: int = 1
    padding: int | str = 0  # cells on every side, or "same", "full"
    dilation: int = 1
    mode: str = "zeros"  # one of cnn_core.PADDING_MODES
    fill: int = 0  # the value of "constant" padding, 0..255
    flip: bool = False  # slide the kernel turned by 180 degrees: convolution in the strict sense

    @cached_property
    def sliding(self) -> Kernel:
        """The kernel as it lies on the picture."""
        return self.kernel.flipped() if self.flip else self.kernel

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the kernel."""
        return self.kernel.shape

    @property
    def read(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        rows, columns = self.picture.pixels.shape[1:]
        return rows, columns

    @property
    def is_picture(self) -> bool:
        """Whether the map is a picture again, darker or brighter, and drawn in grey.

        Weights that are never negative only add light up; others must sum to about 1.
        """
        return is_picture(self.kernel)

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """The map (H', W') before the division: exact whole numbers."""
        numerators = np.array(self.sliding.numerators)[None, None]
        largest = 255 * int(np.abs(numerators).sum())
        exact = np.float32 if largest < EXACT else np.float64
        image = self.picture.pixels.astype(exact)
        sums = conv2d(image, numerators.astype(exact), **self.options)
        return np.asarray(sums[0], dtype=np.float64)

    @cached_property
    def map(self) -> NDArray[np.float32]:
        """The map (H', W'): the sums over the kernel's divisor."""
        return (self.sums / self.sliding.divisor).astype(np.float32)

    def window(self, row: int, column: int) -> Window:
        """Explain one cell of the map."""
        image = self.picture.pixels.astype(np.float64)
        weights = self.sliding.weights.astype(np.float64)[None, None]
        return window_at(image, weights, cell=(row, column), **self.options)

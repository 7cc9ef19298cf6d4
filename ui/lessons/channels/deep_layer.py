"""Several planes under kernels as deep as they are, in exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.explain import Window, window_at
from cnn_core.kernels import KERNELS, DeepKernel, conv_parameters, deep_kernel
from cnn_core.ops import conv2d
from ui.models.convolution import Sliding
from ui.pictures import Picture


@dataclass(frozen=True, eq=False)
class Deep(Sliding):
    """Planes (C, H, W) of whole numbers and the kernels that slide over them."""

    picture: Picture  # where the planes come from
    planes: NDArray[np.int64]  # (C, H, W)
    names: tuple[str, ...]  # what each plane is called
    kernels: tuple[DeepKernel, ...]  # as chosen, C / groups deep each
    stride: int = 1
    padding: int | str = 0
    dilation: int = 1
    mode: str = "zeros"
    fill: int = 0
    flip: bool = False
    groups: int = 1
    before: Deep | None = None  # the layer whose maps the planes are

    @cached_property
    def sliding(self) -> tuple[DeepKernel, ...]:
        """The kernels as they lie on the planes."""
        return tuple(one.flipped() for one in self.kernels) if self.flip else self.kernels

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of every plane of every kernel."""
        return self.kernels[0].shape[1:]

    @property
    def depth(self) -> int:
        """Planes of every kernel."""
        return self.kernels[0].shape[0]

    @property
    def read(self) -> tuple[int, int]:
        """Rows and columns of every plane."""
        rows, columns = self.planes.shape[1:]
        return rows, columns

    @property
    def own_kernels(self) -> int:
        """Different kernels: with groups, each group has the same ones."""
        return len(self.kernels) // self.groups

    @property
    def parameters(self) -> int:
        """Weights and biases that the layer learns: those of its different kernels."""
        return conv_parameters(self.shape, self.depth, self.own_kernels)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """The numerators (F, C / groups, kh, kw)."""
        return np.stack([one.numerators for one in self.sliding]).astype(np.float64)

    @cached_property
    def biases(self) -> NDArray[np.float64]:
        """The biases (F,) over each kernel's divisor."""
        return np.array([one.bias for one in self.sliding], dtype=np.float64)

    @cached_property
    def divisors(self) -> NDArray[np.float64]:
        """What the sums of each kernel are divided by, (F,)."""
        return np.array([one.divisor for one in self.sliding], dtype=np.float64)

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """The maps (F, H', W') before the division: exact whole numbers, the bias among them."""
        planes = self.planes.astype(np.float64)
        sums = conv2d(planes, self.weights, self.biases, groups=self.groups, **self.options)
        return np.asarray(sums, dtype=np.float64)

    @cached_property
    def maps(self) -> NDArray[np.float64]:
        """The maps (F, H', W')."""
        return np.asarray(self.sums / self.divisors[:, None, None])

    def window(self, f: int, row: int, column: int) -> Window:
        """Explain one cell of map f, in numerators."""
        return window_at(
            self.planes.astype(np.float64),
            self.weights,
            self.biases,
            cell=(row, column),
            filter=f,
            groups=self.groups,
            **self.options,
        )

    def value(self, f: int, row: int, column: int) -> Fraction:
        """Return one cell of map f, exactly."""
        return Fraction(int(self.window(f, row, column).sum), self.sliding[f].divisor)


def flat_layer(picture: Picture, names: Sequence[str], padding: int, mode: str) -> Deep:
    """Return a grey picture under kernels of 3x3 whole weights."""
    kernels = [KERNELS[name].kernel(3) for name in names]
    return Deep(
        picture,
        picture.pixels.astype(np.int64),
        ("grey",),
        tuple(deep_kernel(one, (1,), title=one.title) for one in kernels),
        padding=padding,
        mode=mode,
    )

"""A feature map and what an activation makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.analysis import count_zeros
from cnn_core.ops import ACTIVATIONS
from cnn_core.ops.activations import ActivationFunction
from ui.models.convolution import Convolution

TENTHS = 10  # of a bias
STRONGEST_BIAS = 50  # tenths


@dataclass(frozen=True)
class Activated:
    """The map of a convolution over pixels from 0 to 1, a bias, and one of ACTIVATIONS."""

    convolution: Convolution
    kind: str
    tenths: int = 0  # of the bias

    @property
    def function(self) -> ActivationFunction:
        """The activation."""
        return ACTIVATIONS[self.kind]

    @property
    def bias(self) -> Fraction:
        """What is added to every number before the activation."""
        return Fraction(self.tenths, TENTHS)

    @property
    def divisor(self) -> int:
        """What `numerators` are over: the kernel's divisor times white, times 10 with a bias."""
        below = self.convolution.sliding.divisor * self.convolution.picture.white
        return below * TENTHS if self.tenths else below

    @cached_property
    def numerators(self) -> NDArray[np.float64]:
        """The map with its bias (H', W'), whole numbers over `divisor`."""
        sums = self.convolution.sums
        if not self.tenths:
            return sums
        return np.asarray(sums * TENTHS + self.tenths * (self.divisor // TENTHS))

    @cached_property
    def before(self) -> NDArray[np.float64]:
        """The map with its bias, (H', W')."""
        return np.asarray(self.numerators / self.divisor)

    @cached_property
    def after(self) -> NDArray[np.float64]:
        """The activated map (H', W')."""
        return np.asarray(self.function.forward(self.before), dtype=np.float64)

    @cached_property
    def slopes(self) -> NDArray[np.float64]:
        """The activation's slope at each cell (H', W')."""
        return np.asarray(self.function.slope(self.before), dtype=np.float64)

    @property
    def stays_above(self) -> bool:
        """Whether the activation is never negative: its map is drawn from black to white."""
        return bool((self.function.forward(np.linspace(-10, 10, 201)) >= 0).all())

    @property
    def zeros(self) -> int:
        """How many cells are exactly 0 after the activation."""
        return count_zeros(self.after)

    @property
    def flat(self) -> int:
        """How many cells have slope 0, so that nothing is learnt through them."""
        return count_zeros(self.slopes)

    def exact(self, row: int, column: int) -> Fraction:
        """Return the number of one cell before the activation."""
        return Fraction(int(self.numerators[row, column]), self.divisor)

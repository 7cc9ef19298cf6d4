"""A convolution by frequencies: the picture's waves, each times one number, added up again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy
from numpy.typing import NDArray

from cnn_core.analysis import Passing, frequency_response, passing, strength
from cnn_core.kernels import Kernel
from cnn_core.ops import conv2d
from ui.frame.questions import Cell
from ui.lessons.kernels.words import views as say
from ui.link.settings import Cell as CellSetting
from ui.link.settings import quoted
from ui.link.view import View
from ui.models.convolution import Convolution
from ui.pictures import Picture

Values = NDArray[np.float64]
Complex = NDArray[np.complex128]

# The longer side of the picture, and why.
REDUCED = (65, say.SINGLE_WAVES_CAN_BE_POINTED)
# Waves down and across; at the border of the spectrum they are 2 pixels long.
FREQUENCY = CellSetting("frequency", (0, 8), "waves down,waves across")


@dataclass(frozen=True)
class Frequencies:
    """One picture and one kernel, transformed; frequency (0, 0) is at (H // 2, W // 2)."""

    convolution: Convolution  # "same" padding that goes on at the other side

    @cached_property
    def weights(self) -> Values:
        """The kernel (kh, kw), float64."""
        kernel = self.convolution.sliding
        return np.array(kernel.numerators, np.float64) / kernel.divisor

    @cached_property
    def spectrum(self) -> Complex:
        """The picture's waves (H, W) in greys: that of frequency 0 is the picture's mean."""
        image = self.convolution.picture.pixels[0].astype(np.float64)
        return np.asarray(scipy.fft.fftshift(scipy.fft.fft2(image, norm="forward")))

    @cached_property
    def response(self) -> Complex:
        """What the kernel multiplies each wave with (H, W)."""
        return frequency_response(self.weights, self.convolution.read)

    @cached_property
    def strength(self) -> Values:
        """|H|: how much is left of each wave (H, W)."""
        return strength(self.response, self.weights)

    @cached_property
    def back(self) -> Values:
        """The map (H, W) by the inverse transform of spectrum times response."""
        product = scipy.fft.ifftshift(self.spectrum * self.response)
        return np.asarray(scipy.fft.ifft2(product, norm="forward").real)

    @cached_property
    def slid(self) -> Values:
        """The map (H, W) by the kernel that slides over the picture, which goes on at its border.

        Padded here, for a kernel may be larger than the picture: it then goes around more often.
        """
        found = self.convolution
        padded = np.pad(found.picture.pixels[0].astype(np.float64), found.amounts, mode="wrap")
        numerators = np.array(found.sliding.numerators, np.float64)[None, None]
        sums = conv2d(padded[None], numerators)
        return np.asarray(sums[0] / found.sliding.divisor)

    @property
    def difference(self) -> Values:
        """What is left of one map minus the other."""
        return self.back - self.slid

    def arrays(self) -> dict[str, Values]:
        """Return what there is to take away, by its name: |F|, |H|, the map; (H, W) each."""
        return {"spectrum": np.abs(self.spectrum), "response": self.strength, "map": self.back}

    @property
    def passes(self) -> Passing:
        """Which waves the kernel lets through."""
        return passing(self.weights)


def transformed(kernel: Kernel, picture: Picture) -> Frequencies:
    """Return the transforms of a kernel and of a picture that goes on at its borders."""
    return Frequencies(Convolution(picture, kernel, padding="same", mode="circular"))


def settle_frequency(view: View, size: tuple[int, int]) -> None:
    """Bring the view's frequency into the spectrum of a picture of this size."""
    down, across = (
        min(max(wanted, -(side // 2)), (side - 1) // 2)
        for wanted, side in zip(view[FREQUENCY], size, strict=True)
    )
    if (down, across) == view[FREQUENCY]:
        return
    if view.arrived and FREQUENCY.name in view.named:
        asked = quoted(FREQUENCY.write(view[FREQUENCY]))
        said = say.IMAGE_OF_PIXELS_HAS_NO.format(rows=size[0], columns=size[1], asked=asked)
        nearest = FREQUENCY.write((down, across))
        view.change(
            FREQUENCY,
            (down, across),
            say.FREQUENCY_IS_USED_INSTEAD.format(said=said, nearest=nearest),
        )
    else:
        view.fit(FREQUENCY, (down, across))


def place(frequency: tuple[int, int], size: tuple[int, int]) -> Cell:
    """Return the cell of the spectrum where a frequency is."""
    return frequency[0] + size[0] // 2, frequency[1] + size[1] // 2


def frequency_at(cell: Cell, size: tuple[int, int]) -> tuple[int, int]:
    """Return the frequency of a cell of the spectrum; a cell outside counts as the nearest."""
    row, column = (min(max(at, 0), side - 1) for at, side in zip(cell, size, strict=True))
    return row - size[0] // 2, column - size[1] // 2

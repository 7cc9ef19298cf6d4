"""What lesson 5 shows: colours under kernels, maps of maps, edges combined; exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import (
    COMBINATIONS,
    KERNELS,
    MIXES,
    DeepKernel,
    Kernel,
    conv_parameters,
    deep_from,
    deep_kernel,
    fitted,
)
from ui.lessons.channels.deep_layer import Deep, flat_layer
from ui.lessons.channels.two_networks import TwoNetworks
from ui.models.convolution import Convolution
from ui.pictures import Picture

# Kernels of 3x3 whole weights, so that maps of maps stay whole numbers.
WHOLE = tuple(
    name
    for name, family in KERNELS.items()
    if 3 in family.sizes and not family.angled and family.kernel(3).divisor == 1
)


def colour_kernels(
    kernel: Kernel,
    mixes: Sequence[str],
    own: Sequence[DeepKernel],
    biases: Sequence[Fraction],
    channels: int,
) -> tuple[DeepKernel, ...]:
    """Return kernels as deep as a picture: one for each mix of its planes, or the reader's own.

    A picture of one plane has no colours to mix: the kernel lies on it as it is.
    """
    if own:
        made = [fitted(one, channels) for one in own]
    elif channels == 1:
        made = [deep_kernel(kernel, (1,), title=kernel.title)]
    else:
        chosen = [MIXES[name] for name in mixes]
        made = [deep_kernel(kernel, one.weights, title=one.title) for one in chosen]
    given = [biases[k] if k < len(biases) else Fraction(0) for k in range(len(made))]
    return tuple(_biased(one, bias) for one, bias in zip(made, given, strict=True))


def _biased(kernel: DeepKernel, bias: Fraction) -> DeepKernel:
    return deep_from(kernel.exact(), bias, kernel.title)


def colour_planes(found: Convolution, kernels: tuple[DeepKernel, ...]) -> Deep:
    """Return a picture's own planes under these kernels, with the settings of a convolution."""
    planes = found.picture.pixels.astype(np.int64)
    return Deep(
        found.picture,
        planes,
        found.picture.plane_names,
        kernels,
        stride=found.stride,
        padding=found.padding,
        dilation=found.dilation,
        mode=found.mode,
        fill=found.fill if found.mode == "constant" else 0,
        flip=found.flip,
    )


def mixed_planes(picture: Picture, shares: Sequence[float]) -> Deep:
    """Return a picture under one 1x1 kernel: so much of red, green and blue, in thousandths.

    A grey picture is as much red as green and blue: its one weight is their sum.
    """
    exact = [[[Fraction(round(1000 * share), 1000)]] for share in shares]
    kernel = fitted(deep_from(exact, title="mix"), len(picture.pixels))
    return Deep(picture, picture.pixels.astype(np.int64), picture.plane_names, (kernel,))


def stacked_kernels(
    picture: Picture,
    first: Sequence[str],
    second: Sequence[str],
    groups: int,
    padding: int = 0,
) -> Deep:
    """Return the second layer of two: its planes are the maps of the kernels `first`.

    Each kernel of `second` lies on every plane that its group has: with 1 group it is as deep as
    there are maps, with as many groups as maps it is flat and answers each map alone.
    """
    before = flat_layer(picture, first, padding, "zeros")
    planes = np.rint(before.sums).astype(np.int64)
    depth = len(planes) // groups
    kernels = [deep_kernel(KERNELS[name].kernel(3), [1] * depth) for name in second]
    named = [
        replace(one, title=_stacked_title(group, number, groups))
        for group in range(groups)
        for number, one in enumerate(kernels)
    ]
    names = tuple(f"map {k}" for k in range(len(planes)))
    return Deep(picture, planes, names, tuple(named), padding=padding, groups=groups, before=before)


def _stacked_title(group: int, number: int, groups: int) -> str:
    return f"{group}·{number}" if groups > 1 else f"map {number}"


EDGE_NAMES = ("horizontal edge", "vertical edge")


@dataclass(frozen=True, eq=False)
class Combined:
    """How strong horizontal and vertical edges are, and what one makes of both."""

    deep: Deep  # two planes under a 1x1x2 kernel of ones; its bias is minus the threshold
    how: str  # of COMBINATIONS
    threshold: int  # a sum at or below it is cut off

    @property
    def strongest(self) -> int:
        """The largest number of either edge map."""
        return int(self.deep.planes.max())

    @cached_property
    def map(self) -> NDArray[np.float64]:
        """The map (H, W)."""
        planes = self.deep.planes.astype(np.float64)
        return np.asarray(COMBINATIONS[self.how].combine(planes, float(self.threshold)))


def combined_edges(picture: Picture, how: str, percent: int) -> Combined:
    """Return a grey picture's edges, |outputs| of the two edge kernels, combined.

    The threshold is so many per cent of the picture's strongest edge, so that it fits any picture.
    """
    edges = flat_layer(picture, ("horizontal-edge", "vertical-edge"), 1, "replicate")
    planes = np.rint(np.abs(edges.sums)).astype(np.int64)
    threshold = round(int(planes.max()) * percent / 100)
    bias = -threshold if COMBINATIONS[how].thresholds else 0
    one = DeepKernel("1×1×2", (((1,),), ((1,),)), bias=bias)
    return Combined(Deep(picture, planes, EDGE_NAMES, (one,), before=edges), how, threshold)


@dataclass(frozen=True)
class Counted:
    """A layer as its numbers alone: F kernels of k x k over C channels."""

    k: int
    inputs: int
    filters: int

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return conv_parameters((self.k, self.k), self.inputs, self.filters)


Shown = Deep | Combined | TwoNetworks | Counted  # what the lesson's views show

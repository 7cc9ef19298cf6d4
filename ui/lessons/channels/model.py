"""Several planes under kernels as deep as they are: what lesson 5 shows, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.explain import Window, window_at
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
from cnn_core.ops import conv2d, relu
from ui.models.convolution import Convolution, Sliding
from ui.pictures import Picture

# Kernels of 3x3 whole weights, so that maps of maps stay whole numbers.
WHOLE = tuple(
    name
    for name, family in KERNELS.items()
    if 3 in family.sizes and not family.angled and family.kernel(3).divisor == 1
)


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
    before = _flat_layer(picture, first, padding, "zeros")
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


def _flat_layer(picture: Picture, names: Sequence[str], padding: int, mode: str) -> Deep:
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
    edges = _flat_layer(picture, ("horizontal-edge", "vertical-edge"), 1, "replicate")
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


# Of a bright area: the edge, the kernel that finds it, and the sign that makes its output positive.
SIDES = (
    ("upper", "horizontal-edge", -1),
    ("lower", "horizontal-edge", 1),
    ("left", "vertical-edge", -1),
    ("right", "vertical-edge", 1),
)
CORNERS = ((0, 2), (0, 3), (1, 2), (1, 3))  # the two sides that meet in each corner


@dataclass(frozen=True, eq=False)
class TwoNetworks:
    """A deep and a flat second layer on the same four edge maps, ReLU after every layer."""

    deep: Deep  # one kernel of 3x3x4 for each corner, with ones in the middle of its two sides
    flat: Deep  # one kernel of 3x3 with a one in its middle, on each map alone
    threshold: int  # what both take off: their bias is minus this

    @property
    def edges(self) -> NDArray[np.int64]:
        """The four edge maps (4, H, W) after ReLU."""
        return self.deep.planes

    @property
    def strongest(self) -> int:
        """The largest number of any edge map."""
        return int(self.edges.max())

    @cached_property
    def corners(self) -> NDArray[np.float64]:
        """What the deep layer makes of the maps: one map for each corner, (4, H, W)."""
        return np.asarray(relu(self.deep.maps))

    @cached_property
    def alone(self) -> NDArray[np.float64]:
        """What the flat layer makes of each map, (4, H, W)."""
        return np.asarray(relu(self.flat.maps))

    @property
    def straight(self) -> bool:
        """Whether no map says where along its edge a cell lies: rows or columns all the same."""
        upright = [kernel == "vertical-edge" for _, kernel, _ in SIDES]
        return all(
            (one == (one[:1] if up else one[:, :1])).all()
            for one, up in zip(self.edges, upright, strict=True)
        )


def two_networks(picture: Picture, percent: int) -> TwoNetworks:
    """Return both second layers over a grey picture's four edge maps.

    The threshold is so many per cent of the strongest edge, as in `combined_edges`.
    """
    kernels = [deep_kernel(KERNELS[name].kernel(3), (sign,)) for _, name, sign in SIDES]
    titled = tuple(
        replace(one, title=f"{side} edges") for one, (side, *_) in zip(kernels, SIDES, strict=True)
    )
    before = replace(_flat_layer(picture, [], 1, "replicate"), kernels=titled)
    edges = relu(before.sums).astype(np.int64)
    threshold = round(int(edges.max()) * percent / 100)
    names = tuple(side for side, *_ in SIDES)
    middle = KERNELS["identity"].kernel(3)

    def second(weights: Sequence[Sequence[int]], titles: Sequence[str], groups: int) -> Deep:
        made = tuple(
            replace(deep_kernel(middle, one), title=title, bias=-threshold)
            for one, title in zip(weights, titles, strict=True)
        )
        return Deep(picture, edges, names, made, padding=1, groups=groups, before=before)

    deep = second(
        [[int(k in pair) for k in range(len(SIDES))] for pair in CORNERS],
        [" + ".join(names[k] for k in pair) for pair in CORNERS],
        1,
    )
    return TwoNetworks(deep, second([[1]] * len(SIDES), names, len(SIDES)), threshold)


Shown = Deep | Combined | TwoNetworks | Counted  # what the lesson's views show

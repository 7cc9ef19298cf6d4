"""Layers over several planes that code is tried with, in every framework."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, parse_deep, parse_weights
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import (
    Combined,
    colour_kernels,
    colour_planes,
    combined_edges,
    stacked_kernels,
)
from ui.lessons.channels.settings import FIRST, SECOND
from ui.lessons.channels.two_networks import TwoNetworks, two_networks
from ui.models.convolution import Convolution
from ui.pictures import Picture, picture

PIXELS = np.random.default_rng(3).integers(0, 256, (3, 9, 11), dtype=np.uint8)
SMALL = Picture("own", "Own", PIXELS)
KERNELS_TRIED = [
    (KERNELS["sobel-x"].kernel(), ["red-blue", "light"], ""),
    (KERNELS["gaussian"].kernel(5), ["yellow-blue"], ""),
    (parse_weights("1 2; -3 4; /3"), ["all", "light", "green-others"], ""),
    (KERNELS["identity"].kernel(1), ["all"], "0.5,1|0,1|-2,3||1,1|1,1|1,1"),
]
PADDINGS: tuple[int | str, ...] = (0, 2, "same", "full")
GEOMETRIES = list(itertools.product((1, 2), PADDINGS, (1, 2), PADDING_MODES, (False, True)))


def colours() -> list[Deep]:
    """Return a small colour picture under every kernel and geometry that fits."""
    found = []
    for kernel, mixes, own in KERNELS_TRIED:
        made = colour_kernels(
            kernel, mixes, parse_deep(own) if own else (), [Fraction(3, 2), Fraction(-1)], 3
        )
        for stride, padding, dilation, mode, flip in GEOMETRIES:
            if padding == "same" and stride > 1:
                continue
            how = Convolution(SMALL, kernel, stride, padding, dilation, mode, 77, flip)
            deep = colour_planes(how, made)
            try:
                deep.sums  # noqa: B018  asked for its error
            except ValueError:
                continue
            found.append(deep)
    return found


def stacks() -> list[Deep]:
    """Return two layers with each number of groups, valid and padded."""
    digit, tiny = picture("digit-7"), picture("nine")
    made = [stacked_kernels(digit, FIRST, SECOND, groups) for groups in (1, 2, 4)]
    return [*made, stacked_kernels(tiny, FIRST[:3], SECOND[:2], 3, padding=1)]


def combinations() -> list[Combined]:
    """Return each combination of two edge maps."""
    return [combined_edges(picture("square"), how, 100) for how in ("sum", "product", "above")]


def networks() -> list[TwoNetworks]:
    """Return both second layers over edge maps, with a threshold and without."""
    pairs = (("strips", 100), ("strips", 0), ("square", 60))
    return [two_networks(picture(name), percent) for name, percent in pairs]

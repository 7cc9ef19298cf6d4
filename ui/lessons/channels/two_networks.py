"""Two networks on the same edge maps: one whose second layer is deep, one whose is flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import KERNELS, deep_kernel
from cnn_core.ops import relu
from ui.lessons.channels.deep_layer import Deep, flat_layer
from ui.pictures import Picture

# Of a bright area: the edge, the kernel that finds it, and the sign that makes its output positive.
SIDES = (
    ("top", "horizontal-edge", -1),
    ("bottom", "horizontal-edge", 1),
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
    before = replace(flat_layer(picture, [], 1, "replicate"), kernels=titled)
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
        ["+".join(names[k] for k in pair) for pair in CORNERS],
        1,
    )
    return TwoNetworks(deep, second([[1]] * len(SIDES), names, len(SIDES)), threshold)

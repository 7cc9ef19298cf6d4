"""Random views for hypothesis: small pictures, any kernel, every geometry that exists."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, custom_kernel
from ui.models.convolution import Convolution
from ui.pictures import Picture


def pixels_of(least: int, most: int) -> st.SearchStrategy[Picture]:
    """Draw pictures without code of their own, of this many rows and columns."""

    def drawn(size: tuple[int, int], seed: int, values: tuple[int, int]) -> Picture:
        rng = np.random.default_rng(seed)
        pixels = rng.integers(*values, (1, *size), dtype=np.uint8, endpoint=True)
        return Picture("own", "Own", pixels)

    side = st.integers(least, most)
    values = st.sampled_from([(0, 0), (9, 9), (0, 1), (0, 255)])
    return st.builds(drawn, st.tuples(side, side), st.integers(0, 999), values)


WEIGHTS = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.fractions(-9, 9, max_denominator=6), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)
KERNEL = st.one_of(
    WEIGHTS.map(custom_kernel),
    st.sampled_from([family.kernel(size) for family in KERNELS.values() for size in family.sizes]),
)


def exists(convolution: Convolution) -> bool:
    """Say whether these settings give a map."""
    try:
        convolution.map  # noqa: B018
    except ValueError:
        return False
    return True


CONVOLUTION = st.builds(
    Convolution,
    pixels_of(1, 12),
    KERNEL,
    stride=st.integers(1, 3),
    padding=st.one_of(st.integers(0, 4), st.sampled_from(["same", "full"])),
    dilation=st.integers(1, 3),
    mode=st.sampled_from(PADDING_MODES),
    fill=st.integers(0, 255),
    flip=st.booleans(),
).filter(exists)

"""One feature map explained: what each input channel adds to it, before bias and activation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import ConvOptions, conv2d, prepare


@dataclass(frozen=True)
class PartialMaps:
    """The maps that add up to one map of a convolution; D is how many channels it reads."""

    channels: tuple[int, ...]  # the D input channels that its kernel reads
    weights: Array  # (D, kh, kw): the slice of the kernel that reads each of them
    maps: NDArray[np.float64]  # (D, H', W')
    bias: float
    sum: NDArray[np.float64]  # (H', W'): the partial maps and the bias


def partial_maps(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    filter: int,
    **options: Unpack[ConvOptions],
) -> PartialMaps:
    """Take one map of `conv2d` apart: x (C, H, W), w (F, C / groups, kh, kw) -> PartialMaps.

    `conv2d` gives the same sum up to the rounding of float32. Errors: a filter that does not exist.

    >>> partial_maps([[[1, 2]], [[3, 4]]], [[[[10]], [[1]]]], [5], filter=0).maps.tolist()
    [[[10.0, 20.0]], [[3.0, 4.0]]]
    """
    job = prepare(x, w, b, **options)
    if not 0 <= filter < len(job.w):
        raise ValueError(f"there is no filter {filter}: the last one is {len(job.w) - 1}")
    chosen = job.channels(filter)
    weights = job.w[filter]
    alone: ConvOptions = {**options, "groups": len(weights)}
    x64, w64 = (np.asarray(one, np.float64) for one in (job.x[chosen], weights[:, None]))
    maps = np.asarray(conv2d(x64, w64, **alone), np.float64)
    bias = 0.0 if job.b is None else float(job.b[filter])
    total = np.asarray(maps.sum(axis=0) + bias)
    return PartialMaps(tuple(range(chosen.start, chosen.stop)), weights, maps, bias, total)

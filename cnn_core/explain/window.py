"""One output cell explained: which pixels, which weights, which products, which sum."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import index
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array, source_index
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import ConvOptions, Job, prepare


@dataclass(frozen=True)
class Window:
    """What one output cell is made of; kh x kw taps on each of D channels, rows before columns."""

    cell: Pair
    filter: int
    channels: tuple[int, ...]  # the D input channels this filter reads
    rows: NDArray[np.intp]  # (kh,) rows read; 0 is the image's first, padding is outside
    cols: NDArray[np.intp]  # (kw,) columns read
    source_rows: NDArray[np.intp]  # (kh,) the image's row that stands there, -1 for a fill
    source_cols: NDArray[np.intp]  # (kw,) the same for columns
    padding: NDArray[np.bool_]  # (kh, kw) True where the tap lies in the padding
    values: Array  # (D, kh, kw)
    weights: Array  # (D, kh, kw)
    products: NDArray[np.float64]  # (D, kh, kw) exact for float32 values and weights
    bias: float
    sum: float  # bias and products, rounded once


def window_at(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    cell: Pair,
    filter: int = 0,
    **options: Unpack[ConvOptions],
) -> Window:
    """Explain one output cell of `conv2d`: input cells, weights, products, bias, sum.

    x (C, H, W), w (F, C / groups, kh, kw), cell (row, column) of the map -> Window. `conv2d` gives
    the same sum up to the rounding of float32. Errors: a cell or filter that does not exist.

    >>> window_at(np.array([[[10, 10, 0, 0]]]), np.array([[[[1, -1]]]]), cell=(0, 1)).sum
    10.0
    """
    job = prepare(x, w, b, **options)
    _check_cell(job, cell, filter)
    at = job.geometry
    rows, cols = (at.reads(axis)[cell[axis]] for axis in (0, 1))
    sources = [
        source_index(at.size[axis], *at.amounts[axis], job.padding_mode)[read + at.amounts[axis][0]]
        for axis, read in enumerate((rows, cols))
    ]
    chosen = job.channels(filter)
    filled = (sources[0] < 0)[:, None] | (sources[1] < 0)
    values = job.x[chosen][:, sources[0][:, None], sources[1]]
    values[:, filled] = job.fill if job.padding_mode == "constant" else 0.0
    products = values.astype(np.float64) * job.w[filter]
    bias = 0.0 if job.b is None else float(job.b[filter])
    outside_rows = (rows < 0) | (rows >= at.size[0])
    outside_cols = (cols < 0) | (cols >= at.size[1])
    return Window(
        cell=(int(cell[0]), int(cell[1])),
        filter=filter,
        channels=tuple(range(chosen.start, chosen.stop)),
        rows=rows,
        cols=cols,
        source_rows=sources[0],
        source_cols=sources[1],
        padding=outside_rows[:, None] | outside_cols,
        values=values,
        weights=job.w[filter],
        products=products,
        bias=bias,
        sum=math.fsum([bias, *products.ravel().tolist()]),
    )


def _check_cell(job: Job, cell: Pair, filter: int) -> None:
    if job.x.ndim != 3:
        raise ValueError("a window belongs to one image: take one of the batch with x[..., 0]")
    filters, (height, width) = job.w.shape[0], job.geometry.out
    if not 0 <= filter < filters:
        raise ValueError(f"there is no filter {filter}: the last one is {filters - 1}")
    try:
        row, column = map(index, cell)
    except (TypeError, ValueError) as error:
        raise ValueError(f"a cell is two whole numbers, (row, column), not {cell}") from error
    nearest = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
    if nearest != (row, column):
        raise ValueError(
            f"cell {row, column} is outside the {height}×{width} map: the nearest cell is {nearest}"
        )

"""One kernel over one large image: shifted, scaled copies of the image, added up.

For few filters this is several times faster than a matrix product over window columns, which must
first write every pixel kh * kw times. Two things make it faster still: rows go in blocks whose
buffers stay in the cache, and `recipes` finds how a kernel with structure takes few passes. Where
there is none, `banded` does better.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_core.geometry.padding import Array, pad_rows
from cnn_core.geometry.sizes import Geometry, span
from cnn_core.ops.fast.banded_matrices import ROWS, bands, fill_banded
from cnn_core.ops.fast.plans import Recipe, recipe
from cnn_core.ops.fast.taps import Terms
from cnn_core.ops.fast.workspace import KEPT, scratch

# Bytes of one buffer: smaller ones cost more calls, larger ones leave the cache.
BLOCK = 1 << 21

# Cells of an answer from which it pays to prepare more than a recipe.
LARGE = 1 << 14

Reader = Callable[[Array, int, int, Array], Array]


def prefers_shifts(w: Array, cells: int) -> bool:
    """Say whether shifted sums beat a matrix product for filters (F, C, kh, kw) and large maps."""
    filters, depth = w.shape[0], w[0].size
    if filters == 1:
        return True
    # Finding recipes takes longer than it saves for many kernels or small maps.
    if filters * w.shape[1] > 16 or cells < LARGE:
        return False
    # Measured: writing a column costs 1.5 passes, and its product with a filter half a pass.
    passes = sum(recipe(kernel).passes for deep in w for kernel in deep)
    return bool(2 * passes <= depth * (3 + filters))


def correlate_shifted(
    x: Array, w: Array, at: Geometry, out: Array, mode: str = "zeros", fill: float = 0.0
) -> None:
    """Fill out (F, H', W', ...) with w (F, C, kh, kw) over an image (C, H, W, ...) and padding."""
    filters = [[recipe(kernel) for kernel in deep] for deep in w]
    large = out[0].size >= LARGE
    products = [
        bands(deep, at, [one.passes for one in recipes]) if large else None
        for deep, recipes in zip(w, filters, strict=True)
    ]
    (top, bottom), (left, right) = at.amounts
    width = left + x.shape[2] + right
    line = width * x[0, 0, 0].size
    # The padded rows of all planes are to be kept from call to call.
    step = min(BLOCK, KEPT // len(x)) // (line * x.itemsize)
    step = min(at.out[0], max(1, step))
    step -= step % ROWS if step > ROWS else 0
    fill_rows = _fill_flat if at.stride == (1, 1) else _fill_strided
    for first in range(0, at.out[0], step):
        rows = min(step, at.out[0] - first)
        start = first * at.stride[0]
        reach = (rows - 1) * at.stride[0] + span(at.kernel[0], at.dilation[0])
        if any((top, bottom, left, right)) or not x.flags.c_contiguous:
            # Padding block by block: a padded copy of a large image would cost more than the sums.
            block = scratch("block", (x.shape[0], reach, width, *x.shape[3:]), x.dtype)
            pad_rows(x, at.amounts, mode, fill, start, block)
        else:
            block = x[:, start : start + reach]
        for f, deep in enumerate(filters):
            target, banded = out[f, first : first + rows], products[f]
            if banded is None or not fill_banded(block, banded, at, target):
                fill_rows(block, deep, at, target)


def _fill_flat(block: Array, deep: list[Recipe], at: Geometry, out: Array) -> None:
    """Fill rows of one map; a shift by rows and columns is an offset into the flat image.

    One long loop over all rows is a third faster than one loop a row. The sums that straddle two
    rows mean nothing and are left out at the end.
    """
    rows, width = out.shape[0], block.shape[2]
    cell = block[0, 0, 0].size
    down, across = at.dilation[0] * width * cell, at.dilation[1] * cell
    length = ((rows - 1) * width + at.out[1]) * cell
    whole = scratch("total", (rows * width * cell,), out.dtype)
    total, part = whole[:length], scratch("part", (block[0].size,), out.dtype)

    def read(source: Array, row: int, col: int, target: Array) -> Array:
        offset = row * down + col * across
        return source[offset : offset + target.size]

    started = False
    for image, one in zip(block, deep, strict=True):
        planes = [image.reshape(-1)]
        for terms, buffer, reach in zip(one.planes, one.buffers, one.reaches, strict=True):
            # As long as what it is made from lasts.
            size = planes[0].size - reach[0] * down - reach[1] * across
            planes.append(scratch(f"plane {buffer}", (size,), out.dtype))
            _add(terms, planes, planes[-1], part[:size], read, False)
        started = _add(one.last or one.whole, planes, total, part[:length], read, started)
    if not started:
        total.fill(0)
    out[...] = whole.reshape(rows, width, *out.shape[2:])[:, : at.out[1]]


def _fill_strided(block: Array, deep: list[Recipe], at: Geometry, out: Array) -> None:
    """Fill rows of one map from slices with a step: few cells, so all taps at once will do."""
    part = scratch("part", out.shape, out.dtype)

    def read(source: Array, row: int, col: int, target: Array) -> Array:
        rows, cols = at.tap(row, col)
        return source[rows, cols][: len(target)]

    started = False
    for plane, one in zip(block, deep, strict=True):
        started = _add(one.whole, [plane], out, part, read, started)
    if not started:
        out.fill(0)


def _add(
    terms: Terms, planes: list[Array], total: Array, part: Array, read: Reader, started: bool
) -> bool:
    """Add terms to a total, or begin one; return whether there is one."""
    for term in terms:
        cells = [(read(planes[tap.plane], tap.row, tap.col, total), add) for tap, add in term.taps]
        if started and term.weight in (1.0, -1.0):
            for cell, add in cells:
                (np.add if add == (term.weight > 0) else np.subtract)(total, cell, out=total)
            continue
        into = part if started else total
        if len(cells) == 1:
            np.multiply(cells[0][0], term.weight, out=into)
        else:
            (first, _), (second, add), *others = cells
            (np.add if add else np.subtract)(first, second, out=into)
            for cell, add in others:
                (np.add if add else np.subtract)(into, cell, out=into)
            if term.weight != 1.0:
                into *= term.weight
        if started:
            total += part
        started = True
    return started
